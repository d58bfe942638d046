"""Which isolation a command runs with, said before it runs."""

from autograder.box.choose import open_box, strongest
from autograder.box.seam import OpenBox
from autograder.doors.console import note
from autograder.errors import UsageError
from autograder.model import Limits, Rubric

SAFE = ("full", "landlock+seccomp")


def level_for_grading(asked: str) -> str:
    """Raises UsageError where strangers' code cannot be confined, unless the instructor wants that."""
    level = _level(asked)
    if level not in SAFE and asked != "none":
        raise UsageError(
            "this machine cannot confine student code (Linux with Landlock and seccomp is needed). "
            "To run it all the same, with your account's rights, say: --isolation none"
        )
    return level


def level_for_check(asked: str) -> str:
    """On a student's own machine it is their own code: a line says so, and it runs."""
    level = _level(asked)
    if level not in SAFE:
        note("note: your program runs here without isolation, with your own rights.")
    return level


def box_for(rubric: Rubric, level: str, limits: Limits | None = None) -> OpenBox:
    return open_box(rubric.allow, limits or rubric.limits, level)


def _level(asked: str) -> str:
    if asked not in ("", "none"):
        raise UsageError(f"--isolation {asked}: only none can be named; without it the strongest level is used")
    return asked or strongest()
