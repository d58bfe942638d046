"""Accuracies that a notebook has printed. Each is only a claim: it earns nothing, and a person is shown it.

A number is one when the words before it speak of accuracy, and not of training. It is told

- where neither saved weights nor a run could be measured, as the last way: the points stay open for a person;
- where one of them was, when no accuracy that is printed for the test images lies within five points of the
  measured interval. Only those that are about the data set that was measured are compared: the one that their words
  name, or else the one that the homework asks for first. Of a training that was stopped by its budget nothing is
  told.
"""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from autograder.judge.printed import ACCURACY, APART, Number, lines_of
from autograder.judge.training import Reached
from autograder.model import CodeCell, NotebookSeen, Outcome, PrintedAccuracy, Target, Trained

MARGIN = Fraction(5, 100)
LONGEST = 60
IS_ACCURACY = re.compile(ACCURACY, re.IGNORECASE)
TEST = re.compile(APART.format("test|tests|testing|unseen|held[- ]out"), re.IGNORECASE)
VALIDATION = re.compile(APART.format("val|valid|validation|dev"), re.IGNORECASE)
TRAINING = re.compile(APART.format("train|training|batch"), re.IGNORECASE)


def claimed(seen: NotebookSeen | None, target: Target) -> PrintedAccuracy | None:
    """The last one for the test images; or else the last that does not say for which, or that for validation."""
    found = list(_printed(seen, target))
    best = max(map(_rank, found), default=0)
    return next((one for one in reversed(found) if _rank(one) == best), None)


def contradicted(
    seen: NotebookSeen | None, target: Target, trained: Trained, got: Reached
) -> PrintedAccuracy | None:
    """The last one for the test images, where what was measured is far from all of them."""
    if got.accuracy is None or _was_stopped(trained):
        return None
    asked = next(iter(target.ladders))
    about = [
        one for one in _printed(seen, target) if TEST.search(one.about) and (one.data or asked) == trained.data
    ]
    low, high = got.accuracy.low - MARGIN, got.accuracy.high + MARGIN
    return about[-1] if about and not any(low <= one.share <= high for one in about) else None


def _rank(one: PrintedAccuracy) -> int:
    return 3 if TEST.search(one.about) else 1 if VALIDATION.search(one.about) else 2


def _was_stopped(trained: Trained) -> bool:
    return trained.answer is not None and trained.answer.facts.get("stopped") is True


def _printed(seen: NotebookSeen | None, target: Target) -> Iterator[PrintedAccuracy]:
    for cell in seen.cells if seen is not None else ():
        yield from _of_cell(cell, tuple(target.ladders))


def _of_cell(cell: CodeCell, sets: Sequence[str]) -> Iterator[PrintedAccuracy]:
    """What it printed here, if it was run to its end and printed any; or else what it had printed."""
    ran = cell.run is not None and cell.run.outcome is Outcome.ANSWERED
    here = _numbers(cell.run.prints) if cell.run is not None and ran else []
    for number, share in here or _numbers(cell.saved):
        about = number.about[:LONGEST]
        yield PrintedAccuracy(
            cell=cell.number, said=number.text[:LONGEST], about=about, share=share, here=bool(here),
            data=_named(about, sets),
        )  # fmt: skip


def _numbers(text: str) -> list[tuple[Number, Fraction]]:
    told = (number for line in lines_of(text) for number in line.numbers if IS_ACCURACY.search(number.about))
    shares = ((number, _share(number)) for number in told if not TRAINING.search(number.about))
    return [(number, share) for number, share in shares if share is not None]


def _share(number: Number) -> Fraction | None:
    """Parts of one, or per cents; a whole number without the sign counts something else."""
    if not 0 <= number.value <= 100 or (number.whole and not number.percent):
        return None
    exact = Fraction(repr(number.value))
    return exact / 100 if number.percent or exact > 1 else exact


def _named(about: str, sets: Sequence[str]) -> str:
    bare = re.sub(r"[^a-z0-9]", "", about.lower())
    return next((name for name in sets if name in bare), "")
