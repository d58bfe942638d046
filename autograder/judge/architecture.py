"""Whether a network has the layers that a rubric asks for: what was seen in the box, against shapes and kinds."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from autograder.errors import RecordError
from autograder.judge.cases import ending_problem
from autograder.listed import listed
from autograder.model import Answer, Found, Item, Layers, operation_called
from autograder.records import from_json, to_json

T = TypeVar("T")
Shape = tuple[int, ...]
MOST_WORDS, MOST_TOLD = 160, 16


@dataclass(frozen=True, kw_only=True)
class Walked:
    """One layer as the box saw it."""

    name: str
    kind: str
    out: Shape
    parameters: int


@dataclass(frozen=True, kw_only=True)
class Walk:
    """The layers of a known kind, and every shape that was seen between modules, in order."""

    layers: tuple[Walked, ...] = ()
    shapes: tuple[Shape, ...] = ()


def mismatches(wanted: Layers, facts: Mapping[str, Any]) -> tuple[str, ...]:
    """A sentence for each thing that is not as the rubric has it; none where all is."""
    try:
        walk = from_json(to_json(facts), Walk)
    except RecordError:
        return ("what was seen of its layers cannot be read",)
    kinds = [layer.kind for layer in walk.layers]
    return (*_shapes(wanted, walk), *_order(wanted, kinds), *_numbers(wanted, kinds))


def ended(item: Item, answer: Answer, found: Found | None) -> str:
    """Why nothing was seen of it, in a clause."""
    problem = ending_problem(answer, found)
    name = item.code.name if item.code else item.id
    if problem.kind == "forbidden":
        called = operation_called(problem.got)
        return f"{name} calls PyTorch's own {called}, and its layers cannot be seen"
    if problem.kind == "package":
        return f"{name} needs {problem.got}, which is not allowed in this homework"[:MOST_WORDS]
    if problem.failure is not None:
        return f"{name} raises {problem.failure.type}: {problem.failure.message}"[:MOST_WORDS]
    return f"{problem.expected or name} is missing" if problem.kind == "missing" else f"{name}: {problem.kind}"


def _shapes(wanted: Layers, walk: Walk) -> Iterator[str]:
    """Other shapes may lie between: an activation and a flattening are layers as well."""
    seen = [_without_ones(shape) for shape in walk.shapes]
    asked = [_without_ones(shape) for shape in wanted.shapes]
    found = _followed(asked, seen)
    if found < len(asked):
        after = f" after {spoken(asked[found - 1])}" if found else ""
        given = listed([spoken(shape) for shape in seen[:MOST_TOLD]])
        yield f"no {spoken(asked[found])}{after}; its layers give {given}"


def _order(wanted: Layers, kinds: Sequence[str]) -> Iterator[str]:
    found = _followed(wanted.order, kinds)
    if found < len(wanted.order):
        after = f" after {listed(wanted.order[:found])}" if found else ""
        yield f"no {wanted.order[found]}{after}; its layers are {listed(kinds[:MOST_TOLD]) or 'none that is known'}"


def _numbers(wanted: Layers, kinds: Sequence[str]) -> Iterator[str]:
    for kind, most in wanted.at_most.items():
        if kinds.count(kind) > most:
            yield f"{kinds.count(kind)} layers of {kind}; at most {most}"
    for kind, least in wanted.at_least.items():
        if kinds.count(kind) < least:
            yield f"{kinds.count(kind)} layers of {kind}; at least {least}"


def _followed(asked: Sequence[T], seen: Sequence[T]) -> int:
    """How many of those asked for come in this order."""
    left = iter(seen)
    return next((n for n, one in enumerate(asked) if one not in left), len(asked))


def _without_ones(shape: Shape) -> Shape:
    """A map that has shrunk to one pixel is a row of numbers."""
    while len(shape) > 1 and shape[-1] == 1:
        shape = shape[:-1]
    return shape


def spoken(shape: Shape) -> str:
    return "×".join(map(str, shape))
