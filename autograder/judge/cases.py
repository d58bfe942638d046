"""The verdicts on one case: what became of each output that was asked for."""

from typing import Any

from numpy.typing import NDArray

from autograder.judge.forbidden import forbidden_problem
from autograder.judge.values import compare
from autograder.model import Answer, Case, Cause, Found, Item, Outcome, Problem, Ruling, Value, Verdict
from autograder.records import Arrays


def judge_case(
    item: Item, case: Case, convention: str, answer: Answer, found: Found | None, expected: Arrays, got: Arrays
) -> tuple[Verdict, ...]:
    """One verdict for each output that the convention expects."""
    wanted = [o for o in case.outputs if f"{case.id}/out/{convention}/{o}" in expected]
    return tuple(_verdict(item, case, o, convention, answer, found, expected, got) for o in wanted)


def _verdict(
    item: Item,
    case: Case,
    output: str,
    convention: str,
    answer: Answer,
    found: Found | None,
    expected: Arrays,
    got: Arrays,
) -> Verdict:
    if answer.outcome is Outcome.OUR_FAILURE:
        return Verdict(case=case.id, output=output, ruling=Ruling.NOT_JUDGED, cause=Cause.OURS)
    if answer.outcome is Outcome.ANSWERED:
        right = expected[f"{case.id}/out/{convention}/{output}"]
        problem = _output_problem(item, answer.values.get(output), right, got.get(f"{case.id}/{output}"))
    else:
        problem = ending_problem(answer, found)
    ruling = Ruling.FAILED if problem else Ruling.PASSED
    return Verdict(case=case.id, output=output, ruling=ruling, problem=problem, convention=convention)


def ending_problem(answer: Answer, found: Found | None) -> Problem:
    """Why there is no answer: a name that is not there is told before the error that this led to."""
    if refused := forbidden_problem(answer, found):
        return refused
    absent = found is not None and bool(found.missing)
    raised_over_name = answer.outcome is Outcome.RAISED and answer.failure is not None and not answer.failure.frames
    if answer.outcome is Outcome.MISSING or (absent and raised_over_name):
        missing, near = (found.missing, found.nearest) if found else ("", "")
        return Problem(kind="missing", expected=missing, got=near)
    return Problem(kind=answer.outcome.value, got=answer.detail, failure=answer.failure)


def _output_problem(
    item: Item, value: Value | None, expected: NDArray[Any], array: NDArray[Any] | None
) -> Problem | None:
    if value is None:
        return Problem(kind="no output")
    if value.kind == "none":
        return Problem(kind="none", expected=str(expected.shape))
    if value.kind == "other":
        return Problem(kind="type", expected="an array of numbers", got=value.dtype)
    if array is None:
        return Problem(kind="shape", expected=str(expected.shape), got=str(value.shape))
    whole = item.check in ("size", "parameters")
    return compare(expected, array, within=0.0 if whole else item.within, whole=whole)
