"""By how much numbers are off: a factor, something added, something multiplied in."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from itertools import combinations

import numpy as np

from autograder.explain.structure.pair import WITHIN, Floats, Pair, alike, largest, words_for
from autograder.explain.structure.reading import REFUTED, Reading, made, seen

MOST_TOLD, LEAST_NAMED = 3, 2


def factor(pairs: Sequence[Pair]) -> Iterator[Reading]:
    """One factor in each case; it has a name when it takes several values and always equals the same amount."""
    found = list(_while_there(_ratio(pair) for pair in pairs))
    if len(found) < len(pairs):
        return
    least = 2 + len(pairs)  # a factor can be found for any single number
    if len({round(ratio, 9) for ratio in found}) == 1:
        times = number(found[0])
        do = f"Look for what makes every number {times} times what it should be, at the very end first."
        yield Reading(f"{{it}} {{is}} {times} times what is expected", _is_multiple, do, least=least)
        return
    for name, inverse, sign in _names(pairs, found):
        do = f"Look for the place where you multiply or divide by {name}, or do something {name} times."
        times = f"1/{_bracketed(name)} of" if inverse else f"{name} times"
        says = f"{{it}} {{is}} {sign}{times} what is expected"
        yield Reading(says, _is_multiple, do, _told(pairs, found, name), least=LEAST_NAMED)
    says = "{it} {is} a multiple of what is expected, by another factor from case to case"
    do = "Divide yours by what is expected in two cases: which number of the case changes like that?"
    yield Reading(says, _is_multiple, do, f"It is {_some(found)}.", least=least)


def _while_there(found: Iterable[float | None]) -> Iterator[float]:
    """Up to the first that is None: one case without a factor is enough."""
    for one in found:
        if one is None:
            return
        yield one


def _ratio(pair: Pair) -> float | None:
    ratio = _multiple(pair.came, pair.expected, pair.scale)
    return None if ratio is None or abs(ratio) < WITHIN else ratio


def _is_multiple(pair: Pair) -> int:
    return REFUTED if _ratio(pair) is None else pair.wrongs


def _multiple(array: Floats, of: Floats, size: float) -> float | None:
    """The factor between two arrays, if there is one."""
    if array.shape != of.shape or not of.size:
        return None
    square = float(np.vdot(of, of))
    ratio = float(np.vdot(of, array)) / square if square > 0 else 0.0
    fits = np.isfinite(ratio) and np.all(np.abs(array - ratio * of) <= WITHIN * max(largest(array), 1e-3 * size))
    return ratio if fits else None


def _names(pairs: Sequence[Pair], ratios: Sequence[float]) -> Iterator[tuple[str, bool, str]]:
    """Amounts that equal the factor, or one over it, in every case: name, whether it is one over it, sign."""
    sign = "−" if all(ratio < 0 for ratio in ratios) else ""
    known = [pair.amounts for pair in pairs]
    if any(not ratio for ratio in ratios):
        return
    for name in known[0]:
        values = [amount.get(name, 0.0) for amount in known]
        for inverse in (False, True):
            wanted = [1 / abs(ratio) if inverse else abs(ratio) for ratio in ratios]
            if all(abs(v - w) <= WITHIN * w for v, w in zip(values, wanted, strict=True)):
                yield name, inverse, sign


def _bracketed(name: str) -> str:
    return f"({name})" if "·" in name or "×" in name else name


def _told(pairs: Sequence[Pair], ratios: Sequence[float], name: str) -> str:
    """The factor beside the setting that it follows, or follows squared."""
    setting = name.removesuffix("²")
    if setting not in pairs[0].case.settings:
        return f"It is {_some(ratios)}."
    at = {
        pair.case.settings[setting]: number(ratio)
        for pair, ratio in zip(pairs, ratios, strict=True)
        if setting in pair.case.settings
    }
    told = [f"{at[value]} where {setting} is {value}" for value in sorted(at)]
    return f"It is {', '.join(told[:MOST_TOLD])}."


def _some(ratios: Sequence[float]) -> str:
    return ", ".join(list(dict.fromkeys(number(ratio) for ratio in ratios))[:MOST_TOLD])


def number(value: float) -> str:
    """2, 1/3, or as many digits as one looks at."""
    if not np.isfinite(value):
        return str(value)
    near = Fraction(value).limit_denominator(1000)
    if abs(float(near) - value) <= 1e-6 * abs(value):
        return str(near).replace("-", "−")
    return f"{value:.4g}".replace("-", "−")


def difference(pairs: Sequence[Pair]) -> Iterator[Reading]:
    """Got less expected is an input, spread along the axes that it does not have."""
    yield from _constant(pairs)
    for name in pairs[0].inputs:
        found = list(_while_there(_of_input(pair, name) for pair in pairs))
        if len(found) == len(pairs):
            yield _difference(name, found, pairs)


def _of_input(pair: Pair, name: str) -> float | None:
    spread = _spread(pair, name)
    return None if spread is None else _multiple(pair.off, spread, pair.scale)


def _difference(name: str, found: Sequence[float], pairs: Sequence[Pair]) -> Reading:
    """What is added once too often belongs to an amount: it is counted that many times."""
    texts = {number(m) for m in found}
    do = f"Ask once with {name} all 0: is {{it}} right then?"
    one = texts.pop() if len(texts) == 1 else ""
    says = {
        "−1": f"what {{it}} lacks is exactly {name}",
        "−2": f"{{it}} {{holds}} −{name} where +{name} is expected",
        "1": f"{{it}} {{holds}} {name} on top of what is expected",
        "": f"{{it}} {{is}} off by a multiple of {name}, another one from case to case",
    }.get(one, f"{{it}} {{is}} off by exactly {one} times {name}")
    told = "" if one else f"It is {_some(found)} times {name}."
    for amount, inverse, sign in [] if one else _names(pairs, [m + 1 for m in found]):
        if not inverse and not sign:
            says, told = f"{{it}} {{holds}} {name} {amount} times instead of once", ""
            break
    return Reading(says, partial(_is_off_by, name=name), do, told, least=2 + len(pairs))


def _is_off_by(pair: Pair, name: str) -> int:
    return REFUTED if _of_input(pair, name) is None else pair.wrongs


def _constant(pairs: Sequence[Pair]) -> Iterator[Reading]:
    do = "Feed zeros only: what comes out, and what should?"
    says = "every number of {it} is off by the same amount"
    steps = [float(pair.off.flat[0]) for pair in pairs if pair.off.size]
    if len(pairs) > 1 and len({round(step, 9) for step in steps}) == 1:
        says = f"every number of {{it}} is off by {number(steps[0])}"
    yield Reading(says, _off_by_one_amount, do, least=2 + len(pairs))


def _off_by_one_amount(pair: Pair) -> int:
    return seen(np.ptp(pair.off) <= WITHIN * pair.scale if pair.off.size else False, pair.wrongs)


def beside(pairs: Sequence[Pair]) -> Iterator[Reading]:
    """A factor that does not touch what an input adds."""
    for name in pairs[0].inputs:
        found = list(_while_there(_ratio_beside(pair, name) for pair in pairs))
        if len(found) < len(pairs) or len({round(ratio, 9) for ratio in found}) == 1:
            continue
        for amount, inverse, sign in _names(pairs, found):
            times = f"1/{_bracketed(amount)} of" if inverse else f"{amount} times"
            says = f"without {name}, {{it}} {{is}} {sign}{times} what is expected without {name}"
            do = f"Look for the place where you multiply or divide by {amount}, or do something {amount} times."
            yield Reading(says, partial(_is_beside, name=name), do, _told(pairs, found, amount))


def _ratio_beside(pair: Pair, name: str) -> float | None:
    spread = _spread(pair, name)
    return None if spread is None else _multiple(pair.came - spread, pair.expected - spread, pair.scale)


def _is_beside(pair: Pair, name: str) -> int:
    return REFUTED if _ratio_beside(pair, name) is None else pair.wrongs


def product(pairs: Sequence[Pair]) -> Iterator[Reading]:
    for name in pairs[0].inputs:
        do = f"Ask once with {name} all 1: is {{it}} right then?"
        says = f"{{it}} {{is}} what is expected multiplied by {name}, number by number"
        yield Reading(says, made(partial(_times, name=name)), do)


def _times(pair: Pair, name: str) -> Floats | None:
    spread = _spread(pair, name)
    return None if spread is None else pair.expected * spread


def _spread(pair: Pair, name: str) -> Floats | None:
    """An input beside the output: the same shape, or fewer axes that the output has as well."""
    array = pair.inputs.get(name)
    if array is None or not array.size:
        return None
    if array.shape == pair.expected.shape:
        return array
    words = words_for(pair.words, name, array.ndim)
    shape, left = [], list(words)
    for word, length in zip(pair.axes, pair.expected.shape, strict=True):
        fits = bool(left) and left[0] == word and array.shape[len(words) - len(left)] == length
        shape.append(length if fits else 1)
        left = left[1:] if fits else left
    return None if left else np.broadcast_to(array.reshape(shape), pair.expected.shape)


def incomplete(pairs: Sequence[Pair]) -> Iterator[Reading]:
    """Where a sum over an input is asked for: only a part of it was added up."""
    for name in pairs[0].inputs:
        over = _summed_over(pairs[0], name)
        words = words_for(pairs[0].words, name, pairs[0].inputs[name].ndim)
        for axes in [axes for n in range(1, len(over) + 1) for axes in combinations(over, n)]:
            one = " and ".join(words[axis] for axis in axes)
            for which, at in (("first", slice(1)), ("last", slice(-1, None))):
                says = f"{{it}} {{holds}} the {which} {one} of {name} only, where all are to be added up"
                do = f"Print what {{it}} is after each {words[axes[0]]}: does it grow, or is it replaced?"
                yield Reading(says, _Part(name, over, axes, at), do, least=4)


def _summed_over(pair: Pair, name: str) -> tuple[int, ...]:
    """The axes over which an input is summed to give exactly what is expected."""
    array = pair.inputs[name]
    words = words_for(pair.words, name, array.ndim)
    over = tuple(axis for axis, word in enumerate(words) if word not in pair.axes)
    is_sum = over and alike(pair.expected, array.sum(axis=over), pair.scale)
    return over if is_sum else ()


@dataclass(frozen=True)
class _Part:
    name: str
    over: tuple[int, ...]
    axes: tuple[int, ...]
    at: slice

    def __call__(self, pair: Pair) -> int:
        array = pair.inputs.get(self.name)
        if array is None or max(self.over) >= array.ndim or _summed_over(pair, self.name) != self.over:
            return REFUTED
        cut = array[tuple(self.at if axis in self.axes else slice(None) for axis in range(array.ndim))]
        return pair.wrongs if pair.is_like(cut.sum(axis=self.over)) else REFUTED
