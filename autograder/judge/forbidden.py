"""Which forbidden operations a submission called: what the box noted while it answered, by item."""

from collections.abc import Iterator

from autograder.model import Answer, Evidence, Item, Key, Outcome, Problem, Use

STOPPED = (Outcome.RAISED, Outcome.IMPORT_FAILED)


def uses(key: Key, evidence: Evidence, item: Item) -> tuple[Use, ...]:
    """The uses of an item's operations, each once, those first that a student may be told.

    What was noted while a hidden case was asked keeps its operation only, a word of a closed vocabulary: the rest
    comes from the student's own process, and could carry out what was asked.
    """
    found = dict.fromkeys(use for use in _noted(key, evidence) if use.operation in item.operations)
    told = {use.operation for use in found if use.called}
    return tuple(use for use in found if use.called or use.operation not in told)


def _noted(key: Key, evidence: Evidence) -> Iterator[Use]:
    for case in sorted(key.cases, key=lambda case: case.hidden):
        for use in evidence.answers[case.id].uses:
            yield Use(operation=use.operation, called="") if case.hidden else use


def forbidden_problem(answer: Answer) -> Problem | None:
    """Why there is no answer, where an operation that was refused ended the question: it is told before the error
    that this led to."""
    if not answer.uses or answer.outcome not in STOPPED:
        return None
    return Problem(kind="forbidden", got=answer.uses[0].operation, failure=answer.failure)
