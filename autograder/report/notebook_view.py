"""The notebook on a student's page: what is to be mended, the cells that stopped short, what the others printed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from autograder.model import CellRun, CodeCell, Grade, NotebookSeen, Outcome
from autograder.report import words
from autograder.report.notebook import costless, ending, error_of, flaws_of, has_ended_well
from autograder.report.png import SIGNATURE, address

MOST_FLAWS, MOST_ENDINGS, MOST_CELLS, MOST_PICTURES = 100, 50, 100, 40
MOST_PICTURE_BYTES = 2_000_000  # of all pictures together; a class of pages travels by mail


@dataclass(frozen=True)
class Ending:
    """A cell, or several in a row, that did not come to the end."""

    cells: str
    begins: str
    how: str


@dataclass(frozen=True)
class CellOutput:
    """What one cell printed when it was run again; pictures are addresses that hold the picture itself."""

    number: int
    begins: str
    text: str
    error: str
    pictures: tuple[str, ...]
    left_out: str


@dataclass(frozen=True)
class NotebookView:
    """Everything that the page tells of a notebook."""

    name: str
    flaws: tuple[str, ...]
    more_flaws: int
    free: bool
    ran: str
    endings: tuple[Ending, ...]
    more_endings: int
    outputs: tuple[CellOutput, ...]
    more_outputs: int

    @property
    def drawn(self) -> bool:
        return any(output.pictures for output in self.outputs)


def notebook_view(grade: Grade, pictures: Mapping[str, bytes]) -> NotebookView | None:
    """None where no notebook was handed in."""
    if (seen := grade.notebook) is None:
        return None
    flaws = [flaw.text for flaw in flaws_of(grade)]
    endings = list(_endings(seen))
    outputs = list(_outputs(seen, pictures))
    return NotebookView(
        name=seen.name,
        flaws=tuple(flaws[:MOST_FLAWS]),
        more_flaws=max(0, len(flaws) - MOST_FLAWS),
        free=len(costless(grade)) == len(flaws),
        ran=_ran(seen),
        endings=tuple(endings[:MOST_ENDINGS]),
        more_endings=max(0, len(endings) - MOST_ENDINGS),
        outputs=tuple(outputs[:MOST_CELLS]),
        more_outputs=max(0, len(outputs) - MOST_CELLS),
    )


def _written(seen: NotebookSeen) -> list[CodeCell]:
    """An empty cell has nothing to run."""
    return [cell for cell in seen.cells if cell.begins]


def _ran(seen: NotebookSeen) -> str:
    cells = _written(seen)
    if not cells:
        return ""
    if all(cell.run is None for cell in cells):
        return "Its cells were not run here."
    well = sum(cell.run is not None and has_ended_well(cell.run) for cell in cells)
    return f"From top to bottom, {well} of {words.count(len(cells), 'code cell')} came to the end."


def _endings(seen: NotebookSeen) -> Iterator[Ending]:
    """Cells in a row that were not run for the same reason are told together."""
    short = [(cell, cell.run) for cell in _written(seen) if cell.run is not None and not has_ended_well(cell.run)]
    for _, group in groupby(short, lambda one: _together(*one)):
        (first, run), *others = group
        if others:
            last = others[-1][0].number
            yield Ending(f"Cells {first.number} to {last}", "", ending(run).replace("was ", "were ", 1))
        else:
            yield Ending(f"Cell {first.number}", first.begins, ending(run))


def _together(cell: CodeCell, run: CellRun) -> str | int:
    return run.detail if run.outcome is Outcome.NOT_REACHED else cell.number


def _outputs(seen: NotebookSeen, pictures: Mapping[str, bytes]) -> Iterator[CellOutput]:
    """Pictures as long as there is room for them; what is not there or no PNG is counted as left out."""
    room = MOST_PICTURE_BYTES
    for cell in seen.cells:
        if cell.run is not None and _has_output(cell.run):
            drawn = []
            for one in _pictures(cell.number, cell.run, pictures):
                if len(one) <= room:
                    room -= len(one)
                    drawn.append(address(one))
            yield _output(cell, cell.run, tuple(drawn))


def _has_output(run: CellRun) -> bool:
    return bool(run.prints.strip() or run.failure or run.pictures)


def _pictures(number: int, run: CellRun, pictures: Mapping[str, bytes]) -> Iterator[bytes]:
    for n in range(min(run.pictures, MOST_PICTURES)):
        one = pictures.get(f"notebook/{number}/{n}", b"")
        if one.startswith(SIGNATURE):
            yield one


def _output(cell: CodeCell, run: CellRun, pictures: tuple[str, ...]) -> CellOutput:
    left_out = run.pictures - len(pictures)
    return CellOutput(
        number=cell.number,
        begins=cell.begins,
        text=run.prints.strip("\n"),
        error=error_of(run) if run.failure is not None else "",
        pictures=pictures,
        left_out=f"{words.count(left_out, 'picture')} not shown here" if left_out > 0 else "",
    )
