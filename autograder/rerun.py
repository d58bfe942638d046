"""Running a submission's notebook again: which cells, for whom, and what came back as evidence."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from autograder.box.seam import Box, CellEnd, CellsRun, Executed
from autograder.course.asked import asked_of_students
from autograder.errors import BoxError
from autograder.intake.notebook.cells import Cell, Notebook, Output
from autograder.intake.notebook.handed import Handed, place_of
from autograder.intake.notebook.loose import standings
from autograder.intake.notebook.outputs import read_outputs
from autograder.intake.notebook.pictures import Room, pictures_of
from autograder.listed import listed
from autograder.model import Answer, CellRun, CodeCell, Failure, Frame, Item, NotebookSeen, Outcome, Rubric, Run

MOST_KEPT, MOST_OF_ALL = 4000, 60_000  # characters of what a cell, and all of them, have printed
BEGINNING = 60
Lacks = tuple[tuple[str, str], ...]  # a function or class, and the names that only running the notebook gives it
IN, OUT = "In [", "]"
PICTURES = "notebook/"  # names of pictures in the evidence: this, the cell's number, and a count from 0


@dataclass(frozen=True)
class Rerun:
    """What is known of a notebook, its pictures by the names of evidence, and the document with its new outputs."""

    seen: NotebookSeen | None = None
    pictures: Mapping[str, NDArray[Any]] = field(default_factory=dict)
    document: bytes = b""
    remarks: tuple[str, ...] = ()


def rerun(
    handed: Handed | None, rubric: Rubric, box: Box, beside: Path | None, *, only_if_needed: bool, probes: str = ""
) -> Rerun:
    """The box has been started. Nothing is run where the rubric does not say how, or where nobody needs it."""
    if handed is None:
        return Rerun()
    lacks = _lacks(handed, rubric.items, asked_of_students(probes))
    needed = tuple(_needed(rubric.items, lacks))
    if handed.notebook is None or rubric.run is None or (only_if_needed and not needed):
        return Rerun(_seen(handed, None, ()), remarks=tuple(_without_running(lacks, needed)))
    cells = _code(handed.notebook)
    executed = _run(_plan(cells, rubric.run, beside), box)
    pictures, counts = _pictures(cells, executed)
    asked = tuple(item for item in needed if executed.alive)
    return Rerun(
        seen=_seen(handed, executed, asked, counts),
        pictures=pictures,
        document=_document(handed, cells, executed),
        remarks=tuple(_how_asked(rubric, lacks, needed, asked)),
    )


def known_places(answer: Answer, handed: Handed, modules: Collection[str], numbers: Sequence[int]) -> Answer:
    """Lines of the lifted module, and of cells as the kernel counts them, become lines of the notebook's cells."""
    uses = tuple(
        replace(use, place=_known(use.place, handed, modules, numbers)) if use.place else use for use in answer.uses
    )
    answer = replace(answer, uses=uses) if uses else answer
    if answer.failure is None:
        return answer
    return replace(answer, failure=known_frames(answer.failure, handed, modules, numbers))


def known_frames(
    failure: Failure, handed: Handed, modules: Collection[str], numbers: Sequence[int] = ()
) -> Failure:
    frames = tuple(_known(frame, handed, modules, numbers) for frame in failure.frames)
    return replace(failure, frames=frames)


def executed_numbers(seen: NotebookSeen | None) -> list[int]:
    """The numbers of the cells that were run, in the order of their counts."""
    ran = seen.cells if seen is not None else ()
    return [cell.number for cell in ran if cell.run is not None and cell.run.outcome is not Outcome.NOT_REACHED]


def _known(frame: Frame, handed: Handed, modules: Collection[str], numbers: Sequence[int]) -> Frame:
    if frame.file in modules:
        file, line = place_of(frame.line, handed)
        return replace(frame, file=file, line=line)
    count = frame.file.removeprefix(IN).removesuffix(OUT)
    if frame.file.startswith(IN) and count.isdecimal() and 1 <= int(count) <= len(numbers):
        return _in_cell(frame, handed, numbers[int(count) - 1])
    return frame


