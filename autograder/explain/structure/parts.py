"""A row that is made of the gradients of several inputs: which of them are wrong."""

from collections.abc import Iterator, Sequence

from autograder.explain.structure.pair import Pair, parts_of
from autograder.explain.structure.reading import REFUTED, Reading
from autograder.listed import listed


def parts(pairs: Sequence[Pair]) -> Iterator[Reading]:
    """The same ones in every case, the others right."""
    wrong, right = _split(pairs[0])
    if wrong and right:
        says = f"of {{it}} {_those(wrong)} wrong, {_those(right)} right"
        do = f"Look at how the gradient of {wrong[0]} comes about: {listed(right)} {_are(right)} right already."
        yield Reading(says, lambda p: p.came.size - p.wrongs if _split(p) == (wrong, right) else REFUTED, do)


def _split(pair: Pair) -> tuple[list[str], list[str]]:
    pieces = parts_of(pair)
    wrong = [name for name, piece in pieces.items() if pair.wrong[piece].any()]
    return wrong, [name for name in pieces if name not in wrong]


def _those(names: Sequence[str]) -> str:
    return f"{'that' if len(names) == 1 else 'those'} of {listed(names)} {_are(names)}"


def _are(names: Sequence[str]) -> str:
    return "is" if len(names) == 1 else "are"
