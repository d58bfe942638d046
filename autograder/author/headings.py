"""Headings and numbers that a rubric names: a slip in one would take every answer for missing, or for wrong."""

from collections.abc import Mapping
from pathlib import Path

from autograder.errors import BuildError
from autograder.intake.notebook.cells import Notebook
from autograder.intake.notebook.handed import template_of
from autograder.intake.notebook.reading import read_notebook
from autograder.intake.notebook.sections import headings, nearest_heading, section
from autograder.intake.notebook.written import written_answers
from autograder.judge.written import Reading, named, read
from autograder.model import Item, Rubric


def check_headings(path: Path, rubric: Rubric, notebooks: Mapping[str, str]) -> None:
    """Raises BuildError for a heading that the notebook of the template has not."""
    text = template_of(rubric.notebook, notebooks) if rubric.notebook else ""
    if text:
        template = read_notebook(text.encode(), rubric.notebook)
        for item in rubric.items:
            _check(path, item, template)


def check_numbers(path: Path, rubric: Rubric, notebooks: Mapping[str, str], solved: Mapping[str, str]) -> None:
    """Raises BuildError where a number decides and the reference's own answer, if it has one, would not earn."""
    text, given = (template_of(rubric.notebook, texts) if rubric.notebook else "" for texts in (solved, notebooks))
    if not text:
        return
    own, template = (read_notebook(one.encode(), rubric.notebook) for one in (text, given))
    for item_id, written in written_answers(own, template, rubric):
        asked = rubric.item(item_id).writing
        if asked is not None and asked.decides and written.text:
            _check_number(f"{path}: {item_id}: contains", written.cell, read(written.text, asked))


def _check_number(place: str, cell: int | None, reading: Reading) -> None:
    says = f"{place}: the reference, in cell {cell}, {named(reading)}"
    if reading.right is None:
        raise BuildError(f"{says}, and not the number that stands here; mend one of the two")
    if reading.doubtful:
        raise BuildError(f"{says}, so that a person would have to read it; let it name the right number alone")


def _check(path: Path, item: Item, template: Notebook) -> None:
    if item.writing is None or any(section(template, item.writing.under)):
        return
    near = nearest_heading(item.writing.under, [heading for _, heading in headings(template)])
    hint = f"; the nearest is {near!r}" if near else ""
    raise BuildError(f"{path}: {item.id}: under: the notebook has no heading {item.writing.under!r}{hint}")
