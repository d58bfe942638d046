"""The parameters of a network, layer by layer, as rows: what is right, what came, and what would explain it."""

from collections.abc import Iterator
from dataclasses import dataclass

from autograder.model import Count, Counts, Grade, ItemGrade
from autograder.report.safe import width_of

HEADS = ("layer", "expected", "yours", "difference", "what would explain it")
IN_ALL = "in all"


@dataclass(frozen=True)
class CountRow:
    """One layer, or all of them; a difference has its sign."""

    layer: str
    expected: str
    got: str
    difference: str
    why: str

    @property
    def cells(self) -> tuple[str, ...]:
        return self.layer, self.expected, self.got, self.difference, self.why


@dataclass(frozen=True)
class CountsView:
    """The table of one item on its page; `table` names the right one, where the rubric has several."""

    anchor: str
    item: ItemGrade
    table: str
    rows: tuple[CountRow, ...]
    explained: bool


def counts_views(grade: Grade) -> tuple[CountsView, ...]:
    items = [(item, item.counts) for item in grade.items if item.counts is not None]
    return tuple(_view(n, item, counts) for n, (item, counts) in enumerate(items, 1))


def rows(counts: Counts) -> tuple[CountRow, ...]:
    """Every layer, and the totals last."""
    return (*(_row(layer, layer.layer) for layer in counts.layers), _row(counts.total, IN_ALL))


def wrong_rows(counts: Counts) -> tuple[CountRow, ...]:
    """Those that differ, and the totals; none where no layer differs."""
    found = [_row(layer, layer.layer) for layer in counts.layers if layer.got != layer.expected]
    return (*found, _row(counts.total, IN_ALL)) if found else ()


def lines(counts: Counts) -> Iterator[str]:
    """What differs, in columns for a terminal."""
    table = [HEADS[:4], *(row.cells for row in wrong_rows(counts))]
    widths = [max(width_of(cells[n]) for cells in table) for n in range(4)]
    for layer, *numbers in table:
        shown = [text.rjust(wide) for text, wide in zip(numbers, widths[1:], strict=False)]
        yield "  ".join([layer.ljust(widths[0]), *shown, *numbers[3:]]).rstrip()


def _view(n: int, item: ItemGrade, counts: Counts) -> CountsView:
    found = rows(counts)
    return CountsView(f"counts-{n}", item, counts.table, found, explained=any(row.why for row in found))


def _row(count: Count, layer: str) -> CountRow:
    same = count.got == count.expected
    return CountRow(
        layer=layer,
        expected=f"{count.expected:,}",
        got=f"{count.got:,}" if count.got is not None else "none",
        difference="" if same else f"{count.difference:+,}".replace("-", "−"),
        why=count.why,
    )
