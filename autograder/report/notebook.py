"""What a report tells of a notebook: what is to be mended, what that costs, how its cells ended when run again."""

from collections.abc import Sequence

from autograder.model import CellRun, Flaw, FlawKind, Grade, ItemGrade, Outcome
from autograder.report.safe import cut, one_line

MOST_SAID = 3
MOST_ERROR = 200
KINDS: dict[FlawKind, str] = {
    "unexecuted": "cells were not executed",
    "order": "cells were not executed from top to bottom",
    "gap": "cells were executed twice, or deleted",
    "empty": "cells are empty",
    "error": "cells end with an error",
    "changed": "cells of the template are changed",
    "missing": "cells of the template are missing",
    "placeholder": "placeholders are left",
    "section": "sections are missing",
    "authorship": "the statement on authorship is not signed",
    "name": "the file has another name than asked for",
    "unreadable": "the notebook cannot be read",
}
_STOPPED = {
    Outcome.MEMORY_LIMIT: "asked for more memory than there is",
    Outcome.THREAD_LIMIT: "was stopped: it ran more threads than it may",
    Outcome.FILE_LIMIT: "was stopped: it wrote more to files than it may",
    Outcome.CRASHED: "ended the whole program",
    Outcome.EXITED: "ended the whole program",
    Outcome.UNREADABLE: "ran, but what it printed cannot be read",
    Outcome.OUR_FAILURE: "could not be run again: our failure, not yours",
}  # fmt: skip


def flaws_of(grade: Grade) -> tuple[Flaw, ...]:
    """Each once, whatever it counts for."""
    return tuple(dict.fromkeys(grade.notebook.flaws)) if grade.notebook is not None else ()


def losing(grade: Grade) -> list[ItemGrade]:
    """Items that lose points by flaws."""
    return [item for item in grade.items if item.flaws and item.lost > 0]


def costless(grade: Grade) -> list[str]:
    """Flaws as remarks. A notebook that cannot be read is the cause of all that it should have held."""
    told = {flaw for item in losing(grade) for flaw in item.flaws}
    kept = [flaw for flaw in flaws_of(grade) if flaw not in told]
    name = grade.notebook.name if grade.notebook is not None else ""
    return [_named(name, flaw.text) for flaw in kept if flaw.kind != "unreadable" or not grade.lost]


def first_few(texts: Sequence[str]) -> list[str]:
    """As many as are read beside other things, and how many there are more."""
    rest = len(texts) - MOST_SAID
    return [*texts[:MOST_SAID], *([f"and {rest} more"] if rest > 0 else [])]


def has_ended_well(run: CellRun) -> bool:
    return run.outcome is Outcome.ANSWERED


def ending(run: CellRun) -> str:
    """What follows on “Cell 5”."""
    if run.outcome is Outcome.NOT_REACHED:
        return f"was not run again: {run.detail}" if run.detail else "was not run again"
    if run.outcome is Outcome.RAISED:
        return f"ended with {error_of(run)}"
    if run.detail.startswith("after "):
        return f"was stopped {run.detail.removesuffix(' in this cell')}"
    return _STOPPED.get(run.outcome, "was stopped")


def error_of(run: CellRun) -> str:
    """The error's name and the first line of what it says."""
    if run.failure is None:
        return "an error"
    said, *_ = run.failure.message.strip().split("\n")
    return cut(one_line(f"{run.failure.type}: {said}" if said else run.failure.type), MOST_ERROR)


def _named(name: str, text: str) -> str:
    return text if text.startswith(name) else f"{name}: {text}"
