"""Which forbidden operations a submission called: what the box noted while it answered, and what it wanted of a
framework that is not there, where this ended a question."""

from collections.abc import Iterator
from typing import Literal

from autograder.model import FRAMEWORKS, Answer, Evidence, Failure, Found, Item, Key, Outcome, Problem, Use

STOPPED = (Outcome.RAISED, Outcome.IMPORT_FAILED, Outcome.MISSING)
PACKAGE: Literal["package"] = "package"


def uses(key: Key, evidence: Evidence, item: Item) -> tuple[Use, ...]:
    """The uses of an item's operations, each once, those first that a student may be told, where it, or what it is
    concerned with, was asked.

    What was noted while a hidden case was asked keeps its operation only, a word of a closed vocabulary: the rest
    comes from the student's own process, and could carry out what was asked.
    """
    found = dict.fromkeys(
        use for use in _noted(key, evidence, item) if use.operation in (*item.operations, PACKAGE)
    )
    told = {use.operation for use in found if use.called}
    return tuple(use for use in found if use.called or use.operation not in told)


def concerns(flag: Item, asked: Item) -> bool:
    """What it voids, and what asks the same function or class. Another's use is another's: a network that is built
    on the framework's layers does not make one's own layers wrong, nor the other way round."""
    if flag.code is None or asked.code is None or asked.id in flag.voids:
        return True
    places = ((one.file, _top(one.name)) for one in (flag.code, asked.code))
    return next(places) == next(places)


def _noted(key: Key, evidence: Evidence, item: Item) -> Iterator[Use]:
    asked = (case for case in key.cases if concerns(item, key.rubric.item(case.item)))
    for case in sorted(asked, key=lambda case: case.hidden):
        answer = evidence.answers[case.id]
        for use in (*_uses_in(answer, evidence.found.get(case.item)), *_of_packages(answer)):
            yield Use(operation=use.operation, called="") if case.hidden else use


def _uses_in(answer: Answer, found: Found | None) -> tuple[Use, ...]:
    """Where a notebook was run and a name is missing: what its own cell called, which kept it from its end."""
    if answer.outcome is not Outcome.MISSING:
        return answer.uses
    return tuple(
        use for use in answer.uses if found and use.place and found.exists and use.place.file == found.file
    )


def _of_packages(answer: Answer) -> Iterator[Use]:
    """An error that was caught is none: what answers then is the student's own."""
    failure = answer.failure
    if failure is not None and answer.outcome is Outcome.RAISED and _top(failure.refused) in FRAMEWORKS:
        yield Use(operation=PACKAGE, called=failure.refused, place=failure.frames[-1] if failure.frames else None)


def _top(name: str) -> str:
    return name.partition(".")[0]


def forbidden_problem(answer: Answer, found: Found | None) -> Problem | None:
    """Why there is no answer, where an operation or a package that was refused ended the question: it is told
    before the error that this led to."""
    if answer.outcome in STOPPED and (uses := _uses_in(answer, found)):
        failure = answer.failure if answer.outcome is not Outcome.MISSING else _unfinished(uses[0])
        return Problem(kind="forbidden", got=uses[0].operation, failure=failure)
    if answer.outcome is Outcome.RAISED and answer.failure is not None and answer.failure.refused:
        return Problem(kind=PACKAGE, got=answer.failure.refused, failure=answer.failure)
    return None


def _unfinished(use: Use) -> Failure:
    """What ended a cell before it gave the name that is missing."""
    message = f"{use.called} is refused, and the cell ends before it gives what is asked for"
    return Failure(type="ForbiddenOperation", message=message, frames=(use.place,) if use.place else ())
