"""How many of the judged images are right, how sure that is, and what it earns: exact counts, exact fractions."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor, isqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.model import Problem

Z = Fraction(196, 100)  # 95 % of a normal distribution lie within so many of its standard deviations
STEP = 10_000  # an interval ends at whole hundredths of a per cent, so that what is printed is what counts
FINE = 10**12


@dataclass(frozen=True, kw_only=True)
class Accuracy:
    """So many of so many images are right; `low` to `high` is Wilson's 95 % interval, rounded outwards."""

    correct: int
    of: int
    low: Fraction
    high: Fraction

    @property
    def share(self) -> Fraction:
        return Fraction(self.correct, self.of)


def accuracy(predicted: NDArray[Any], labels: NDArray[np.integer[Any]]) -> Accuracy | Problem:
    """One predicted label for each image, in one axis or in a column; a Problem when it is anything else."""
    if predicted.shape not in (labels.shape, (*labels.shape, 1)):
        return Problem(kind="shape", expected=str(labels.shape), got=str(predicted.shape))
    if predicted.dtype.kind not in "iuf":
        return Problem(kind="dtype", expected="whole numbers", got=predicted.dtype.name)
    return counted(int(np.count_nonzero(predicted.reshape(labels.shape) == labels)), len(labels))


def counted(correct: int, of: int) -> Accuracy:
    low, high = wilson(correct, of)
    return Accuracy(correct=correct, of=of, low=low, high=high)


def wilson(correct: int, of: int) -> tuple[Fraction, Fraction]:
    """Where the accuracy on endless images of this kind lies, 95 times in 100. In integers: the same everywhere.

    The roots p of (p - correct/of)² = Z² p (1 - p) / of.
    """
    middle = 2 * correct + Z**2
    spread = Z * _root(Z**2 + Fraction(4 * correct * (of - correct), of))
    ends = [(middle + sign * spread) / (2 * (of + Z**2)) for sign in (-1, 1)]
    return Fraction(floor(ends[0] * STEP), STEP), Fraction(ceil(ends[1] * STEP), STEP)


def points_for(reached: Fraction, ladder: Mapping[Fraction, Fraction]) -> Fraction:
    """A straight line between the rungs of accuracy and points; nothing below the first, no more above the last."""
    rungs = sorted(ladder.items())
    if not rungs or reached < rungs[0][0]:
        return Fraction(0)
    for (left, low), (right, high) in pairwise(rungs):
        if reached < right:
            return low + (high - low) * (reached - left) / (right - left)
    return rungs[-1][1]


def points_in_doubt(got: Accuracy, ladder: Mapping[Fraction, Fraction]) -> Fraction:
    """The upper end of the interval counts: chance in the choice of images costs no points."""
    return max(points_for(got.share, ladder), points_for(got.high, ladder))


def _root(square: Fraction) -> Fraction:
    """To 12 places, and exact where the root is: all right or none right leaves nothing to round."""
    return Fraction(isqrt(square.numerator * square.denominator * FINE**2), square.denominator * FINE)
