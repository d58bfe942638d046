"""Which forbidden operations a submission called: what the box noted while it answered, and what it wanted of a
framework that is not there, where this ended a question."""

from collections.abc import Iterator
from typing import Literal

from autograder.model import FRAMEWORKS, Answer, Evidence, Item, Key, Outcome, Problem, Use

STOPPED = (Outcome.RAISED, Outcome.IMPORT_FAILED)
PACKAGE: Literal["package"] = "package"


def uses(key: Key, evidence: Evidence, item: Item) -> tuple[Use, ...]:
    """The uses of an item's operations, each once, those first that a student may be told.

    What was noted while a hidden case was asked keeps its operation only, a word of a closed vocabulary: the rest
    comes from the student's own process, and could carry out what was asked.
    """
    found = dict.fromkeys(use for use in _noted(key, evidence) if use.operation in (*item.operations, PACKAGE))
    told = {use.operation for use in found if use.called}
    return tuple(use for use in found if use.called or use.operation not in told)


def _noted(key: Key, evidence: Evidence) -> Iterator[Use]:
    for case in sorted(key.cases, key=lambda case: case.hidden):
        answer = evidence.answers[case.id]
        for use in (*answer.uses, *_of_packages(answer)):
            yield Use(operation=use.operation, called="") if case.hidden else use


def _of_packages(answer: Answer) -> Iterator[Use]:
    """An error that was caught is none: what answers then is the student's own."""
    failure = answer.failure
    if failure is not None and answer.outcome is Outcome.RAISED and _top(failure.refused) in FRAMEWORKS:
        yield Use(operation=PACKAGE, called=failure.refused, place=failure.frames[-1] if failure.frames else None)


def _top(name: str) -> str:
    return name.partition(".")[0]


def forbidden_problem(answer: Answer) -> Problem | None:
    """Why there is no answer, where an operation or a package that was refused ended the question: it is told
    before the error that this led to."""
    if answer.uses and answer.outcome in STOPPED:
        return Problem(kind="forbidden", got=answer.uses[0].operation, failure=answer.failure)
    if answer.outcome is Outcome.RAISED and answer.failure is not None and answer.failure.refused:
        return Problem(kind=PACKAGE, got=answer.failure.refused, failure=answer.failure)
    return None
