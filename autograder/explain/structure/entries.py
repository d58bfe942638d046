"""A short row of numbers that each have a name, such as a size: which are wrong, and what stands there instead."""

from collections.abc import Iterator, Sequence

import numpy as np

from autograder.explain.structure.pair import Pair, entries_of
from autograder.explain.structure.reading import Reading, seen
from autograder.explain.structure.shape import spans
from autograder.listed import listed

FLOORED = "the numbers of {it} would be right if they were rounded down to whole ones"
DO = "Draw the smallest case on paper and count {names} by hand."


def entries(pairs: Sequence[Pair]) -> Iterator[Reading]:
    names = entries_of(pairs[0])
    if not names or any(entries_of(pair) != names for pair in pairs):
        return
    wrong = [n for n in range(len(names)) if any(pair.wrong[n] for pair in pairs)]
    right = [name for n, name in enumerate(names) if n not in wrong]
    if all(np.array_equal(np.floor(p.came), p.expected) for p in pairs):
        yield _reading(FLOORED, "Print the type of each number.")
    if not wrong:
        return
    if len(wrong) == 2:
        a, b = wrong
        if all(p.came[a] == p.expected[b] and p.came[b] == p.expected[a] for p in pairs):
            yield _reading(f"{names[a]} and {names[b]} are exchanged", "Ask for an image that is not square.")
    also = f"; {listed(right)} {'is' if len(right) == 1 else 'are'} right" if right else ""
    told = {n: _instead(n, names, pairs) for n in wrong}
    texts = [
        f"{listed(same)} {'is' if len(same) == 1 else 'are'} {text}"
        for text in dict.fromkeys(told.values())
        for same in [[names[n] for n in wrong if told[n] == text]]
    ]
    do = DO.format(names=listed([names[n] for n in wrong]))
    yield _reading(f"{'; '.join(texts)}{also}", do)


def _reading(says: str, do: str) -> Reading:
    return Reading(says, lambda p: seen(True, p.came.size), do, least=1)


def _instead(n: int, names: Sequence[str], pairs: Sequence[Pair]) -> str:
    """What one entry is, wherever it is wrong."""
    bad = [pair for pair in pairs if pair.wrong[n]]
    for other, name in enumerate(names):
        if len(bad) > 1 and other != n and all(pair.came[n] == pair.expected[other] for pair in bad):
            return f"what {name} should be"
    steps = [float(pair.off[n]) for pair in bad]
    if min(steps) < 0 < max(steps):
        return _named([float(pair.came[n]) for pair in bad], bad) or "wrong"
    side = "large" if max(steps) > 0 else "small"
    if len(set(steps)) == 1 and steps[0].is_integer():
        return f"{abs(steps[0]):.0f} too {side}"
    whole = _named([float(pair.came[n]) for pair in bad], bad)
    if whole:
        return whole
    known = [dict(spans(pair)) for pair in bad]
    for name in known[0]:
        if len(bad) > 1 and all(amount.get(name) == abs(step) for amount, step in zip(known, steps, strict=True)):
            return f"too {side} by {name}"
    return f"too {side}"


def _named(values: Sequence[float], pairs: Sequence[Pair]) -> str:
    known = [pair.amounts for pair in pairs]
    for name in known[0]:
        if len(set(values)) > 1 and all(a.get(name) == v for a, v in zip(known, values, strict=True)):
            return f"equal to {name}"
    return ""
