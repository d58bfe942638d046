"""Why a written answer earns nothing: the number that it names, and what that number betrays."""

from autograder.explain.causes import needs_telling
from autograder.judge.written import read, wrong_number
from autograder.model import Finding, Item, ItemGrade, NotebookSeen


def explain_written(item: Item, line: ItemGrade, seen: NotebookSeen | None) -> Finding | None:
    """Only where points are lost by what is written; the right number is not told."""
    known = seen.written.get(item.id) if seen is not None else None
    if known is None or known.cell is None or item.writing is None or not needs_telling(line):
        return None
    reading = read(known.text, item.writing)
    return Finding(
        cause=f"betrays: {item.id}: {reading.why}" if reading.why else f"written: {item.id}",
        items=(item.id,),
        outputs=(),
        lost=line.lost,
        headline=wrong_number(reading),
        cases="",
        hint=f"Look again: {reading.why}." if reading.why else "",
        file=line.file,
    )
