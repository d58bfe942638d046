"""Headings that a rubric names: a slip in one would take every written answer for missing."""

from collections.abc import Mapping
from pathlib import Path

from autograder.errors import BuildError
from autograder.intake.notebook.cells import Notebook
from autograder.intake.notebook.handed import template_of
from autograder.intake.notebook.reading import read_notebook
from autograder.intake.notebook.sections import headings, nearest_heading, section
from autograder.model import Item, Rubric


def check_headings(path: Path, rubric: Rubric, notebooks: Mapping[str, str]) -> None:
    """Raises BuildError for a heading that the notebook of the template has not."""
    text = template_of(rubric.notebook, notebooks) if rubric.notebook else ""
    if text:
        template = read_notebook(text.encode(), rubric.notebook)
        for item in rubric.items:
            _check(path, item, template)


def _check(path: Path, item: Item, template: Notebook) -> None:
    if item.writing is None or any(section(template, item.writing.under)):
        return
    near = nearest_heading(item.writing.under, [heading for _, heading in headings(template)])
    hint = f"; the nearest is {near!r}" if near else ""
    raise BuildError(f"{path}: {item.id}: under: the notebook has no heading {item.writing.under!r}{hint}")
