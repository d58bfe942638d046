"""Is a notebook fit to be handed in: run in order, complete, signed, nothing left to fill, nothing altered."""

from autograder.intake.notebook.cells import Notebook
from autograder.intake.notebook.execution import of_the_run
from autograder.intake.notebook.placeholders import left_over
from autograder.intake.notebook.provided import altered, unsigned
from autograder.intake.notebook.sections import missing_sections
from autograder.model import Flaw, Wanted


def flaws(notebook: Notebook, template: Notebook | None, wanted: Wanted) -> tuple[Flaw, ...]:
    """Those that count: by what they are about, and within that from top to bottom."""
    found = (
        *of_the_run(notebook, allow_unexecuted="unexecuted" not in wanted.kinds),
        *(altered(notebook, template, wanted) if template else ()),
        *left_over(notebook, wanted.placeholders),
        *missing_sections(notebook, wanted.sections),
        *unsigned(notebook, template, wanted),
    )
    return tuple(flaw for flaw in found if flaw.kind in wanted.kinds)
