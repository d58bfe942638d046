"""What a given reader may see of a grade. Every file that a student reads is made of what this returns."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any, Literal

from autograder.listed import listed
from autograder.model import (
    CaseGrade,
    CodeCell,
    Curve,
    Failure,
    Finding,
    Grade,
    ItemGrade,
    NotebookSeen,
    Outcome,
    Problem,
    ShareGrade,
    Tell,
)
from autograder.model.training import DOES_NOT_FIT, LOSSES

_TOTALS = ("ask",)  # with the seconds of each public case, a total tells those of the hidden ones
# Headlines of these kinds quote the student's program: an error's name can carry a hidden number out.
_QUOTING = ("raised", "package", "import failed", "type", "dtype")
_PLAIN = {
    "raised": "your program raises an error",
    "package": "your program needs a package that is not allowed",
    "import failed": "the file cannot be imported",
    "type": "{it} is not an array of numbers",
    "dtype": "{it} holds another kind of number than asked for",
}


def disclose(grade: Grade, reader: Literal["instructor", "student"]) -> Grade:
    """Everything for an instructor; for a student no trace of what hidden cases ask, expect or got.

    Raises ValueError when an instructor's grade is asked of a student's: what was removed does not come back.
    """
    if reader == "instructor":
        if grade.reader == "student":
            raise ValueError("this grade was disclosed to a student already: grade again from the stored answers")
        return grade
    findings = tuple(_finding(finding, grade) for finding in grade.findings)
    said = {old.headline: new.headline for old, new in zip(grade.findings, findings, strict=True)}
    return replace(
        grade,
        reader="student",
        items=tuple(_item(_trained(_learned(_own(item, grade), grade), grade), said) for item in grade.items),
        findings=findings,
        flags=(),
        notebook=_notebook(grade),
        times=_times(grade.times, {*_hidden_ids(grade.items), *_TOTALS} if grade.part == "whole" else set()),
    )


def _cell(cell: CodeCell) -> CodeCell:
    ours = cell.run is not None and cell.run.outcome is Outcome.OUR_FAILURE
    return replace(cell, run=replace(cell.run, detail="")) if cell.run and ours else cell


def tell_of(finding: Finding, items: Collection[ItemGrade]) -> Tell:
    """One cause may cost points in several items: the most reserved of them decides."""
    order = list(Tell)
    levels = [item.tell for item in items if item.id in finding.items]
    return min(levels, key=order.index, default=Tell.POINTS)


def _item(item: ItemGrade, said: Mapping[str, str]) -> ItemGrade:
    if item.flaws:
        return replace(item, flaws=(), clause="") if _keeps_to_itself(item) else item
    if not item.tell.reaches(Tell.CASES):
        clause = item.clause if item.state in ("open", "not begun", "blocked") else ""
        shares = tuple(map(_points_only, item.shares))
        return replace(item, cases=(), shares=shares, clause=clause, training=None, learned=None, counts=None)
    return replace(item, cases=tuple(map(_case, item.cases)), clause=said.get(item.clause, item.clause))


def _own(item: ItemGrade, grade: Grade) -> ItemGrade:
    """Without what only the person is told who reads it."""
    return replace(item, aside="", clause=_without_misfit(item.clause, grade))


def _without_misfit(text: str, grade: Grade) -> str:
    """In what way weights do not fit is said by a program beside the judged images: it could say one of these."""
    head, fits_not, _ = text.partition(f" {DOES_NOT_FIT}")
    return text if grade.part == "public" or not fits_not else f"{head}{fits_not}"


def _learned(item: ItemGrade, grade: Grade) -> ItemGrade:
    """A program that was run beside the judged images could draw them as its curves and filters: of these, what is
    left has room for no image. Filters of saved weights stand in the student's own file."""
    seen = item.learned
    if seen is None or seen.way == "weights" or grade.part == "public":
        return item
    losses = tuple(_in_brief(curve) for curve in seen.curves if curve.name == LOSSES)
    return replace(item, learned=replace(seen, curves=losses, filters=None) if losses else None)


def _trained(item: ItemGrade, grade: Grade) -> ItemGrade:
    """So could its error: of this the line is left, which is one of the student's own."""
    if item.training is None or item.training.raised is None or grade.part == "public":
        return item
    return replace(item, training=replace(item.training, raised=_line_alone(item.training.raised)))


def _line_alone(failure: Failure) -> Failure:
    frames = tuple(replace(frame, function="", text="") for frame in failure.frames[-1:])
    return Failure(type="", message="", frames=frames)


def _in_brief(curve: Curve) -> Curve:
    first, lowest, last = map(_briefly, (curve.first, curve.lowest, curve.last))
    return replace(curve, first=first, lowest=lowest, last=last, means=())


def _briefly(value: float | None) -> float | None:
    return float(f"{value:.2g}") if value is not None else None


