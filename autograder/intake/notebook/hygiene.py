"""Is a notebook fit to be handed in: run in order, complete, signed, nothing left to fill, nothing altered."""

from autograder.intake.notebook.cells import Notebook
from autograder.intake.notebook.execution import of_the_run
from autograder.intake.notebook.flaw import Flaw, FlawKind, Wanted
from autograder.intake.notebook.placeholders import left_over
from autograder.intake.notebook.provided import altered, unsigned
from autograder.intake.notebook.sections import missing_sections

__all__ = ["Flaw", "FlawKind", "Wanted", "flaws"]


def flaws(notebook: Notebook, template: Notebook | None, wanted: Wanted) -> tuple[Flaw, ...]:
    """By what they are about, and within that from top to bottom."""
    return (
        *of_the_run(notebook, allow_unexecuted=wanted.allow_unexecuted),
        *(altered(notebook, template, wanted) if template else ()),
        *left_over(notebook, wanted.placeholders),
        *missing_sections(notebook, wanted.sections),
        *unsigned(notebook, template, wanted),
    )
