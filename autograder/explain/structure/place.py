"""Where numbers are wrong, and where they repeat."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from autograder.explain.structure.pair import WITHIN, Floats, Pair, plural, same_along
from autograder.explain.structure.reading import REFUTED, Reading, seen

Mask = NDArray[np.bool_]
Reduce = Callable[[Floats, tuple[int, ...]], Floats]


def _first(array: Floats, axes: tuple[int, ...]) -> Floats:
    return array[tuple(slice(1) if axis in axes else slice(None) for axis in range(array.ndim))]


def _last(array: Floats, axes: tuple[int, ...]) -> Floats:
    return array[tuple(slice(-1, None) if axis in axes else slice(None) for axis in range(array.ndim))]


def _middle(array: Floats, axes: tuple[int, ...]) -> Floats:
    at = [slice(n // 2, n // 2 + 1) if axis in axes else slice(None) for axis, n in enumerate(array.shape)]
    return array[tuple(at)]


WHAT: tuple[tuple[str, Reduce], ...] = (
    ("the sum over the {many} of what is expected", lambda e, axes: e.sum(axis=axes, keepdims=True)),
    ("the mean over the {many} of what is expected", lambda e, axes: e.mean(axis=axes, keepdims=True)),
    ("what is expected of the first {one}", _first),
    ("what is expected of the last {one}", _last),
    ("what is expected of the middle {one}", _middle),
    ("the largest over the {many} of what is expected", lambda e, axes: e.max(axis=axes, keepdims=True)),
)


def constant(pairs: Sequence[Pair]) -> Iterator[Reading]:
    """The same number along axes where different ones are expected, and which number that is."""
    words = pairs[0].axes
    if any(pair.expected.ndim != len(words) for pair in pairs):
        return
    axes = tuple(a for a in range(len(words)) if _repeats_along(pairs, a))
    if not axes:
        return
    one, many = " and ".join(words[a] for a in axes), " and ".join(plural(words[a]) for a in axes)
    says = f"{{it}} {{is}} the same for every {one}"
    if len(axes) == len(words) > 1:
        says = "{it} {holds} one and the same number everywhere"
    do = f"Take two numbers of {{it}} that differ only in their {one}: which inputs should each be made of?"
    for what, reduce in WHAT:
        told = f"{says}: {what.format(one=one, many=many)}"
        yield Reading(told, partial(_repeats, axes=axes, reduce=reduce), do)
    yield Reading(says, partial(_repeats, axes=axes, reduce=None), do)


def _repeats_along(pairs: Sequence[Pair], axis: int) -> bool:
    """Never differing, though in some case it should."""
    size = [max(float(np.abs(p.came).max(initial=0.0)), 1e-9 * p.scale) for p in pairs]
    return all(same_along(p.came, axis, s) for p, s in zip(pairs, size, strict=True) if p.came.size) and any(
        p.varies(axis) for p in pairs
    )


def _repeats(pair: Pair, axes: tuple[int, ...], reduce: Reduce | None) -> int:
    weight = pair.wrongs if any(map(pair.varies, axes)) else 0
    if reduce is None or not pair.came.size:
        return weight
    return seen(pair.is_like(np.broadcast_to(reduce(pair.expected, axes), pair.expected.shape)), weight)


# How many of the entries along an axis it takes to see each, and whether they are wrong as it says.
PATTERNS: tuple[tuple[str, int, Callable[[Mask], bool]], ...] = (
    ("only the first {one} of {{it}} is right", 1, lambda bad: not bad[0] and bool(bad[1:].all())),
    ("only the last {one} of {{it}} is right", 1, lambda bad: not bad[-1] and bool(bad[:-1].all())),
    ("{{it}} {{is}} right but for the last {one}", 2, lambda bad: bool(bad[-1]) and not bad[:-1].any()),
    ("{{it}} {{is}} right but for the first {one}", 2, lambda bad: bool(bad[0]) and not bad[1:].any()),
    ("{{it}} {{is}} right but for the first and the last {one}", 3, lambda bad: not bad[1:-1].any()),
)


def along(pairs: Sequence[Pair]) -> Iterator[Reading]:
    """Only the first or the last of something is right, or wrong."""
    zero = ", with 0 in place of the wrong numbers" if _zero_instead(pairs) else ""
    for axis, word in enumerate(pairs[0].axes):
        do = f"Print which {plural(word)} your code reads and writes, in the order in which it does."
        for says, least, fits in PATTERNS:
            yield Reading(says.format(one=word) + zero, _Pattern(axis, least, fits), do)


@dataclass(frozen=True)
class _Pattern:
    """Right numbers other than 0 bear it out: wrong ones there are anyway. Too short an axis shows nothing."""

    axis: int
    least: int
    fits: Callable[[Mask], bool]

    def __call__(self, pair: Pair) -> int:
        if self.axis >= pair.expected.ndim or not pair.expected.size:
            return REFUTED
        bad = pair.wrong_along[self.axis]
        right = np.count_nonzero(pair.expected[~pair.wrong]) if len(bad) >= self.least else 0
        return seen(self.fits(bad) and bad.any(), right)


def _zero_instead(pairs: Sequence[Pair]) -> bool:
    return all(not pair.came[pair.wrong].any() for pair in pairs)


def borders(pairs: Sequence[Pair]) -> Iterator[Reading]:
    """Of two neighbouring axes, such as rows and columns: only the outermost, or the last of both, is wrong."""
    words = pairs[0].axes
    zero = ", with 0 in place of the wrong numbers" if _zero_instead(pairs) else ""
    do = "Print the first and the last place at which your loops read and write."
    settings = {name: value for name, value in pairs[0].case.settings.items() if type(value) is int and value > 1}
    for a, b in zip(range(len(words)), range(1, len(words)), strict=False):
        rows, columns = plural(words[a]), plural(words[b])
        kinds = (
            (f"last {words[a]} and the last {words[b]}", _Inside((a, b), 0, 1)),
            (f"first {words[a]} and the first {words[b]}", _Inside((a, b), 1, 0)),
            (f"border of {rows} and {columns}", _Inside((a, b), 1, 1)),
        )
        near = {value for value in settings.values() if _Inside((a, b), value, value)(pairs[0]) > 0}
        wider = (
            (f"outermost {rows} and {columns}, as many as {name} on each side", _Inside((a, b), 1, 1, name))
            for name, value in settings.items()
            if value in near
        )
        for what, inside in (*kinds, *wider):
            yield Reading(f"{{it}} {{is}} right but for the {what}{zero}", inside, do)


@dataclass(frozen=True)
class _Inside:
    """All is right inside, some steps from the beginning and the end. A case without an inside shows nothing."""

    axes: tuple[int, int]
    first: int
    last: int
    by: str = ""

    def __call__(self, pair: Pair) -> int:
        step = pair.case.settings.get(self.by, 1)
        if max(self.axes) >= pair.expected.ndim or type(step) is not int or step < 1:
            return REFUTED
        inside = [slice(None)] * pair.expected.ndim
        for axis in self.axes:
            inside[axis] = slice(self.first * step, max(0, pair.expected.shape[axis] - self.last * step))
        right = pair.wrongs > 0 and not pair.wrong[tuple(inside)].any()
        return seen(right, np.count_nonzero(pair.expected[tuple(inside)]))


def zeros(pairs: Sequence[Pair]) -> Iterator[Reading]:
    """Some numbers were never filled, all others are right."""
    do = "Print the place of everything that you write into {it}, and compare with where zeros are left."
    says = "every wrong number of {it} is 0, all others are right"
    if _zero_instead(pairs):
        yield Reading(says, lambda p: seen(not p.came[p.wrong].any(), p.wrongs), do, least=4)


def extra(pairs: Sequence[Pair]) -> Iterator[Reading]:
    """Something where nothing should be."""
    do = "Take one number of {it} that should be 0, and find the line that writes there."
    says = "every wrong number of {it} should be 0, all others are right"
    yield Reading(says, lambda p: seen(not p.expected[p.wrong].any(), p.wrongs), do, least=4)


def sums(pairs: Sequence[Pair]) -> Iterator[Reading]:
    """The right amount in wrong places."""
    words = pairs[0].axes
    if not words:
        return
    for a, word in enumerate(words):
        do = f"Compare one number of {{it}} with its neighbours along the {plural(word)}."
        says = f"summed over {plural(word)} {{it}} would be right: what belongs to one {word} stands at others"
        yield Reading(says, partial(_sum_right, axes=(a,)), do, least=4)
    for a, b in zip(range(len(words)), range(1, len(words)), strict=False):
        over = f"{plural(words[a])} and {plural(words[b])}"
        says = f"summed over {over} {{it}} would be right: the amounts stand in wrong places"
        do = "Draw for one number where it should go and where it goes."
        yield Reading(says, partial(_sum_right, axes=(a, b)), do, least=4)


def _sum_right(pair: Pair, axes: tuple[int, ...]) -> int:
    if max(axes) >= pair.expected.ndim:
        return REFUTED
    off = pair.off.sum(axis=axes)
    return seen(np.all(np.abs(off) <= WITHIN * pair.scale), np.count_nonzero(pair.wrong.any(axis=axes)))


SIDES: tuple[tuple[str, Callable[[Floats, Floats], Mask]], ...] = (
    ("too small", lambda came, right: came < right),
    ("too large", lambda came, right: came > right),
    ("too near to 0", lambda came, right: np.abs(came) < np.abs(right)),
    ("too far from 0", lambda came, right: np.abs(came) > np.abs(right)),
)


def sides(pairs: Sequence[Pair]) -> Iterator[Reading]:
    """All errors go one way."""
    for side, test in SIDES:
        says = f"every wrong number of {{it}} is {side}"
        yield Reading(says, partial(_one_side, test=test), faint=True, least=12)


def _one_side(pair: Pair, test: Callable[[Floats, Floats], Mask]) -> int:
    return seen(test(pair.came[pair.wrong], pair.expected[pair.wrong]).all(), pair.wrongs)
