"""From key and evidence to verdicts on every case."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from numpy.typing import NDArray

from autograder.judge.cases import judge_case
from autograder.judge.forbidden import uses
from autograder.judge.gradients import consistency
from autograder.judge.learning import learned
from autograder.judge.parameters import compared, differences
from autograder.judge.speeds import speed_grade
from autograder.judge.training import Reached, reached
from autograder.model import (
    Answer,
    Case,
    Cause,
    Consistency,
    Counts,
    Evidence,
    Failure,
    Item,
    Key,
    Learned,
    Outcome,
    Ruling,
    SpeedGrade,
    Tell,
    Use,
    Verdict,
)
from autograder.records import Arrays

MOST_PARAMETERS = 10**12


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """Verdicts by case; for gradients whether they fit the student's own forward pass; what was called although an
    item forbids it; counts of parameters beside the right ones; what trainings reached and how they went, and how
    long code took, as far as they were measured."""

    verdicts: Mapping[str, tuple[Verdict, ...]]
    consistent: Mapping[str, Consistency]
    conventions: Mapping[str, str]
    uses: Mapping[str, tuple[Use, ...]] = field(default_factory=dict)
    reached: Mapping[str, Reached] = field(default_factory=dict)
    learned: Mapping[str, Learned] = field(default_factory=dict)
    counts: Mapping[str, Counts] = field(default_factory=dict)
    speeds: Mapping[str, SpeedGrade] = field(default_factory=dict)


def judge(key: Key, evidence: Evidence, expected: Arrays, got: Arrays) -> Judgement:
    """Of items that leave the same open, all follow one convention: the one under which most comes out right."""
    verdicts: dict[str, tuple[Verdict, ...]] = {}
    chosen: dict[str, str] = {}
    for names, items in _sharing(key).items():
        judged = {name: _judge_under(name, items, key, evidence, expected, got) for name in names}
        best = max(judged, key=lambda name: _passed(judged[name].values()))
        verdicts |= judged[best]
        chosen |= {item.id: best for item in items}
    return Judgement(
        verdicts=verdicts,
        consistent={
            item.id: consistency(key, item.id, dict(evidence.answers), expected, got)
            for item in key.rubric.items
            if item.if_consistent
        },
        conventions=chosen,
        counts=dict(_counts(key, got)),
        speeds=dict(_speeds(key, evidence)),
        uses={item.id: uses(key, evidence, item) for item in key.rubric.items if item.operations},
        reached={
            item.id: reached(item, known, got)
            for item in key.rubric.items
            if item.target is not None and (known := evidence.training.get(item.id)) is not None
        },
        learned={
            name: seen
            for name, known in evidence.training.items()
            if (seen := learned(known, got, name)) is not None
        },
    )


def _counts(key: Key, got: Arrays) -> Iterator[tuple[str, Counts]]:
    """Of items with tables, from the first case that differs of those whose numbers a student may see; why only
    where hints are told."""
    for item in key.rubric.items:
        cases = [case for case in key.cases_of(item.id) if item.tables and not case.hidden]
        counted = ({o: int(got[n]) for o in c.outputs if _is_count(got.get(n := f"{c.id}/{o}"))} for c in cases)
        why = item.tell.reaches(Tell.HINT)
        found = [compared(item.tables, layers, item.known, why=why) for layers in counted if layers]
        if found:
            yield item.id, next(filter(differences, found), found[0])


def _speeds(key: Key, evidence: Evidence) -> Iterator[tuple[str, SpeedGrade]]:
    for case in key.cases:
        speed = key.rubric.item(case.item).speed if case.timed else None
        if speed is not None and (found := speed_grade(speed, evidence.answers[case.id])) is not None:
            yield case.item, found


def _is_count(array: NDArray[Any] | None) -> bool:
    """One whole number, and no larger than anything that a machine holds."""
    if array is None or array.size != 1 or array.dtype.kind not in "iu":
        return False
    return abs(int(array.item())) <= MOST_PARAMETERS


def _sharing(key: Key) -> dict[tuple[str, ...], list[Item]]:
    """Items by the conventions that their cases know."""
    sharing: dict[tuple[str, ...], list[Item]] = {}
    for item in key.rubric.items:
        cases = [case for case in key.cases_of(item.id) if case.judged]
        if cases:
            names = max((case.conventions for case in cases), key=len)
            sharing.setdefault(names, []).append(item)
    return sharing


def _passed(verdicts: Iterable[tuple[Verdict, ...]]) -> int:
    return sum(verdict.ruling is Ruling.PASSED for case in verdicts for verdict in case)


def _judge_under(
    convention: str, items: Sequence[Item], key: Key, evidence: Evidence, expected: Arrays, got: Arrays
) -> dict[str, tuple[Verdict, ...]]:
    verdicts = {}
    for item in items:
        for case in key.cases_of(item.id):
            if not case.judged:
                continue
            name = convention if convention in case.conventions else case.conventions[0]
            answer, found = evidence.answers[case.id], evidence.found.get(item.id)
            judged = judge_case(item, case, name, answer, found, expected, got)
            verdicts[case.id] = _blocked(judged) if _is_blocked(item, case, key, evidence) else judged
    return verdicts


def _is_blocked(item: Item, case: Case, key: Key, evidence: Evidence) -> bool:
    """A backward pass that never began because its forward pass stopped: at the same line for the same reason, or
    elsewhere in that function, which the probe calls first."""
    found = evidence.found.get(item.id)
    if not item.of or (found is not None and found.stub):
        return False
    before = [evidence.answers[other.id] for other in key.cases_of(item.of) if other.judged]
    origin = _origin(evidence.answers[case.id])
    if not before or origin is None:
        return False
    first, called = _function(key.rubric.item(item.of)), _called(evidence.answers[case.id])
    stopped_in_it = first == called != _function(item) and called in map(_called, before)
    return stopped_in_it or origin in map(_origin, before)


def _function(item: Item) -> tuple[str, str] | None:
    return (item.code.file, item.code.name.rpartition(".")[2]) if item.code else None


def _origin(answer: Answer) -> tuple[str, str, int] | None:
    failure = _failure(answer)
    return (failure.type, failure.frames[-1].file, failure.frames[-1].line) if failure else None


def _called(answer: Answer) -> tuple[str, str] | None:
    """The student's function that the probe was in."""
    failure = _failure(answer)
    return (failure.frames[0].file, failure.frames[0].function) if failure else None


def _failure(answer: Answer) -> Failure | None:
    known = answer.failure if answer.outcome is not Outcome.IMPORT_FAILED else None
    return known if known and known.frames else None


def _blocked(verdicts: tuple[Verdict, ...]) -> tuple[Verdict, ...]:
    return tuple(replace(v, ruling=Ruling.NOT_JUDGED, cause=Cause.BLOCKED) for v in verdicts)
