"""Points: exact fractions, by group of cases and output, each group all or nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from autograder.judge.architecture import ended, mismatches
from autograder.judge.forbidden import concerns
from autograder.judge.judge import Judgement
from autograder.judge.parameters import differences
from autograder.model import (
    Answer,
    Case,
    CaseGrade,
    Cause,
    Evidence,
    Item,
    ItemGrade,
    Key,
    Layers,
    Outcome,
    Rubric,
    Ruling,
    Share,
    ShareGrade,
    SpeedGrade,
    Use,
    Verdict,
    operation_called,
)
from autograder.score.whole import State, notebook_item, open_item, placed, training_item
from autograder.score.written import written_item


def score(key: Key, evidence: Evidence, judgement: Judgement) -> tuple[ItemGrade, ...]:
    items = tuple(_item(key, item, evidence, judgement) for item in key.rubric.items)
    items = tuple(_after_uses(item, items, key.rubric, judgement.uses) for item in items)
    return tuple(_timed(item, judgement.speeds) for item in items)


def _timed(graded: ItemGrade, speeds: Mapping[str, SpeedGrade]) -> ItemGrade:
    """How long something wrong takes says nothing."""
    return replace(graded, speed=speeds.get(graded.id)) if graded.state in ("right", "part") else graded


def _item(key: Key, item: Item, evidence: Evidence, judgement: Judgement) -> ItemGrade:
    if item.wanted is not None or item.writing is not None:
        return _of_notebook(key, item, evidence)
    if item.target is not None and item.cause_open is not Cause.TO_BE_READ:
        return training_item(item, evidence, judgement)
    cases = [case for case in key.cases_of(item.id) if case.judged]
    if not cases:
        return open_item(item)
    if item.layers is not None:
        return _architecture_item(item, item.layers, evidence, evidence.answers[cases[0].id])
    verdicts = judgement.verdicts
    shares = tuple(_share(share, item, cases, verdicts, key.says.get(item.id, {})) for share in item.shares)
    by_cases = sum((share.earned for share in shares), Fraction(0))
    consistent = item.id in judgement.consistent and judgement.consistent[item.id].holds
    earned = max(by_cases, item.if_consistent) if consistent else by_cases
    still_open = sum((share.points - share.earned for share in shares if share.open), Fraction(0))
    found = evidence.found.get(item.id)
    answers = [evidence.answers[case.id] for case in cases]
    state = _state(item, earned, still_open, found is not None and found.stub, answers, cases, verdicts)
    counts = judgement.counts.get(item.id)
    graded = ItemGrade(
        id=item.id,
        title=item.title,
        check=item.check,
        points=item.points,
        earned=earned,
        open=min(still_open, item.points - earned),
        state=state,
        clause=f"waits for {item.of}" if _any_blocked(cases, verdicts) else differences(counts) if counts else "",
        tell=item.tell,
        shares=shares,
        cases=tuple(_case(case, evidence.answers[case.id], verdicts[case.id]) for case in cases),
        cause=_cause(state),
        consistent=consistent and by_cases < earned,
        note=item.note,
        called={output: named.called for output, named in item.outputs.items() if named.called},
        counts=counts,
    )
    return placed(graded, item, found)


def _of_notebook(key: Key, item: Item, evidence: Evidence) -> ItemGrade:
    grades = notebook_item if item.wanted is not None else written_item
    return grades(key, item, evidence)


def _architecture_item(item: Item, layers: Layers, evidence: Evidence, answer: Answer) -> ItemGrade:
    """All or nothing, like a group of cases."""
    found = evidence.found.get(item.id)
    graded = placed(open_item(item), item, found)
    if answer.outcome is Outcome.OUR_FAILURE:
        return replace(graded, cause=Cause.OURS)
    graded = replace(graded, open=Fraction(0), cause=None)
    if answer.outcome is Outcome.NOT_BEGUN:
        return replace(graded, state="not begun")
    answered = answer.outcome is Outcome.ANSWERED
    if wrong := mismatches(layers, answer.facts) if answered else (ended(item, answer, found),):
        return replace(graded, state="wrong", clause="; ".join(wrong))
    return replace(graded, earned=item.points, state="right", clause="")


def _after_uses(
    graded: ItemGrade, items: Sequence[ItemGrade], rubric: Rubric, uses: Mapping[str, tuple[Use, ...]]
) -> ItemGrade:
    """What was called although it is forbidden decides the item that forbids it, and voids what else it names."""
    item = rubric.item(graded.id)
    if item.operations:
        return _forbidden_item(graded, item, uses[item.id], _about(item, items, rubric))
    found = [use for other in rubric.items if item.id in other.voids for use in uses[other.id]]
    return _voided(graded, found[0]) if found and graded.earned + graded.open > 0 else graded


def _about(flag: Item, items: Sequence[ItemGrade], rubric: Rubric) -> list[ItemGrade]:
    """What it voids of all that cases ask, or, where that is nothing, what else asks of the same code."""
    asked = [one for one in rubric.items if one.layers or (one.probe and one.target is None)]
    voided = [one.id for one in asked if one.id in flag.voids]
    about = voided or [one.id for one in asked if concerns(flag, one)]
    return [one for one in items if one.id in about]


def _forbidden_item(graded: ItemGrade, item: Item, uses: Sequence[Use], about: Sequence[ItemGrade]) -> ItemGrade:
    """Right where something was asked that could have called it, and did not."""
    if uses:
        more = f" and {len(uses) - 1} more" if len(uses) > 1 else ""
        return replace(graded, open=Fraction(0), state="wrong", clause=f"{_said(uses[0])}{more}", cause=None)
    states = {other.state for other in about}
    if states <= {"not begun", "blocked"}:
        return replace(graded, open=Fraction(0), state="not begun", clause="", cause=None)
    if states <= {"not begun", "blocked", "open"}:
        return replace(graded, clause="waits for what could not be asked")
    return replace(graded, earned=item.points, open=Fraction(0), state="right", clause="", cause=None)


def _voided(graded: ItemGrade, use: Use) -> ItemGrade:
    return replace(
        graded,
        earned=Fraction(0),
        open=Fraction(0),
        state="wrong",
        clause=f"earns nothing: {_said(use)}",
        shares=tuple(replace(share, earned=Fraction(0), open=False) for share in graded.shares),
        cause=None,
        consistent=False,
    )


def _said(use: Use) -> str:
    where = f"{use.place.file}:{use.place.line}" if use.place else "your program"
    if use.operation == "package":
        return f"{where} needs {use.called or 'a package'}, which is not allowed in this homework"
    called = f" ({use.called})" if use.called else ""
    return f"{where} calls PyTorch's own {operation_called(use.operation)}{called}"


def _share(
    share: Share,
    item: Item,
    cases: Sequence[Case],
    verdicts: Mapping[str, tuple[Verdict, ...]],
    says: Mapping[str, str],
) -> ShareGrade:
    group = [case for case in cases if case.group and share.group in (case.group, "all")]
    rulings = [_ruling(share.output, verdicts[case.id]) for case in group]
    right = bool(rulings) and all(ruling is Ruling.PASSED for ruling in rulings)
    return ShareGrade(
        group=share.group,
        output=share.output,
        says=says.get(share.group, share.group),
        points=share.points,
        earned=share.points if right else Fraction(0),
        passed=sum(ruling is Ruling.PASSED for ruling in rulings),
        of=len(rulings),
        open=not right and all(ruling is not Ruling.FAILED for ruling in rulings),
    )


def _ruling(output: str, verdicts: Iterable[Verdict]) -> Ruling:
    """Of a whole case, or of one output; a blocked one counts as failed, since its points are lost."""
    chosen = [v for v in verdicts if output in ("", v.output)]
    if any(v.ruling is Ruling.FAILED or v.cause is Cause.BLOCKED for v in chosen):
        return Ruling.FAILED
    right = bool(chosen) and all(v.ruling is Ruling.PASSED for v in chosen)
    return Ruling.PASSED if right else Ruling.NOT_JUDGED


def _state(
    item: Item,
    earned: Fraction,
    still_open: Fraction,
    stub: bool,
    answers: Sequence[Answer],
    cases: Sequence[Case],
    verdicts: Mapping[str, tuple[Verdict, ...]],
) -> State:
    begun = any(answer.outcome is not Outcome.NOT_BEGUN for answer in answers)
    if earned == 0 and (not begun or (stub and all(map(_is_nothing, answers)))):
        return "not begun"
    found = [verdict for case in cases for verdict in verdicts[case.id]]
    wrong = any(v.ruling is Ruling.FAILED for v in found)
    if earned == 0 and not wrong and any(v.cause is Cause.BLOCKED for v in found):
        return "blocked"
    if earned == item.points and not (wrong and item.points == 0):
        return "right"
    if earned + still_open == item.points and not wrong:
        return "open"
    return "part" if earned else "wrong"


def _is_nothing(answer: Answer) -> bool:
    """What comes of a body that says nothing: an error in the question, or None."""
    return answer.outcome is not Outcome.ANSWERED or all(value.kind == "none" for value in answer.values.values())


def _any_blocked(cases: Sequence[Case], verdicts: Mapping[str, tuple[Verdict, ...]]) -> bool:
    return any(verdict.cause is Cause.BLOCKED for case in cases for verdict in verdicts[case.id])


def _cause(state: State) -> Cause | None:
    return {"blocked": Cause.BLOCKED, "open": Cause.OURS}.get(state)


def _case(case: Case, answer: Answer, verdicts: Sequence[Verdict]) -> CaseGrade:
    return CaseGrade(
        case=case.id,
        group=case.group,
        hidden=case.hidden,
        settings=case.settings,
        verdicts={v.output: v.ruling for v in verdicts},
        problems={v.output: v.problem for v in verdicts if v.problem},
        outcome=answer.outcome,
        prints=answer.prints,
    )
