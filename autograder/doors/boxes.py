"""Which isolation a command runs with, said before it runs."""

from autograder.box.choose import open_box, strongest, why_not
from autograder.box.seam import OpenBox
from autograder.doors.console import note
from autograder.errors import UsageError
from autograder.model import Limits, Rubric

SAFE = ("full", "landlock+seccomp")
LEVELS = (*SAFE, "mount", "uid", "none")


def level_for_grading(asked: str) -> str:
    """Raises UsageError where strangers' code cannot be confined well, unless a lower level is named aloud."""
    level = _level(asked)
    if level not in SAFE and not asked:
        lower = f"--isolation {level}, or " if level != "none" else ""
        raise UsageError(
            "this machine cannot confine student code as grading needs it; `autograder doctor` says why. "
            f"To run it all the same, say: {lower}--isolation none (with your account's rights)"
        )
    return level


def level_for_check(asked: str) -> str:
    """On a student's own machine it is their own code: a line says so, and it runs."""
    level = _level(asked)
    if level == "none":
        note("note: your program runs here without isolation, with your own rights.")
    elif level not in SAFE:
        note("note: your program runs here with weak isolation. `autograder doctor` says more.")
    return level


def box_for(rubric: Rubric, level: str, limits: Limits | None = None) -> OpenBox:
    return open_box(rubric.allow, limits or rubric.limits, level, rubric.forbidden)


def _level(asked: str) -> str:
    if not asked:
        return strongest()
    if asked not in LEVELS:
        raise UsageError(f"--isolation {asked}: there is no such level; there are {', '.join(LEVELS)}")
    if reason := why_not(asked):
        raise UsageError(f"--isolation {asked} does not hold on this machine: {reason}. See: autograder doctor")
    return asked
