"""Two mistakes in one solution: which known ones can be made together, and what their answers look like.

Where two mistakes act on different outputs or different cases, their own fingerprints tell them apart. Here are the
others: those that meet in one number.
"""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.author.boxes import Told, in_boxes
from autograder.author.fingerprints import alike, limits_for, look
from autograder.author.mistakes import write_pair
from autograder.box.questions import batch_of
from autograder.box.seam import Batch, Box
from autograder.course.mistakes import MistakeEdit
from autograder.course.places import Homework
from autograder.errors import BuildError
from autograder.explain.fingerprint import RIGHT, Fingerprint, Rows, slots
from autograder.model import Key
from autograder.records import Arrays


@dataclass(frozen=True)
class Pair:
    """Two mistakes by their numbers in the key, and the item in which both are asked."""

    first: int
    second: int
    item: str


def pairs_of(edits: Sequence[MistakeEdit], prints: Sequence[Fingerprint], public: Key) -> Iterator[Pair]:
    """Those that change one base at different places and are wrong in the same output of the item they are about.

    Two that meet only where their functions are put together, in an item after the ones they are about, are told
    apart in those.
    """
    where = [(case.item, output) for case, output in slots(public)]
    broken = [{place for place, s in zip(where, seen.statuses, strict=True) if s != RIGHT} for seen in prints]
    order = [item.id for item in public.rubric.items]
    about = [min((item for item, _ in places), key=order.index) for places in broken]
    simple = [n for n, edit in enumerate(edits) if edit.body is None and not edit.same_as]
    for first, second in combinations(simple, 2):
        shared = {item for item, _ in broken[first] & broken[second]}
        if about[first] == about[second] in shared and edits[first].base == edits[second].base:
            yield Pair(first, second, about[first])


def take_pairs(
    homework: Homework,
    edits: Sequence[MistakeEdit],
    prints: Sequence[Fingerprint],
    public: Key,
    arrays: Arrays,
    boxes: Sequence[Box],
    tell: Told,
) -> list[tuple[Pair, Fingerprint]]:
    """Raises nothing for two that change the same words: they are left out."""
    asked = _batches(public, arrays)
    wanted = [pair for pair in pairs_of(edits, prints, public) if pair.item in asked]

    def ask(pair: Pair, box: Box) -> list[tuple[Pair, Fingerprint]]:
        two = edits[pair.first], edits[pair.second]
        with tempfile.TemporaryDirectory(prefix="autograder-") as folder:
            sources = _written(homework, two, Path(folder))
            return [(pair, look(source, public, arrays, asked[pair.item], box)) for source in sources]

    found = in_boxes(boxes, ask, wanted, lambda: tell("two mistakes together", len(wanted)))
    return list(chain.from_iterable(found))


def as_arrays(
    found: Sequence[tuple[Pair, Fingerprint]], prints: Sequence[Fingerprint], public: Key, statuses: Sequence[str]
) -> Iterator[tuple[str, NDArray[Any]]]:
    """For each item `pairs/<item>/members`, `/status` and `/marks`, one mark for each output of its public cases.

    What one of the two hides is no pair: nothing of the other can be seen. Those that hide some stand in
    `pairs/hides`, unless both look alike.
    """
    places = slots(public)
    hides: set[int] = set()
    for item in dict.fromkeys(pair.item for pair, _ in found):
        where = [n for n, (case, _) in enumerate(places) if case.item == item]
        kept = []
        for pair, seen in found:
            if pair.item != item:
                continue
            hiding = [n for n in (pair.first, pair.second) if alike(seen, prints[n].only(where))]
            hides.update(hiding if len(hiding) == 1 else ())
            if not hiding:
                kept.append((pair, seen))
        if kept:
            yield f"pairs/{item}/members", np.array([(p.first, p.second) for p, _ in kept], dtype=np.int16)
            rows = Rows.of([seen for _, seen in kept], statuses)
            yield f"pairs/{item}/status", rows.status
            yield f"pairs/{item}/marks", rows.marks[..., :1]
    yield "pairs/hides", np.array(sorted(hides), dtype=np.int16)


def _batches(public: Key, arrays: Arrays) -> dict[str, Batch]:
    """The public questions of each item by itself, under the limits that mistakes are asked with."""
    limits = limits_for(public)
    cases = {item.id: [case for case in public.cases_of(item.id) if case.judged] for item in public.rubric.items}
    return {item: batch_of(public, arrays, asked, limits) for item, asked in cases.items() if asked}


def _written(homework: Homework, two: tuple[MistakeEdit, MistakeEdit], folder: Path) -> Iterator[Path]:
    """With both mistakes: none where they change the same words, two where it matters which goes first."""
    seen: set[tuple[str, ...]] = set()
    for one, other in (two, two[::-1]):
        source = folder / one.id
        try:
            texts = write_pair(one, other, homework.reference, homework.rubric.parent / "bases", source)
        except BuildError:
            continue
        if texts not in seen:
            seen.add(texts)
            yield source
