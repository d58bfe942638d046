"""Asking every known mistake the public cases, and keeping what its answers look like."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.author.boxes import Told, in_boxes
from autograder.author.mistakes import write_mistake
from autograder.box.questions import batch_of
from autograder.box.seam import Batch, Box
from autograder.course.mistakes import MistakeEdit
from autograder.course.places import Homework
from autograder.errors import BuildError
from autograder.explain.fingerprint import RIGHT, Fingerprint, Rows, fingerprint, slots
from autograder.judge.cases import judge_case
from autograder.model import Key, Limits, Mistake, Verdict
from autograder.records import Arrays

CASE_SECONDS = 3.0


@dataclass(frozen=True)
class Taken:
    """The mistakes with the items they break, and their fingerprints."""

    mistakes: tuple[Mistake, ...]
    prints: tuple[Fingerprint, ...]


def take_fingerprints(
    homework: Homework,
    edits: Sequence[MistakeEdit],
    public: Key,
    arrays: Arrays,
    boxes: Sequence[Box],
    tell: Told,
) -> Taken:
    """Raises BuildError for a mistake that no public case sees, or that looks like another in all of them."""
    batch = batch_of(public, arrays, [case for case in public.cases if case.judged], limits_for(public))
    prints = in_boxes(
        boxes,
        lambda edit, box: _ask(homework, edit, public, arrays, batch, box),
        edits,
        lambda: tell("known mistakes", len(edits)),
    )
    taken = list(zip(edits, prints, strict=True))
    _refuse_doubles(taken)
    return Taken(tuple(_mistake(edit, seen, public) for edit, seen in taken), tuple(prints))


def _ask(homework: Homework, edit: MistakeEdit, public: Key, arrays: Arrays, batch: Batch, box: Box) -> Fingerprint:
    with tempfile.TemporaryDirectory(prefix="autograder-") as folder:
        source = Path(folder) / "mistake"
        write_mistake(edit, homework.reference, homework.rubric.parent / "bases", source)
        return look(source, public, arrays, batch, box)


def limits_for(public: Key) -> Limits:
    """Those of the rubric, but that a mistake which loops is not waited for as long as a student's program."""
    limits = public.rubric.limits
    return replace(limits, case_seconds=min(CASE_SECONDS, limits.case_seconds))


def look(source: Path, public: Key, arrays: Arrays, batch: Batch, box: Box) -> Fingerprint:
    """Asks a wrong solution; of the places of a fingerprint those that the batch asks about."""
    box.start(source)
    try:
        replies = box.ask(batch)
    finally:
        box.stop()
    places = [(case, output) for case, output in slots(public) if case.id in replies.answers]
    verdicts: dict[str, tuple[Verdict, ...]] = {}
    for case in {case.id: case for case, _ in places}.values():
        item, convention = public.rubric.item(case.item), case.conventions[0]
        answer = replies.answers[case.id]
        verdicts[case.id] = judge_case(item, case, convention, answer, None, arrays, replies.arrays)
    return fingerprint(places, replies.answers, verdicts, arrays, replies.arrays)


def _mistake(edit: MistakeEdit, seen: Fingerprint, public: Key) -> Mistake:
    broken = {case.item for (case, _), status in zip(slots(public), seen.statuses, strict=True) if status != RIGHT}
    if not broken:
        raise BuildError(f"mistake {edit.id}: every public case is right with it, so nobody would see it")
    items = tuple(item.id for item in public.rubric.items if item.id in broken)
    return Mistake(
        id=edit.id, items=items, name=edit.name, hint=edit.hint, seen=edit.seen or 0, same_as=edit.same_as
    )


def _refuse_doubles(taken: Sequence[tuple[MistakeEdit, Fingerprint]]) -> None:
    for n, (edit, seen) in enumerate(taken):
        for other, known in taken[:n]:
            if alike(seen, known):
                raise BuildError(
                    f"mistakes {other.id} and {edit.id} give the same answers in every public case; "
                    "keep one, whose name says both, and its hint"
                )


def alike(one: Fingerprint, other: Fingerprint) -> bool:
    return one.statuses == other.statuses and np.allclose(one.marks, other.marks, rtol=1e-6, atol=1e-9)


def as_arrays(prints: Sequence[Fingerprint], statuses: Sequence[str]) -> dict[str, NDArray[Any]]:
    """A row for each mistake."""
    if not prints:
        return {}
    rows = Rows.of(prints, statuses)
    return {"fingerprint/status": rows.status, "fingerprint/marks": rows.marks}
