"""What a training reached, and what that earns: counted from the answers and the labels of the judged images."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from numpy.typing import NDArray

from autograder.judge.accuracy import Accuracy, accuracy, points_in_doubt
from autograder.judge.cases import ending_problem
from autograder.model import Item, Outcome, Problem, Trained
from autograder.records import Arrays


@dataclass(frozen=True, kw_only=True)
class Reached:
    """An accuracy, or the problem that there is none. `too_many` names the layers that go beyond what is allowed,
    each with how many there are; then nothing is earned."""

    points: Fraction = Fraction(0)
    accuracy: Accuracy | None = None
    problem: Problem | None = None
    too_many: Mapping[str, int] = field(default_factory=dict)


def reached(item: Item, trained: Trained, got: Arrays) -> Reached:
    """Without an answer, or with one that cannot be counted, nothing is reached."""
    assert item.target is not None
    if trained.answer is None:
        return Reached(problem=Problem(kind="not measured"))
    if trained.answer.outcome is not Outcome.ANSWERED:
        return Reached(problem=ending_problem(trained.answer, None))
    counted = _counted(trained, got, f"training/{item.id}")
    if isinstance(counted, Problem):
        return Reached(problem=counted)
    too_many = _too_many(item.target.at_most, trained.answer.facts)
    ladder = {rung.accuracy: rung.points for rung in item.target.ladders.get(trained.data, ())}
    points = Fraction(0) if too_many else points_in_doubt(counted, ladder)
    return Reached(points=points, accuracy=counted, too_many=too_many)


def _counted(trained: Trained, got: Arrays, place: str) -> Accuracy | Problem:
    labels, predicted = got.get(f"{place}/labels"), got.get(f"{place}/predicted")
    value = trained.answer.values.get("predicted") if trained.answer else None
    if value is None or value.kind != "array":
        return Problem(kind="no output") if value is None else _no_array(value.kind, value.dtype)
    if predicted is None or labels is None:
        return Problem(kind="shape", expected=_shape(labels), got=str(value.shape))
    return accuracy(predicted, labels)


def _no_array(kind: str, dtype: str) -> Problem:
    return Problem(kind="none" if kind == "none" else "type", expected="one label for each image", got=dtype)


def _shape(labels: NDArray[Any] | None) -> str:
    return str(labels.shape) if labels is not None else ""


def _too_many(at_most: Mapping[str, int], facts: Mapping[str, Any]) -> dict[str, int]:
    """What a probe says of the layers; without a word on a kind there is none of it."""
    said = facts.get("layers")
    counts = said if isinstance(said, Mapping) else {}
    return {kind: n for kind, most in at_most.items() if isinstance(n := counts.get(kind), int) and n > most}
