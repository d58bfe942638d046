"""Matrices on a student's page: a table each, with what is wrong in it."""

from dataclasses import dataclass
from typing import Any

from autograder.model import Picture
from autograder.report import words
from autograder.report.grids import Drawing, Slice, number
from autograder.report.safe import width_of
from autograder.report.story import SmallestCase

NARROW = 30  # a grid's characters and twice its columns: so much fits beside the margins of the smallest telephone


@dataclass(frozen=True)
class Entry:
    """One number of a grid, and whether it is wrong."""

    text: str
    wrong: bool


@dataclass(frozen=True)
class Grid:
    """One matrix as a table; an empty one is drawn as an outline with its shape in it."""

    name: str
    rows: tuple[tuple[Entry, ...], ...]
    more: str = ""
    outline: str = ""

    @property
    def label(self) -> str:
        """What a reader who does not see it is told before its numbers."""
        size = f"{words.count(len(self.rows), 'row')}, {words.count(len(self.rows[0]), 'column')}"
        wrong = sum(entry.wrong for row in self.rows for entry in row)
        return f"{self.name}: {size}" + (f", {words.count(wrong, 'number')} wrong" if wrong else "")

    @property
    def wide(self) -> bool:
        """Whether it may have to scroll in a box of its own."""
        columns = list(zip(*self.rows, strict=True))
        return sum(2 + max(width_of(entry.text) for entry in column) for column in columns) > NARROW


def results_of(case: SmallestCase, picture: Picture) -> tuple[Grid, ...]:
    difference = grids_of(case.difference) if case.difference else ()
    return (*grids_of(case.expected), *grids_of(case.got, picture.expected), *difference)


def grids_of(drawn: Drawing, right: Any = None) -> tuple[Grid, ...]:
    if not drawn.slices:
        return (Grid(drawn.name, (), outline=" ".join(drawn.instead)),)
    grids = [Grid(f"{drawn.name}{part.label}", _entries(part, drawn, right), _more(part)) for part in drawn.slices]
    if drawn.left_out:
        grids.append(Grid("", (), more=f"and {drawn.left_out} more of {drawn.name}"))
    return tuple(grids)


def _entries(part: Slice, drawn: Drawing, right: Any) -> tuple[tuple[Entry, ...], ...]:
    return tuple(
        tuple(Entry(text, _differs(text, right, place)) for text, place in zip(texts, places, strict=True))
        for texts, places in zip(part.rows, part.places, strict=True)
    )


def _differs(text: str, right: Any, place: tuple[int, ...]) -> bool:
    """As shown: two numbers that read the same are not called different."""
    for index in place:
        if not isinstance(right, list) or index >= len(right):
            return False
        right = right[index]
    return right is not None and not isinstance(right, list) and number(right) != text


def _more(part: Slice) -> str:
    left_out = [(part.more_rows, "row"), (part.more_columns, "column")]
    return " and ".join(words.count(n, f"more {noun}") for n, noun in left_out if n)
