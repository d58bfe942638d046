"""Written answers on a student's page: the text as it was typed, folded where it is long."""

from collections.abc import Iterator
from dataclasses import dataclass

from autograder.model import Grade, ItemGrade
from autograder.report.safe import MOST_PRINTED, cut, one_line

LONG, BEGINNING = 700, 90


@dataclass(frozen=True)
class WrittenView:
    """The answer to one item, in `pieces`, since a text that is shown at once loses its middle where it is long.
    Where it is folded, its beginning is seen."""

    anchor: str
    item: ItemGrade
    place: str
    pieces: tuple[str, ...]
    begins: str


def written_views(grade: Grade) -> tuple[WrittenView, ...]:
    """In the order of the rubric; nothing of an answer that is only a picture."""
    known = grade.notebook.written if grade.notebook is not None else {}
    found = [(item, known[item.id]) for item in grade.items if item.id in known and known[item.id].text]
    return tuple(
        WrittenView(f"written-{n}", item, f"Cell {one.cell}", tuple(_pieces(one.text)), _begins(one.text))
        for n, (item, one) in enumerate(found, 1)
    )


def _begins(text: str) -> str:
    return cut(one_line(text), BEGINNING) if len(text) > LONG else ""


def _pieces(text: str) -> Iterator[str]:
    """Each short enough to be shown whole."""
    yield from (text[start : start + MOST_PRINTED] for start in range(0, len(text), MOST_PRINTED))
