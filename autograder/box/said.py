"""What a child says in one frame, and the answer that it makes, with bounds on all of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from autograder.box.bounds import PRINTS, bounded_facts, bounded_failure, bounded_uses, bounded_values
from autograder.box.seam import Question
from autograder.model import Answer, Failure, Notice, Outcome, Use, Value

# How a child may say that a question ended; all else is seen from outside, and forged when it comes in a frame.
SAID_BY_CHILDREN = (
    Outcome.ANSWERED, Outcome.NOT_BEGUN, Outcome.MISSING, Outcome.RAISED, Outcome.IMPORT_FAILED,
    Outcome.MEMORY_LIMIT, Outcome.OUTPUT_LIMIT, Outcome.THREAD_LIMIT, Outcome.FILE_LIMIT, Outcome.EXITED,
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Said:
    """Any frame a child may send: its level, the file it is loading ("" when that is done), or an answer.

    It is `broken` when our own code failed in it. That counts only before it loads a file of the student's: from
    then on student code may have written the frame. Nor is `loading` believed further than it can be true.
    """

    level: str = ""
    broken: str = ""
    loading: str | None = None
    n: int = -1
    names: tuple[str, ...] = ()
    outcome: Outcome = Outcome.ANSWERED
    values: Mapping[str, Value] = field(default_factory=dict)
    failure: Failure | None = None
    prints: str = ""
    changed: tuple[str, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    uses: tuple[Use, ...] = ()
    notices: tuple[Notice, ...] = ()


def answer_of(question: Question, said: Said, values: Mapping[str, Value], seconds: float) -> Answer:
    """Of the names that it says were changed only those that it was given: others could carry something out."""
    return Answer(
        outcome=said.outcome,
        values=bounded_values(values),
        failure=bounded_failure(said.failure),
        prints=said.prints[:PRINTS],
        changed=tuple(name for name in question.arrays if name in said.changed),
        facts=bounded_facts(said.facts),
        uses=bounded_uses(said.uses),
        notices=tuple(dict.fromkeys(said.notices)),
        seconds=seconds,
    )
