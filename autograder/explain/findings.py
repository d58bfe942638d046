"""One finding for each cause of lost points, with the words that a student will read."""

from collections.abc import Sequence
from dataclasses import dataclass

from autograder.explain.causes import Suspicion, Target, is_wrong, needs_telling, outputs_of, suspicions
from autograder.explain.fingerprint import fingerprint, slots
from autograder.explain.phrases import advice, headline, right_elsewhere
from autograder.explain.picture import picture, smallest
from autograder.explain.recognise import Bank
from autograder.explain.when import When, when
from autograder.judge.judge import Judgement
from autograder.model import Case, Evidence, Finding, ItemGrade, Key, Problem, Ruling, Verdict
from autograder.records import Arrays


@dataclass(frozen=True)
class Facts:
    """Everything that is known when one submission is explained."""

    key: Key
    evidence: Evidence
    judgement: Judgement
    expected: Arrays
    got: Arrays


def explain(facts: Facts, items: Sequence[ItemGrade]) -> tuple[Finding, ...]:
    """A finding only where points are lost, one for each cause."""
    if not any(map(needs_telling, items)):
        return ()
    bank = Bank.of(facts.key, facts.expected)
    answers, verdicts = facts.evidence.answers, facts.judgement.verdicts
    seen = fingerprint(slots(facts.key), answers, verdicts, facts.expected, facts.got)
    return tuple(_finding(facts, found) for found in suspicions(items, bank, seen, facts.key))


def _finding(facts: Facts, suspicion: Suspicion) -> Finding:
    target = suspicion.targets[0]
    item = target.item
    failing, passing = _split(facts, target)
    condition = _when(failing, passing)
    shown = smallest(_telling(facts, target, _visible(failing)), facts.expected)
    verdict = _told(facts, target, shown or failing[0])
    assert verdict.problem is not None
    return Finding(
        cause=suspicion.name,
        items=tuple(dict.fromkeys(t.item.id for t in suspicion.targets)),
        outputs=target.outputs,
        lost=suspicion.lost,
        headline=headline(_alike(facts, target, verdict), verdict.problem, item, condition.condition),
        cases=condition.counts,
        others=right_elsewhere([o for o in outputs_of(item) if not is_wrong(item, o)]),
        hint=_hint(facts, suspicion, verdict.problem),
        name=" Or: ".join(m.name for m in facts.key.mistakes if m.id in suspicion.known[:2]),
        known=suspicion.known,
        file=item.file,
        line=item.line,
        function=item.function,
        picture=picture(shown, verdict.output, verdict.convention, facts.expected, facts.got) if shown else None,
        problem=verdict.problem,
    )


def _split(facts: Facts, target: Target) -> tuple[list[Case], list[Case]]:
    """The cases of the item in which one of these outputs is wrong, and those in which all are right."""
    failing: list[Case] = []
    passing: list[Case] = []
    graded = {case.case: case for case in target.item.cases}
    for case in facts.key.cases_of(target.item.id):
        if case.id in graded:
            wrong = any(graded[case.id].verdicts.get(o) is Ruling.FAILED for o in target.outputs)
            (failing if wrong else passing).append(case)
    return failing, passing


def _visible(cases: Sequence[Case]) -> list[Case]:
    return [case for case in cases if not case.hidden]


def _telling(facts: Facts, target: Target, cases: Sequence[Case]) -> Sequence[Case]:
    """Cases that were really asked, if there is one: what was not reached says nothing about why."""
    return [c for c in cases if _problem(facts, target, c).kind != "not reached"] or cases


def _when(failing: Sequence[Case], passing: Sequence[Case]) -> When:
    if not _visible(failing):
        return When(
            "the numbers are others", f"Right in every case shown, wrong in {len(failing)} with other numbers."
        )
    unseen = [(c, True) for c in failing if c.hidden] + [(c, False) for c in passing if c.hidden]
    return when(_visible(failing), _visible(passing), unseen)


def _told(facts: Facts, target: Target, case: Case) -> Verdict:
    verdicts = facts.judgement.verdicts[case.id]
    return next(v for v in verdicts if v.output in target.outputs and v.ruling is Ruling.FAILED)


def _problem(facts: Facts, target: Target, case: Case) -> Problem:
    problem = _told(facts, target, case).problem
    assert problem is not None
    return problem


def _alike(facts: Facts, target: Target, told: Verdict) -> list[str]:
    """The outputs that show the same problem in this case as the one that is told."""
    assert told.problem is not None
    kinds = {v.output: v.problem.kind for v in facts.judgement.verdicts[told.case] if v.problem}
    return [output for output in target.outputs if kinds.get(output) == told.problem.kind]


def _hint(facts: Facts, suspicion: Suspicion, problem: Problem) -> str:
    hints = {mistake.id: mistake.hint for mistake in facts.key.mistakes}
    known = next((hints[name] for name in suspicion.known if hints[name]), "")
    return known or advice(problem, facts.evidence)