def _in_cell(frame: Frame, handed: Handed, number: int) -> Frame:
    """IPython leaves out blank lines at the head of a cell before it counts."""
    source = handed.notebook.cells[number - 1].source if handed.notebook is not None else ""
    blank = len(source) - len(source.lstrip())
    return replace(frame, file=f"{handed.name} cell {number}", line=frame.line + source[:blank].count("\n"))


def _needed(items: Sequence[Item], lacks: Mapping[str, Lacks]) -> Iterator[str]:
    """Items that say so, and those whose code needs what only running a cell gives."""
    for item in items:
        is_asked = item.code is not None and item.code.in_notebook and not item.operations
        if is_asked and (item.executed or lacks[item.id]):
            yield item.id


def _lacks(handed: Handed, items: Sequence[Item], asked: Mapping[str, tuple[str, ...]]) -> dict[str, Lacks]:
    """Why definitions alone are not enough, as far as reading tells: to an item's code, or to what else it asks."""
    found = {}
    for item in items:
        if item.code is not None:
            own = item.code.name
            names = (own, *(name for name in asked.get(item.probe, ()) if name != own.split(".")[0]))
            lacking = ((name, _lacking_to(handed, name)) for name in names)
            found[item.id] = tuple((name, lack) for name, lack in lacking if lack)
    return found


def _lacking_to(handed: Handed, name: str) -> str:
    missing = handed.lifted.lacking(name)
    left_out = [need for need in handed.lifted.needs if need.definition == name.split(".", maxsplit=1)[0]]
    return ", ".join(missing) or ", ".join(need.name for need in left_out)


def _how_asked(
    rubric: Rubric, lacks: Mapping[str, Lacks], needed: Sequence[str], asked: Sequence[str]
) -> Iterator[str]:
    """Said where it is not as the rubric has it."""
    if left := [name for name in needed if name not in asked]:
        yield f"{listed(left)}: the notebook did not come to its end; what it defines was asked instead"
    run = [item.id for item in map(rubric.item, needed) if item.id in asked and not item.executed]
    for text in _lacking(lacks, run):
        yield f"{text}, which only running the notebook gives; so it was run"


def _without_running(lacks: Mapping[str, Lacks], needed: Sequence[str]) -> Iterator[str]:
    for text in _lacking(lacks, needed):
        yield f"{text}, which no definition gives, and no cell is run here"


def _lacking(lacks: Mapping[str, Lacks], items: Sequence[str]) -> Iterator[str]:
    """What the code of these items needs, once for each function or class; of an item, what comes first."""
    found: dict[str, list[str]] = {}
    for item in items:
        for name, lack in lacks[item][:1]:
            found.setdefault(f"{name} needs {lack}", []).append(item)
    yield from (f"{listed(ids)}: {needs}" for needs, ids in found.items())


def _code(notebook: Notebook) -> list[Cell]:
    return [cell for cell in notebook.cells if cell.kind == "code"]


def _plan(cells: Sequence[Cell], run: Run, beside: Path | None) -> CellsRun:
    skipped = {n: f"tagged {tag}" for n, cell in enumerate(cells) for tag in cell.tags if tag in run.skip}
    empty = {n: "empty" for n, cell in enumerate(cells) if not cell.source.strip()}
    data = tuple(str(beside / name) for name in run.data if (beside / name).exists()) if beside is not None else ()
    return CellsRun(
        sources=tuple(cell.source for cell in cells),
        skipped=empty | skipped,
        allow=run.allow,
        data=data,
        cell_seconds=run.cell_seconds,
        total_seconds=run.total_seconds,
        stop_at_error=run.stop_at_error,
    )


def _run(cells: CellsRun, box: Box) -> Executed:
    """A kernel that does not come up is our failure; what needs none can still be asked."""
    try:
        return box.run(cells)
    except BoxError as error:
        ends = tuple(CellEnd(outcome=Outcome.OUR_FAILURE, detail=str(error)) for _ in cells.sources)
        return Executed(ends=ends, outputs=tuple(() for _ in ends), alive=False)


