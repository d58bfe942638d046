"""One finding for each cause of lost points, with the words that a student will read."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from autograder.explain.causes import Suspicion, Target, is_wrong, needs_telling, outputs_of, suspicions
from autograder.explain.elsewhere import elsewhere
from autograder.explain.fingerprint import fingerprint, slots
from autograder.explain.phrases import Nouns, advice, headline, right_elsewhere
from autograder.explain.picture import picture, smallest
from autograder.explain.raising import raises_too
from autograder.explain.recognise import Bank
from autograder.explain.roots import begin_with, root_of
from autograder.explain.structure.told import Told, pairs_of, told
from autograder.explain.when import When, when
from autograder.judge.judge import Judgement
from autograder.model import Case, Evidence, Finding, ItemGrade, Key, Picture, Problem, Ruling, Verdict
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
    return tuple(_finding(facts, found, items) for found in suspicions(items, bank.beside(seen), facts.key))


def _finding(facts: Facts, suspicion: Suspicion, items: Sequence[ItemGrade]) -> Finding:
    target = suspicion.targets[0]
    item = target.item
    failing, passing = _split(facts, target)
    condition = _when(failing, passing)
    shown = smallest(_telling(facts, target, _visible(failing)), facts.expected)
    verdict = _told(facts, target, shown or failing[0])
    assert verdict.problem is not None
    nouns = Nouns(facts.key.rubric.item(item.id).outputs)
    error = _error(facts, target, verdict.output, _visible(failing), nouns)
    hit = tuple(dict.fromkeys(t.item.id for t in suspicion.targets))
    root = None if suspicion.known else root_of(verdict.problem, hit, items)
    raising = "" if suspicion.known else raises_too([_problem(facts, target, c) for c in _visible(failing)])
    return Finding(
        cause=suspicion.name,
        items=hit,
        outputs=target.outputs,
        lost=suspicion.lost,
        headline=headline(_alike(facts, target, verdict), verdict.problem, item, condition.condition, nouns),
        cases=condition.counts,
        others=right_elsewhere([o for o in outputs_of(item) if not is_wrong(item, o)], nouns),
        looks=error.looks or begin_with(root) or _elsewhere(facts, suspicion, items),
        evidence=f"{error.evidence} {raising}".strip(),
        hint=_hint(facts, suspicion, verdict, item, error),
        name=_name(facts, suspicion),
        known=suspicion.known,
        together=suspicion.together,
        file=item.file,
        line=item.line,
        function=item.function,
        picture=_picture(facts, shown, verdict, item) if shown else None,
        problem=verdict.problem,
        root=root.id if root else "",
    )


def _elsewhere(facts: Facts, suspicion: Suspicion, items: Sequence[ItemGrade]) -> str:
    item = suspicion.targets[0].item
    return "" if suspicion.known or item.counts else elsewhere(item, items, facts.key)


def _picture(facts: Facts, shown: Case, verdict: Verdict, item: ItemGrade) -> Picture:
    drawn = picture(shown, verdict.output, verdict.convention, facts.expected, facts.got)
    return replace(drawn, called=item.called.get(verdict.output, ""))


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


def _name(facts: Facts, suspicion: Suspicion) -> str:
    names = [m.name for known in suspicion.known[:2] for m in facts.key.mistakes if m.id == known and m.name]
    if not names:
        return ""
    if suspicion.together:
        return f"At least two things go wrong here. {' And: '.join(names)}"
    told = " Or: ".join(names)
    return f"At least this; more may show when it is mended. {told}" if suspicion.at_least else told


def _error(facts: Facts, target: Target, first: str, failing: Sequence[Case], nouns: Nouns) -> Told:
    """What the error looks like in the cases that a student can see, beginning with the output that is shown. A
    number that means something has been told as that."""
    words = facts.key.axes.get(target.item.id, {})
    arrays, verdicts, answers = (facts.expected, facts.got), facts.judgement.verdicts, facts.evidence.answers
    outputs = sorted((o for o in target.outputs if not nouns.means(o)), key=lambda output: output != first)
    if not outputs:
        return Told()
    pairs = {o: pairs_of(failing, o, verdicts, answers, arrays, words) for o in outputs}
    names = {output: nouns.of(output) for output in outputs}
    many = [output for output in outputs if nouns.are_many([output])]
    return told(pairs, _wrong_in(facts, outputs, failing), names, many)


def _wrong_in(facts: Facts, outputs: Sequence[str], cases: Sequence[Case]) -> int:
    """Of outputs that go wrong in different cases, the most."""
    failed = {
        (v.case, v.output) for c in cases for v in facts.judgement.verdicts[c.id] if v.ruling is Ruling.FAILED
    }
    return max(sum((case.id, output) in failed for case in cases) for output in outputs)


def _hint(facts: Facts, suspicion: Suspicion, verdict: Verdict, item: ItemGrade, error: Told) -> str:
    hints = {mistake.id: mistake.hint for mistake in facts.key.mistakes}
    known = next((hints[name] for name in suspicion.known if hints[name]), "")
    return known or _of_numbers(facts, verdict, item) or error.do or advice(_of(verdict), facts.evidence)


def _of_numbers(facts: Facts, verdict: Verdict, item: ItemGrade) -> str:
    """Where a number is wrong that is counted, or that means something."""
    if _of(verdict).kind != "values":
        return ""
    if item.counts:
        return f"Work out by hand how many weights and biases {verdict.output} has, and print their shapes."
    means = Nouns(facts.key.rubric.item(item.id).outputs).means(verdict.output)
    return f"Look in {item.function} for what decides this, and print what it works with." if means else ""


def _of(verdict: Verdict) -> Problem:
    assert verdict.problem is not None
    return verdict.problem
