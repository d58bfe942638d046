"""Items whose points no group of cases decides: a notebook, a training, and what is open."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Literal

from autograder.judge.accuracies import claimed
from autograder.judge.judge import Judgement
from autograder.judge.training import Reached
from autograder.model import (
    Cause,
    Evidence,
    Flaw,
    Found,
    Item,
    ItemGrade,
    Key,
    NotebookSeen,
    Outcome,
    PrintedAccuracy,
    Trained,
    TrainingGrade,
)

State = Literal["right", "part", "wrong", "not begun", "blocked", "open"]


def notebook_item(key: Key, item: Item, evidence: Evidence) -> ItemGrade:
    """All or nothing, like a group of cases: one flaw of a kind that counts is enough."""
    seen = evidence.notebook
    flaws = _flaws_of(item, seen)
    earned = item.points if seen is not None and not flaws else Fraction(0)
    return ItemGrade(
        id=item.id,
        title=item.title,
        check=item.check,
        points=item.points,
        earned=earned,
        open=Fraction(0),
        state="not begun" if seen is None else "wrong" if flaws else "right",
        clause=_to_mend(flaws) if seen is not None else "there is no notebook",
        tell=item.tell,
        file=seen.name if seen is not None else key.rubric.notebook,
        note=item.note,
        flaws=flaws,
    )


def _flaws_of(item: Item, seen: NotebookSeen | None) -> tuple[Flaw, ...]:
    """Each once: what counts for two items is found for both."""
    assert item.wanted is not None
    return tuple(dict.fromkeys(f for f in seen.flaws if f.kind in item.wanted.kinds)) if seen is not None else ()


def _to_mend(flaws: Sequence[Flaw]) -> str:
    return f"{len(flaws)} thing{'s' * (len(flaws) > 1)} to mend" if flaws else ""


def training_item(item: Item, evidence: Evidence, judgement: Judgement) -> ItemGrade:
    """Once it was looked into, what was not begun is lost; what could not be measured, or failed by our fault, is
    open."""
    found, known = evidence.found.get(item.id), evidence.training.get(item.id)
    got = judgement.reached.get(item.id)
    line = placed(open_item(item), item, found)
    if known is None or got is None:
        return line
    if found is not None and (found.stub or not found.exists):
        return decided(line, Fraction(0), "wrong" if found.problem else "not begun", found.problem)
    if known.put_off:
        return replace(line, clause="; ".join([item.why_open, *known.passed_over]))
    if known.way is None and item.target is not None and "printed" in item.target.measure:
        return _to_be_read(line, known, claimed(evidence.notebook, item.target), next(iter(item.target.ladders)))
    outcome = known.answer.outcome if known.answer is not None else None
    if outcome is Outcome.OUR_FAILURE:
        return replace(line, cause=Cause.OURS)
    line = replace(line, training=_training_grade(item, known, got), learned=judgement.learned.get(item.id))
    if outcome is Outcome.NOT_BEGUN:
        return decided(line, Fraction(0), "not begun")
    return decided(line, got.points, "right" if got.points == item.points else "part" if got.points else "wrong")


def placed(line: ItemGrade, item: Item, found: Found | None) -> ItemGrade:
    file = (found.file if found else "") or (item.code.file if item.code else "")
    return replace(line, file=file, line=found.line if found else 0, function=item.code.name if item.code else "")


def decided(line: ItemGrade, earned: Fraction, state: State, clause: str = "") -> ItemGrade:
    return replace(line, earned=earned, open=Fraction(0), state=state, clause=clause, cause=None)


def _to_be_read(line: ItemGrade, known: Trained, said: PrintedAccuracy | None, asked: str) -> ItemGrade:
    """No way led anywhere, and what a notebook has printed is believed by no machine: a person reads it."""
    told = [_said(said, asked)] if said is not None else []
    return replace(line, cause=Cause.TO_BE_READ, clause="; ".join([*told, *known.passed_over]), printed=said)


def _said(said: PrintedAccuracy, asked: str) -> str:
    when = "when it was run here" if said.here else "when it was saved"
    data = "" if said.data else f", which does not name its images (asked for: {asked})"
    return f"cell {said.cell} printed {said.said} for “{said.about}” {when}{data}"


def _training_grade(item: Item, known: Trained, got: Reached) -> TrainingGrade | None:
    if known.way is None or got.accuracy is None or item.target is None:
        return None
    counted = got.accuracy
    ladder = item.target.ladders.get(known.data, ())
    return TrainingGrade(
        way=known.way,
        data=known.data,
        correct=counted.correct,
        of=counted.of,
        low=counted.low,
        high=counted.high,
        full=ladder[-1].accuracy if ladder else Fraction(1),
        raised=known.raised,
    )


def open_item(item: Item) -> ItemGrade:
    """Nothing of it is asked by machine: its points are neither won nor lost."""
    return ItemGrade(
        id=item.id,
        title=item.title,
        check=item.check,
        points=item.points,
        earned=Fraction(0),
        open=item.points,
        state="open",
        clause=item.why_open,
        tell=item.tell,
        cause=item.cause_open or Cause.NOT_AVAILABLE,
        note=item.note,
    )
