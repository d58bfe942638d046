"""What came as a whole: nothing but zeros, an input, the right numbers turned round or in other places."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations, permutations

import numpy as np

from autograder.explain.structure.pair import WITHIN, Floats, Pair, largest, plural
from autograder.explain.structure.reading import REFUTED, Reading, made, seen

MOST_AXES, MOST_SLICES, MOST_STEPS = 5, 16, 3
CORNER = "Put a single 1 into a corner of the input, 0 elsewhere, and see where it comes out."
FILL = "Print {it} right before the return, and find the line that should fill it."
DTYPE = "Print the dtype of every array on the way to {it}."
BELOW, ABOVE = ("Try an input that gives a " + side + " number." for side in ("negative", "positive"))
PLAIN: tuple[tuple[str, Callable[[Floats], Floats], str], ...] = (
    ("{it} {is} 0 everywhere", np.zeros_like, FILL),
    (
        "{it} {has} the wrong sign everywhere",
        np.negative,
        "Follow the sign of one single number through your code.",
    ),
    ("negative numbers of {it} come back as 0", lambda e: np.maximum(e, 0.0), BELOW),
    ("positive numbers of {it} come back as 0", lambda e: np.minimum(e, 0.0), ABOVE),
    ("negative numbers of {it} come back without their sign", np.abs, BELOW),
    ("{it} {is} cut to whole numbers", np.trunc, DTYPE),
    ("{it} {is} rounded down to whole numbers", np.floor, DTYPE),
    ("{it} {is} rounded to whole numbers", np.round, DTYPE),
    (
        "each number of {it} holds all those before it as well",
        lambda e: np.cumsum(e).reshape(e.shape),
        "Print what you add to, before the first thing is added.",
    ),
)


def plain(pairs: Sequence[Pair]) -> Iterator[Reading]:
    for says, make, do in PLAIN:
        yield Reading(says, made(partial(_of_expected, make=make)), do)


def _of_expected(pair: Pair, make: Callable[[Floats], Floats]) -> Floats:
    return make(pair.expected)


def not_finite(pairs: Sequence[Pair]) -> Iterator[Reading]:
    if all(not pair.finite for pair in pairs):
        divided = "Print what you divide by, and what goes into every exp and log."
        yield Reading("no number of {it} is finite", _nothing_finite, divided)
        yield Reading("what is finite in {it} is right", _finite_part_right, divided)


def _nothing_finite(pair: Pair) -> int:
    return seen(not np.isfinite(pair.came).any(), pair.came.size)


def _finite_part_right(pair: Pair) -> int:
    finite = np.isfinite(pair.came)
    bad = int(np.count_nonzero(~finite))
    return seen(bad > 0 and not pair.wrong[finite].any(), bad)


def nearly(pairs: Sequence[Pair]) -> Iterator[Reading]:
    yield Reading("{it} {is} right to about three digits, as after rounding on the way", _nearly, DTYPE)


def _nearly(pair: Pair) -> int:
    return seen(1e-5 < largest(pair.off) / pair.scale <= 2e-3, pair.came.size)


def integers(pairs: Sequence[Pair]) -> Iterator[Reading]:
    """What was cut on the way, number by number, is not what is expected cut at the end."""
    yield Reading("{it} {holds} whole numbers only", _whole_only, DTYPE, least=4)


def _whole_only(pair: Pair) -> int:
    """Each fraction that is expected bears it out."""
    fractions = np.abs(pair.expected - np.round(pair.expected)) > WITHIN * pair.scale
    return seen(np.array_equal(pair.came, np.round(pair.came)), np.count_nonzero(fractions))


def copies(pairs: Sequence[Pair]) -> Iterator[Reading]:
    for name in pairs[0].inputs:
        do = f"Print {{it}} and {name} at the end of your function: is one still the other?"
        yield Reading(f"{{it}} {{is}} the same as {name}", made(partial(_input, name=name)), do)


def _input(pair: Pair, name: str) -> Floats | None:
    return pair.inputs.get(name)


def turned(pairs: Sequence[Pair]) -> Iterator[Reading]:
    """The right numbers, with axes running backwards or exchanged."""
    first = pairs[0]
    if not first.same_numbers:
        return
    words = [plural(word) for word in first.axes]
    axes = range(len(words))
    for a in axes:
        yield Reading(f"the {words[a]} of {{it}} run backwards", made(partial(_flipped, axes=(a,))), CORNER)
    for a, b in combinations(axes, 2):
        says = f"{{it}} {{is}} turned by 180°: {words[a]} and {words[b]} run backwards"
        yield Reading(says, made(partial(_flipped, axes=(a, b))), CORNER)
        says = f"the {words[a]} and {words[b]} of {{it}} are exchanged"
        yield Reading(says, made(partial(_swapped, axes=(a, b))), CORNER)


def _flipped(pair: Pair, axes: tuple[int, ...]) -> Floats | None:
    return np.flip(pair.expected, axes) if max(axes) < pair.expected.ndim else None


def _swapped(pair: Pair, axes: tuple[int, int]) -> Floats | None:
    return np.swapaxes(pair.expected, *axes) if max(axes) < pair.expected.ndim else None


def reordered(pairs: Sequence[Pair]) -> Iterator[Reading]:
    """The right numbers, laid out as if the axes came in another order."""
    first = pairs[0]
    if not first.same_numbers or not 1 < first.expected.ndim < MOST_AXES:
        return
    for order in list(permutations(range(first.expected.ndim)))[1:]:
        words = ", ".join(plural(first.axes[axis]) for axis in order)
        says = f"{{it}} {{holds}} the right numbers, but laid out as if the axes were {words}"
        do = "Print the shape before each reshape, and say for each axis what it counts."
        yield Reading(says, made(partial(_relaid, order=order)), do)


def _relaid(pair: Pair, order: tuple[int, ...]) -> Floats | None:
    if pair.expected.ndim != len(order):
        return None
    return pair.expected.transpose(order).reshape(pair.expected.shape)


def shifted(pairs: Sequence[Pair]) -> Iterator[Reading]:
    """Everything stands too early or too late, by one or by a setting; what came in from outside is anything."""
    first = pairs[0]
    words, axes = first.axes, range(len(first.axes))
    for at in [(axis,) for axis in axes] + [(a, a + 1) for a in axes[:-1]]:
        one = " and one ".join(words[axis] for axis in at)
        many = " and ".join(plural(words[axis]) for axis in at)
        do = f"Print which {words[at[0]]} of the input your first step along the {plural(words[at[0]])} touches."
        for sign, side in ((1, "early"), (-1, "late")):
            for by in _steps(first, at, sign):
                how = f"too {side} by as many {many} as {by}" if by else f"one {one} too {side}"
                yield Reading(f"{{it}} {{stands}} {how}", _Shift(at, sign, by), do)


def _steps(pair: Pair, axes: tuple[int, ...], sign: int) -> Iterator[str]:
    """One step, and settings by which this case may be shifted."""
    named = pair.case.settings.items() if len(axes) > 1 else ()
    ints = {name: value for name, value in named if type(value) is int and 0 < value <= MOST_STEPS}
    near = {value for value in {1, *ints.values()} if _moved(pair, axes, sign * value) != REFUTED}
    yield from [""] if 1 in near else []
    yield from (name for name, value in ints.items() if value in near)


@dataclass(frozen=True)
class _Shift:
    axes: tuple[int, ...]
    sign: int
    by: str

    def __call__(self, pair: Pair) -> int:
        step = pair.case.settings.get(self.by, 1)
        if max(self.axes) >= pair.expected.ndim or type(step) is not int or step < 1:
            return REFUTED
        return _moved(pair, self.axes, self.sign * step)


def _moved(pair: Pair, axes: tuple[int, ...], step: int) -> int:
    """Numbers that would be right without a shift show nothing."""
    early, late = slice(None, -abs(step)), slice(abs(step), None)
    here, there = (early, late) if step > 0 else (late, early)
    every = range(pair.expected.ndim)
    at, of = (tuple(part if axis in axes else slice(None) for axis in every) for part in (here, there))
    came, right = pair.came[at], pair.expected[of]
    if not came.size:
        return 0
    if not abs(came.item(0) - right.item(0)) <= WITHIN * pair.scale:
        return REFUTED
    return seen(np.abs(came - right).max() <= WITHIN * pair.scale, np.count_nonzero(pair.wrong[at]))


def mixed_up(pairs: Sequence[Pair]) -> Iterator[Reading]:
    """Each slice along an axis is a right one that belongs elsewhere."""
    for axis, word in enumerate(pairs[0].axes):
        do = f"Print the number of the {word} wherever you read and wherever you write one."
        says = f"each {word} of {{it}} is a right one, but not all stand in their places"
        yield Reading(says, partial(_slices_known, axis=axis), do)


def _slices_known(pair: Pair, axis: int) -> int:
    if axis >= pair.expected.ndim or not 1 < pair.expected.shape[axis] <= MOST_SLICES:
        return REFUTED
    came, right = (np.moveaxis(a, axis, 0).reshape(a.shape[axis], -1) for a in (pair.came, pair.expected))
    if right.shape[1] < 2:
        return REFUTED
    far = np.abs(came[:, None] - right[None]).max(axis=2)
    return seen((far.min(axis=1) <= WITHIN * pair.scale).all(), pair.wrongs)


def scattered(pairs: Sequence[Pair]) -> Iterator[Reading]:
    do = "Write down for one number of the smallest case where it should stand and where yours stands."
    says = "{it} {holds} exactly the right numbers, in wrong places"
    yield Reading(says, lambda p: seen(p.same_numbers, p.wrongs), do, least=4)


def taken_from(pairs: Sequence[Pair]) -> Iterator[Reading]:
    """Each number is one of an input's, picked wrongly: only where every right number is one as well."""
    for name in pairs[0].inputs:
        says = f"every number of {{it}} is one of {name}, but not always the right one"
        do = f"For one wrong number, find its place in {name} and the place of the right one."
        yield Reading(says, partial(_among, name=name), do, faint=True, least=8)


def _among(pair: Pair, name: str) -> int:
    values = np.sort(pair.inputs[name], axis=None) if name in pair.inputs else np.zeros(0)
    return seen(values.size > 0 and _within(pair.came, values) and _within(pair.expected, values), pair.wrongs)


def _within(array: Floats, values: Floats) -> bool:
    places = np.clip(np.searchsorted(values, array), 1, max(1, values.size - 1))
    lower, upper = values[places - 1], values[np.minimum(places, values.size - 1)]
    near = np.minimum(np.abs(array - lower), np.abs(array - upper))
    return bool(np.all(near <= 1e-9 * max(1.0, float(np.abs(values).max()))))