def _keeps_to_itself(item: ItemGrade) -> bool:
    """How much is told is a question of lost points: a flaw that costs nothing is told in any case."""
    return item.lost > 0 and not item.tell.reaches(Tell.CASES)


def _notebook(grade: Grade) -> NotebookSeen | None:
    """It is the student's own, and so is what its cells print, which ran before any question was asked; how we
    failed to run it is not."""
    seen = grade.notebook
    if seen is None:
        return None
    untold = {flaw for item in grade.items if _keeps_to_itself(item) for flaw in item.flaws}
    flaws = tuple(flaw for flaw in seen.flaws if flaw not in untold)
    return replace(seen, flaws=flaws, cells=tuple(map(_cell, seen.cells)))


def _points_only(share: ShareGrade) -> ShareGrade:
    return replace(share, passed=0, of=0)


def _case(case: CaseGrade) -> CaseGrade:
    if not case.hidden:
        return case
    kinds = {output: Problem(kind=problem.kind) for output, problem in case.problems.items()}
    return replace(case, problems=kinds, prints="")


def _finding(finding: Finding, grade: Grade) -> Finding:
    tell = tell_of(finding, grade.items)
    finding = _without_hidden(finding, grade)
    headline, cases = (_without_misfit(text, grade) for text in (finding.headline, finding.cases))
    finding = replace(finding, headline=headline, cases=cases)
    if not tell.reaches(Tell.MISTAKE):
        finding = replace(finding, cause="", name="", known=(), together=False)
    if not tell.reaches(Tell.HINT):
        finding = replace(finding, hint="")
    if not tell.reaches(Tell.CASES):
        finding = replace(
            finding,
            outputs=(), headline="", cases="", others="", looks="", evidence="", picture=None, problem=None,
            root="",
        )  # fmt: skip
    return finding


def _without_hidden(finding: Finding, grade: Grade) -> Finding:
    """A problem stays only if a case that the student can see shows the very same one. Trainings are judged on
    images that the student cannot see, unless it was the student who asked for one."""
    if grade.part == "public" and _is_training(finding, grade):
        return finding
    cases = [case for item in grade.items if item.id in finding.items for case in item.cases]
    seen = [problem for case in cases if not case.hidden for problem in case.problems.values()]
    if finding.picture is not None and finding.picture.case not in {case.case for case in cases if not case.hidden}:
        finding = replace(finding, picture=None)
    if finding.problem is None or finding.problem in seen:
        return finding
    headline = _unquoted(finding, grade) if finding.problem.kind in _QUOTING else finding.headline
    quotes = _quotes(finding.problem)
    return replace(
        finding,
        cause=_unless_quoting(finding.cause, quotes),
        headline=headline,
        cases=_unless_quoting(finding.cases, quotes),
        others=_unless_quoting(finding.others, quotes),
        looks=_unless_quoting(finding.looks, quotes),
        evidence=_unless_quoting(finding.evidence, quotes),
        hint=_unless_quoting(finding.hint, quotes),
        problem=Problem(kind=finding.problem.kind, failure=_line(finding, grade)),
        root="",
    )


def _line(finding: Finding, grade: Grade) -> Failure | None:
    """Of a training, a line of the hand-in: it has no room for an image."""
    failure = finding.problem.failure if finding.problem else None
    return _line_alone(failure) if failure is not None and _is_training(finding, grade) else None


def _is_training(finding: Finding, grade: Grade) -> bool:
    return any(item.check == "training" for item in grade.items if item.id in finding.items)


def _quotes(problem: Problem) -> set[str]:
    """What of a problem the student's program wrote."""
    failure = problem.failure
    said = {failure.type, failure.message, *(frame.file for frame in failure.frames)} if failure else set()
    return {problem.got, *said} - {""}


def _unless_quoting(text: str, quotes: set[str]) -> str:
    return "" if any(quote in text for quote in quotes) else text


def _unquoted(finding: Finding, grade: Grade) -> str:
    assert finding.problem is not None
    if _is_training(finding, grade):
        return "your program raises an error" if finding.problem.failure else "what comes back are no labels"
    called = {
        name: called for item in grade.items if item.id in finding.items for name, called in item.called.items()
    }
    it = listed([called.get(output, output) for output in finding.outputs]) or "the answer"
    text = _PLAIN[finding.problem.kind].format(it=it)
    return f"{text} when the numbers are others"


def _hidden_ids(items: Collection[ItemGrade]) -> set[str]:
    return {case.case for item in items for case in item.cases if case.hidden}


def _times(times: Mapping[str, Any], hidden: set[str]) -> dict[str, Any]:
    """How long a hidden case took can tell what it asked."""
    kept = {name: value for name, value in times.items() if name not in hidden}
    return {name: _times(value, hidden) if isinstance(value, Mapping) else value for name, value in kept.items()}