def _pictures(cells: Sequence[Cell], executed: Executed) -> tuple[dict[str, NDArray[Any]], dict[int, int]]:
    """Of a notebook with more than there is room for, the first ones."""
    room = Room()
    found = {cell.number: pictures_of(raw, room) for cell, raw in zip(cells, executed.outputs, strict=True)}
    named = {f"{PICTURES}{cell}/{n}": one for cell, of_cell in found.items() for n, one in enumerate(of_cell)}
    return named, {cell: len(of_cell) for cell, of_cell in found.items()}


def _seen(
    handed: Handed, executed: Executed | None, asked: tuple[str, ...], pictures: Mapping[int, int] | None = None
) -> NotebookSeen:
    cells = _code(handed.notebook) if handed.notebook is not None else []
    left = MOST_OF_ALL
    known = []
    for place, (cell, standing) in enumerate(zip(cells, standings([cell.source for cell in cells]), strict=True)):
        saved = _shortened(_printed(cell.outputs), left)
        ran = _cell_run(executed, place, left, (pictures or {}).get(cell.number, 0)) if executed else None
        left -= len(saved) + (len(ran.prints) if ran else 0)
        one = CodeCell(
            number=cell.number,
            begins=cell.source.strip().split("\n")[0][:BEGINNING],
            saved=saved,
            failed=next((one.error for one in cell.outputs if one.kind == "error"), ""),
            run=ran,
            loose=standing.loose,
            after=_first_unfinished(cells, standing.on, executed),
        )
        known.append(one)
    return NotebookSeen(
        name=handed.name, flaws=handed.flaws, cells=tuple(known), asked=asked, written=handed.written
    )


def _first_unfinished(cells: Sequence[Cell], places: Collection[int], executed: Executed | None) -> int | None:
    """Among these; an empty cell leaves nothing to miss."""
    ends = executed.ends if executed else ()
    short = (n for n, end in enumerate(ends) if n in places and end.outcome is not Outcome.ANSWERED)
    return next((cells[n].number for n in short if cells[n].source.strip()), None)


def _cell_run(executed: Executed, place: int, left: int, pictures: int) -> CellRun:
    end = executed.ends[place]
    outputs = read_outputs(list(executed.outputs[place]), left).outputs
    errors = [one for one in outputs if one.kind == "error"]
    failure = Failure(type=errors[-1].error, message=errors[-1].text[:600]) if errors else None
    return CellRun(
        outcome=end.outcome,
        detail=end.detail,
        prints=_shortened(_printed(outputs), left),
        failure=failure,
        pictures=pictures,
        seconds=round(end.seconds, 3),
    )


def _printed(outputs: Sequence[Output]) -> str:
    """A stream may stand in several pieces; a result or a display begins and ends its own lines."""
    pieces: list[str] = []
    before = "stream"
    for one in outputs:
        if one.kind != "error":
            apart = (before, one.kind) != ("stream", "stream") and pieces and not pieces[-1].endswith("\n")
            pieces += ["\n", one.text] if apart else [one.text]
            before = one.kind
    return "".join(pieces)


def _shortened(text: str, left: int) -> str:
    """Its beginning and its end, as what a long run prints last matters most."""
    most = min(MOST_KEPT, max(left, 0))
    return text if len(text) <= most else f"{text[: most // 2]}\n[…]\n{text[len(text) - most // 2 :]}"


def _document(handed: Handed, cells: Sequence[Cell], executed: Executed) -> bytes:
    """The notebook with the outputs of this run, for the instructor's own Jupyter."""
    assert handed.notebook is not None
    ran = {cell.number: place for place, cell in enumerate(cells)}
    written = [_written(cell, executed, ran.get(cell.number)) for cell in handed.notebook.cells]
    spec = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    document = {"cells": written, "metadata": spec, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(document, indent=1, ensure_ascii=True).encode()


def _written(cell: Cell, executed: Executed, place: int | None) -> dict[str, Any]:
    base = {"cell_type": cell.kind, "id": f"cell-{cell.number}", "metadata": {}, "source": cell.source}
    if place is None:
        return base
    return {**base, "execution_count": None, "outputs": list(executed.outputs[place])}
