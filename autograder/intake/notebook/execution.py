"""Whether a notebook was run from top to bottom, as far as its saved numbers and outputs tell."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from autograder.intake.archive import printable
from autograder.intake.notebook.cells import Cell, Notebook
from autograder.model import Flaw

AGAIN = "Restart the kernel, run all cells and save"
MAY_FAIL = "raises-exception"


def of_the_run(notebook: Notebook, *, allow_unexecuted: bool) -> Iterator[Flaw]:
    code = [cell for cell in notebook.cells if cell.kind == "code"]
    if not allow_unexecuted:
        yield from _unexecuted([cell for cell in code if cell.source.strip()])
    counted = [cell for cell in code if cell.execution_count is not None]
    disorder = [flaw for before, after in pairwise(counted) for flaw in _disorder(before, after)]
    yield from disorder
    if not disorder:
        yield from _gap(counted)
    yield from _empty(notebook.cells)
    for cell in code:
        yield from _errors(cell)


def _unexecuted(cells: Sequence[Cell]) -> Iterator[Flaw]:
    never = [cell for cell in cells if cell.execution_count is None]
    if len(never) == len(cells) > 1:
        yield Flaw(kind="unexecuted", cell=None, text=f"No cell was executed. {AGAIN}.")
        return
    for cell in never:
        yield Flaw(kind="unexecuted", cell=cell.number, text=f"Cell {cell.number} was not executed. {AGAIN}.")


def _disorder(before: Cell, after: Cell) -> Iterator[Flaw]:
    first, second = before.execution_count or 0, after.execution_count or 0
    if second == first:
        said = f"Cells {before.number} and {after.number} have the same number, [{first}]; one of them is a copy"
        yield Flaw(kind="order", cell=after.number, text=f"{said}. {AGAIN}.")
    elif second < first:
        said = f"Cell {after.number} was executed as [{second}], before cell {before.number}, [{first}], above it"
        yield Flaw(kind="order", cell=after.number, text=f"{said}. {AGAIN}.")


def _gap(cells: Sequence[Cell]) -> Iterator[Flaw]:
    """In order, and yet not the numbers of one run: something was executed twice, or has been deleted."""
    for expected, cell in enumerate(cells, 1):
        if cell.execution_count != expected:
            said = f"Cell {cell.number} has the number [{cell.execution_count}] where one run gives [{expected}]"
            yield Flaw(kind="gap", cell=cell.number, text=f"{said}: a cell was run twice, or deleted. {AGAIN}.")
            return


def _empty(cells: Sequence[Cell]) -> Iterator[Flaw]:
    """The last cell aside: Jupyter adds it when the one before is run."""
    for cell in cells[:-1]:
        if cell.kind == "code" and not cell.source.strip():
            yield Flaw(kind="empty", cell=cell.number, text=f"Cell {cell.number} is empty. Fill it or delete it.")


def _errors(cell: Cell) -> Iterator[Flaw]:
    """A cell may be marked as one that is meant to fail."""
    for output in cell.outputs:
        if output.kind == "error" and MAY_FAIL not in cell.tags:
            said = printable(output.text.strip().split("\n")[0], 120)
            error = f"{output.error}: {said.rstrip('.')}" if said else output.error
            yield Flaw(kind="error", cell=cell.number, text=f"Cell {cell.number} ends with {error}.")
