"""A wrong shape: axes that are missing, too many, exchanged, too long; and whether the numbers are right."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import combinations, permutations

import numpy as np

from autograder.explain.structure.pair import Floats, Pair, alike, plural
from autograder.explain.structure.reading import Reading, seen

RIGHT = "; the numbers themselves are right"
PRINT = "Print the shape of {it} after every step that changes it."
MOST_AXES = 5
Fits = Callable[[Pair], bool]


def empty(pairs: Sequence[Pair]) -> Iterator[Reading]:
    if not all(0 in pair.shape for pair in pairs):
        return
    do = "Print the shape of {it} before and after every slice that you take of it."
    words = pairs[0].axes
    if all(len(pair.shape) == len(words) for pair in pairs):
        gone = [plural(word) for a, word in enumerate(words) if all(pair.shape[a] == 0 for pair in pairs)]
        says = f"{{it}} {{has}} no {' and no '.join(gone)}" if gone else "{it} {holds} no numbers"
        yield _reading(says, lambda p: True, do)


def axes(pairs: Sequence[Pair]) -> Iterator[Reading]:
    """Another number of axes."""
    yield from _ones(pairs)
    yield from _missing(pairs)
    yield from _added(pairs)
    count = len(pairs[0].expected.shape), len(pairs[0].shape)
    if count[0] != count[1]:
        says = f"{{it}} {{has}} {_axes(count[1])} where {count[0]} are expected"
        yield _reading(says, lambda p: (p.expected.ndim, len(p.shape)) == count, PRINT)


def _axes(count: int) -> str:
    return "1 axis" if count == 1 else f"{count or 'no'} axes"


def _reading(says: str, fits: Fits, do: str = PRINT) -> Reading:
    return Reading(says, lambda p: seen(fits(p), 1), do, least=1)


def _with_numbers(says: str, told: str, fits: Fits, numbers: Fits, do: str = PRINT) -> Iterator[Reading]:
    yield _reading(says + told, lambda p: fits(p) and p.got is not None and numbers(p), do)
    yield _reading(says, fits, do)


def _ones(pairs: Sequence[Pair]) -> Iterator[Reading]:
    """Axes of a single entry, which NumPy stretches without a word."""

    def fits(pair: Pair) -> bool:
        longer = [n for n in pair.shape if n != 1], [n for n in pair.expected.shape if n != 1]
        return longer[0] == longer[1] and len(pair.shape) != pair.expected.ndim

    if fits(pairs[0]):
        more = len(pairs[0].shape) - pairs[0].expected.ndim
        what = f"{_axes(abs(more))} of a single entry too {'many' if more > 0 else 'few'}"
        yield from _with_numbers(
            f"{{it}} {{has}} {what}",
            RIGHT,
            lambda p: fits(p) and len(p.shape) - p.expected.ndim == more,
            lambda p: _is(p, p.expected.reshape(p.shape)),
        )


def _is(pair: Pair, other: Floats) -> bool:
    assert pair.got is not None
    return alike(pair.got, other, 1e-3 * pair.scale)


def _missing(pairs: Sequence[Pair]) -> Iterator[Reading]:
    words, many = pairs[0].axes, pairs[0].expected.ndim - len(pairs[0].shape)
    if not 0 < many < 4 or len(words) > MOST_AXES:
        return
    for gone in combinations(range(len(words)), many):
        names = " and ".join(plural(words[a]) for a in gone)
        says = f"the {'axis' if many == 1 else 'axes'} of {names} {'is' if many == 1 else 'are'} missing in {{it}}"

        def fits(pair: Pair, gone: tuple[int, ...] = gone) -> bool:
            return gone[-1] < pair.expected.ndim and pair.shape == _without(pair.expected.shape, gone)

        for told, reduce in ((": summed up", np.sum), (": averaged", np.mean), (": the largest is kept", np.max)):
            yield _reading(says + told, partial(_is_reduced, reduce=reduce, axes=gone, fits=fits))
        yield _reading(says, fits)


def _is_reduced(pair: Pair, reduce: Callable[..., Floats], axes: tuple[int, ...], fits: Fits) -> bool:
    return (
        fits(pair)
        and pair.got is not None
        and pair.expected.size > 0
        and _is(pair, np.asarray(reduce(pair.expected, axis=axes)))
    )


def _added(pairs: Sequence[Pair]) -> Iterator[Reading]:
    length, many = len(pairs[0].shape), len(pairs[0].shape) - pairs[0].expected.ndim
    if not 0 < many < 4 or length > MOST_AXES:
        return
    for extra in combinations(range(length), many):

        def fits(pair: Pair, extra: tuple[int, ...] = extra) -> bool:
            return extra[-1] < len(pair.shape) and _without(pair.shape, extra) == pair.expected.shape

        def summed(pair: Pair, extra: tuple[int, ...] = extra) -> bool:
            assert pair.got is not None
            return alike(pair.got.sum(axis=extra), pair.expected, pair.scale)

        says = f"{{it}} {{has}} {_axes(many)} too many"
        yield from _with_numbers(says, "; summed over them {it} would be right", fits, summed)


def _without(shape: tuple[int, ...], axes: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(length for axis, length in enumerate(shape) if axis not in axes)


def exchanged(pairs: Sequence[Pair]) -> Iterator[Reading]:
    """The right lengths in another order."""
    first = pairs[0]
    if sorted(first.shape) != sorted(first.expected.shape) or not 1 < first.expected.ndim <= MOST_AXES:
        return
    for order in list(permutations(range(first.expected.ndim)))[1:]:
        moved = [axis for n, axis in enumerate(order) if n != axis]
        if len(moved) == 2:
            says = f"{plural(first.axes[min(moved)])} and {plural(first.axes[max(moved)])} of {{it}} are exchanged"
        else:
            says = f"the axes of {{it}} come in the order {', '.join(plural(first.axes[axis]) for axis in order)}"
        yield from _with_numbers(
            says,
            RIGHT,
            partial(_in_order, order=order),
            partial(_is_transposed, order=order),
            "Say for each axis of {it} what it counts, and print the shape for an image that is not square.",
        )


def _in_order(pair: Pair, order: tuple[int, ...]) -> bool:
    return pair.expected.ndim == len(order) and pair.shape == tuple(pair.expected.shape[axis] for axis in order)


def _is_transposed(pair: Pair, order: tuple[int, ...]) -> bool:
    return _is(pair, pair.expected.transpose(order))


def borrowed(pairs: Sequence[Pair]) -> Iterator[Reading]:
    """The shape of an input."""
    for name in pairs[0].inputs:
        says = f"{{it}} {{has}} the shape of {name}"
        yield _reading(says, partial(_is_shaped_like, name=name))


def _is_shaped_like(pair: Pair, name: str) -> bool:
    return name in pair.inputs and pair.shape == pair.inputs[name].shape


def lengths(pairs: Sequence[Pair]) -> Iterator[Reading]:
    """The right number of axes, some of them too long or too short, by an amount that may have a name."""
    words = pairs[0].axes
    if any(len(p.shape) != len(words) or p.expected.ndim != len(words) for p in pairs) or not words:
        return
    rows = [[came - right for came, right in zip(p.shape, p.expected.shape, strict=True)] for p in pairs]
    by_axis = {word: [row[a] for row in rows] for a, word in enumerate(words) if any(row[a] for row in rows)}
    yield from _squared(pairs)
    telling = {word: _how_far(by, pairs) for word, by in by_axis.items()}
    if all(telling.values()):
        yield from _contents(_listed(telling), pairs)
    both = [word for word, by in by_axis.items() if min(by) < 0 < max(by)]
    if not both:
        sides = {word: f"too {'many' if max(by) > 0 else 'few'}" for word, by in by_axis.items()}
        yield from _contents(_listed(sides), pairs)
    names = " and ".join(plural(word) for word in by_axis)
    right = [plural(word) for word in words if word not in by_axis]
    also = f"; the {' and '.join(right)} are right" if right else ""
    yield _reading(f"{{it}} {{has}} a wrong number of {names}{also}", lambda p: True)


def _listed(telling: dict[str, str]) -> str:
    """Axes with the same trouble share a phrase: 2·padding rows and columns too many."""
    texts = []
    for trouble in dict.fromkeys(telling.values()):
        much, too, side = trouble.rpartition("too ")
        same = [word for word, found in telling.items() if found == trouble]
        names = " and 1 ".join(same) if much == "1 " else " and ".join(map(plural, same))
        texts.append(f"{much}{names} {too}{side}")
    return " and ".join(texts)


def _how_far(by: Sequence[int], pairs: Sequence[Pair]) -> str:
    """By one and the same count, or by a named amount that is it in every case."""
    if min(by) < 0 < max(by):
        return ""
    side = f"too {'many' if max(by) > 0 else 'few'}"
    if len(set(by)) == 1:
        return f"{abs(by[0])} {side}"
    known = [dict(spans(pair)) for pair in pairs]
    for name in known[0]:
        if all(amount.get(name) == abs(step) for amount, step in zip(known, by, strict=True)):
            return f"{name} {side}"
    return ""


def spans(pair: Pair) -> Iterator[tuple[str, float]]:
    """Amounts by which an image grows or shrinks."""
    for name, value in pair.amounts.items():
        yield name, value
        if "·" not in name and "×" not in name and "²" not in name:
            yield f"2·{name}", 2 * value
            yield f"({name} − 1)", value - 1
            yield f"2·({name} − 1)", 2 * (value - 1)


def _contents(what: str, pairs: Sequence[Pair]) -> Iterator[Reading]:
    says = f"{{it}} {{has}} {what}"
    if all(np.greater_equal(p.shape, p.expected.shape).all() for p in pairs):
        do = "Print {it} as a whole: where do the right numbers stand in it?"
        for told, place in (("at its beginning", _start), ("at its end", _end), ("in the middle of it", _middle)):
            text = f"{says}; the right numbers stand {told}"
            yield _reading(text, partial(_stand_in_it, place=place), do)
    if all(np.less_equal(p.shape, p.expected.shape).all() for p in pairs):
        for told, place in (("at the end", _start), ("at the beginning", _end), ("all around", _middle)):
            text = f"{says}, missing {told}; the others are right"
            yield _reading(text, partial(_are_cut, place=place))
    yield _reading(says, lambda p: True)


def _stand_in_it(pair: Pair, place: Callable[[int, int], int]) -> bool:
    return pair.got is not None and _cut_is(pair, pair.got, pair.expected, place)


def _are_cut(pair: Pair, place: Callable[[int, int], int]) -> bool:
    return pair.got is not None and _cut_is(pair, pair.expected, pair.got, place)


def _cut_is(pair: Pair, large: Floats, small: Floats, place: Callable[[int, int], int]) -> bool:
    starts = [place(n, m) for n, m in zip(large.shape, small.shape, strict=True)]
    cut = large[tuple(slice(at, at + m) for at, m in zip(starts, small.shape, strict=True))]
    return small.size > 0 and alike(cut, small, 1e-3 * pair.scale)


def _middle(large: int, small: int) -> int:
    return (large - small) // 2


def _start(large: int, small: int) -> int:
    return 0


def _end(large: int, small: int) -> int:
    return large - small


def _squared(pairs: Sequence[Pair]) -> Iterator[Reading]:
    """One length taken for two axes."""
    words = pairs[0].axes
    for a, b in zip(range(len(words)), range(1, len(words)), strict=False):
        for taken, lost in ((a, b), (b, a)):
            says = f"{{it}} {{has}} as many {plural(words[lost])} as {plural(words[taken])}, whatever is asked for"
            do = "Ask for an image that is not square, and print height and width wherever you compute with them."
            yield _reading(says, partial(_is_squared, taken=taken, lost=lost), do)


def _is_squared(pair: Pair, taken: int, lost: int) -> bool:
    wanted = list(pair.expected.shape)
    wanted[lost] = wanted[taken]
    return pair.shape == tuple(wanted)
