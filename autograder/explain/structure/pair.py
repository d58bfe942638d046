"""One wrong answer beside what was expected."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from autograder.judge.values import scale_of
from autograder.model import Case

Floats = NDArray[np.float64]
WITHIN = 1e-4
WORDLESS = "entry along axis {}"


@dataclass(frozen=True, eq=False)
class Pair:
    """What one output of one case should have been, and what came; `got` is None when only its shape was kept.

    `words` says of the axes of each array what one step along them is: an image, a row, a kernel column.
    `again` is what came when the same was asked a second time, where it was.
    """

    case: Case
    output: str
    expected: Floats
    shape: tuple[int, ...]
    got: Floats | None
    inputs: Mapping[str, Floats]
    words: Mapping[str, tuple[str, ...]]
    again: Floats | None = None
    weighed: dict[str, int] = field(default_factory=dict)

    @property
    def came(self) -> Floats:
        """What came, where it has the right shape."""
        assert self.got is not None
        return self.got

    @property
    def is_whole(self) -> bool:
        """Whether the array itself was compared, and not sums of it where several answers are right."""
        words = self.words.get(self.output) or self.words.get(self.output.removeprefix("d"), ())
        return len(words) in (0, self.expected.ndim) or bool(entries_of(self) or parts_of(self))

    @property
    def repeatable(self) -> bool:
        """Nothing against it where it was asked once."""
        if self.again is None or self.got is None:
            return True
        return self.again.shape == self.got.shape and np.allclose(
            self.again, self.got, rtol=WITHIN, atol=WITHIN * self.scale, equal_nan=True
        )

    @cached_property
    def scale(self) -> float:
        return scale_of(self.expected)

    @cached_property
    def off(self) -> Floats:
        """Got less expected."""
        return self.came - self.expected

    @cached_property
    def wrong(self) -> NDArray[np.bool_]:
        return ~(np.abs(self.off) <= WITHIN * self.scale)

    @cached_property
    def wrongs(self) -> int:
        return int(np.count_nonzero(self.wrong))

    @cached_property
    def wrong_along(self) -> tuple[NDArray[np.bool_], ...]:
        """For each axis, at which of its entries anything is wrong."""
        axes = range(self.wrong.ndim)
        others = [tuple(a for a in axes if a != axis) for axis in axes]
        return tuple(np.asarray(self.wrong.any(axis=other)) for other in others)

    @cached_property
    def finite(self) -> bool:
        return bool(np.isfinite(self.came).all())

    @cached_property
    def same_numbers(self) -> bool:
        """Whether the right numbers came, wherever they stand."""
        came, right = np.sort(self.came, axis=None), np.sort(self.expected, axis=None)
        return bool(np.all(np.abs(came - right) <= WITHIN * max(self.scale, largest(came))))

    @cached_property
    def amounts(self) -> dict[str, float]:
        """Numbers of the case that have a name, the plainest first: N, k², rows × columns of dout, N·C."""
        return dict(_amounts(self))

    @cached_property
    def axes(self) -> tuple[str, ...]:
        return words_for(self.words, self.output, self.expected.ndim)

    def is_like(self, other: Floats | None) -> bool:
        """Whether this is what came; most of what is tried differs in the very first number."""
        if other is None or other.shape != self.came.shape:
            return False
        if other.size and not abs(other.item(0) - self.came.item(0)) <= self.near:
            return False
        return bool((np.abs(self.came - other) <= self.near).all())

    @cached_property
    def near(self) -> float:
        """How far from what came something may be that is the same, measured by what came."""
        return WITHIN * max(largest(self.came), 1e-3 * self.scale)

    def varies(self, axis: int) -> bool:
        """Whether what is expected differs along the axis, so that something can be told of it."""
        return self.expected.shape[axis] > 1 and not same_along(self.expected, axis, self.scale)


def largest(array: Floats) -> float:
    return float(np.max(np.abs(array), initial=0.0))


def alike(came: Floats, other: Floats, least: float = 0.0) -> bool:
    """Measured by what came, or by `least` where that is next to nothing."""
    size = max(largest(came), least)
    return came.shape == other.shape and bool(np.all(np.abs(came - other) <= WITHIN * size))


def same_along(array: Floats, axis: int, size: float) -> bool:
    return bool(np.all(np.abs(array - array.take([0], axis)) <= WITHIN * size))


def words_for(words: Mapping[str, tuple[str, ...]], name: str, axes: int) -> tuple[str, ...]:
    """A gradient has the axes of what it belongs to; where nothing is said of an array, axes have numbers."""
    known = words.get(name) or words.get(name.removeprefix("d"), ())
    if axes == 1 < len(known):
        return ("number",)
    return known if len(known) == axes else tuple(WORDLESS.format(n) for n in range(axes))


def entries_of(pair: Pair) -> tuple[str, ...]:
    """The names of the numbers themselves, where an array of one axis has several words."""
    known = pair.words.get(pair.output, ())
    return known if pair.expected.shape == (len(known),) and len(known) > 1 else ()


def parts_of(pair: Pair) -> dict[str, slice]:
    """The pieces of an array of one axis whose words are inputs: each is as long as its input has numbers."""
    known = pair.words.get(pair.output, ())
    lengths = [pair.inputs[name].size for name in known if name in pair.inputs]
    if len(lengths) < 2 or len(lengths) < len(known) or pair.expected.shape != (sum(lengths),):
        return {}
    ends = np.cumsum(lengths)
    return {name: slice(int(end) - n, int(end)) for name, n, end in zip(known, lengths, ends, strict=True)}


def plural(word: str) -> str:
    noun, along, axis = word.partition(" along ")
    if noun.endswith("y"):
        return noun[:-1] + "ies" + along + axis
    return noun + ("es" if noun.endswith(("s", "x", "ch")) else "s") + along + axis


def _amounts(pair: Pair) -> Iterator[tuple[str, float]]:
    plain = {**pair.case.settings, **pair.case.plain}
    counts = {name: float(value) for name, value in plain.items() if type(value) is int}
    yield from counts.items()
    yield from ((f"{name}²", value * value) for name, value in counts.items())
    yield from _extents(pair)
    yield from ((f"{a}·{b}", counts[a] * counts[b]) for a, b in combinations(counts, 2))


def _extents(pair: Pair) -> Iterator[tuple[str, float]]:
    for name, array in pair.inputs.items():
        words = words_for(pair.words, name, array.ndim)
        for first, last in combinations(range(array.ndim + 1), 2):
            if last - first > 1:
                text = " × ".join(map(plural, words[first:last]))
                yield f"{text} of {name}", float(np.prod(array.shape[first:last]))
