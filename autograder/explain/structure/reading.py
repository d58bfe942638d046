"""Readings of an error: a sentence, and how to see in one case whether it holds."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from autograder.explain.structure.pair import Floats, Pair

REFUTED = -1
LEAST = 3
VERBS = {
    "is": "are", "has": "have", "holds": "hold", "comes": "come", "stands": "stand", "was": "were", "its": "their",
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Reading:
    """`says` has places for what it speaks of and for verbs: "{it} {is} 0 everywhere". `do` is one thing to do.

    `holds` counts the numbers of a case that bear the sentence out: 0 when it is true of the case and shows nothing
    there, REFUTED when it is not true. A `faint` reading leaves room for many causes.
    """

    says: str
    holds: Callable[[Pair], int]
    do: str = ""
    numbers: str = ""
    faint: bool = False
    least: int = LEAST


@dataclass(frozen=True)
class Observation:
    """A reading that holds in all of some wrong cases: how many there are, and how many of them show it."""

    says: str
    do: str
    numbers: str
    borne_out: int
    shown: int
    cases: int
    faint: bool = False
    where: str = ""


Detector = Callable[[Sequence[Pair]], Iterator[Reading]]


def weigh(reading: Reading, pair: Pair) -> int:
    """What is asked again, of fewer cases, is not worked out again."""
    known = pair.weighed
    if reading.says not in known:
        known[reading.says] = reading.holds(pair)
    return known[reading.says]


def observed(reading: Reading, pairs: Sequence[Pair]) -> Observation | None:
    """None as soon as one case speaks against it, and when few numbers or less than half of the cases show it."""
    weights = []
    for pair in pairs:
        weight = weigh(reading, pair)
        if weight == REFUTED:
            return None
        weights.append(weight)
    shown = sum(weight > 0 for weight in weights)
    if sum(weights) < reading.least or 2 * shown < len(pairs):
        return None
    return Observation(
        reading.says, reading.do, reading.numbers, sum(weights), shown, len(pairs), faint=reading.faint
    )


def made(make: Callable[[Pair], Floats | None]) -> Callable[[Pair], int]:
    """Holds where exactly this came; each number that should have been another one bears it out."""

    def holds(pair: Pair) -> int:
        return pair.wrongs if pair.is_like(make(pair)) else REFUTED

    return holds


def seen(true: bool | np.bool_, weight: int | np.integer) -> int:
    return int(weight) if true else REFUTED


def spoken(says: str, it: str, *, many: bool) -> str:
    """With the verbs of one thing or of many."""
    return says.format(it=it, **(VERBS if many else {verb: verb for verb in VERBS}))
