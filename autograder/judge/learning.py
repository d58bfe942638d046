"""What a training recorded beside its answers: curves, and the first layer's filters.

They are a stranger's numbers. Nothing of them is judged; they are bounded when they are taken in, and drawn.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise, permutations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.model import Curve, Filters, Learned, Trained
from autograder.model.training import CURVES, LOSSES, RGB
from autograder.records import Arrays

FILTERS = "filters"
CURVE = re.compile(CURVES + r"[A-Za-z0-9_.+-]{1,24}")
NUMBERS = "iuf"
MOST_CURVES, MOST_POINTS, MOST_SHOWN = 12, 400, 100
MOST_FILTERS, MOST_CHANNELS, LARGEST = 64, 64, 11
AXES, WHITE, DIGITS = 4, 255, 4


@dataclass(frozen=True)
class Recorded:
    """What is kept of it: the curves, and by name their numbers and the filters."""

    curves: tuple[Curve, ...]
    arrays: Mapping[str, NDArray[Any]]


def recorded(arrays: Arrays, weights: Arrays | None = None) -> Recorded:
    """Whatever is not as it should be is left out: these arrays decide nothing.

    With `weights` that were handed in nothing is trained, and the filters have to be among them: what a file holds,
    its owner knows, and a program that has seen the judged images could draw them as its filters.
    """
    found = {name: array for name, array in arrays.items() if weights is None and _is_curve(name, array)}
    named = dict(sorted(found.items(), key=lambda one: _place(one[0]))[:MOST_CURVES])
    kept: dict[str, NDArray[Any]] = {name: thinned(array, MOST_POINTS) for name, array in named.items()}
    filters = arrays.get(FILTERS)
    if filters is not None and _is_filters(filters) and (weights is None or _is_among(filters, weights)):
        kept[FILTERS] = _single(filters[:MOST_FILTERS])
    return Recorded(tuple(_curve(name, array) for name, array in named.items()), kept)


def learned(trained: Trained, got: Arrays, item: str) -> Learned | None:
    """What there is to show of it; None where nothing was recorded."""
    place = f"training/{item}"
    curves = tuple(_shown(c, kept) for c in trained.curves if (kept := got.get(f"{place}/{c.name}")) is not None)
    filters = got.get(f"{place}/{FILTERS}")
    if not curves and filters is None:
        return None
    return Learned(way=trained.way, curves=curves, filters=_drawn(filters) if filters is not None else None)


def thinned(array: NDArray[Any], most: int) -> NDArray[np.float64]:
    """The means of so many runs of numbers, of what is finite in each; nan where nothing is."""
    numbers = array.astype(np.float64)
    if len(numbers) <= most:
        return np.where(np.isfinite(numbers), numbers, np.nan)
    ends = np.linspace(0, len(numbers), most + 1).astype(int)
    return np.array([_mean(numbers[start:end]) for start, end in pairwise(ends)])


def _mean(run: NDArray[np.float64]) -> float:
    """Divided first: the sum of numbers that are huge is not finite."""
    finite = run[np.isfinite(run)]
    with np.errstate(over="ignore"):
        return float((finite / len(finite)).sum()) if len(finite) else float("nan")


def _is_curve(name: str, array: NDArray[Any]) -> bool:
    known = name == LOSSES or CURVE.fullmatch(name) is not None
    return known and array.ndim == 1 and array.size > 0 and array.dtype.kind in NUMBERS


def _place(name: str) -> tuple[bool, float, str]:
    """The loss comes first, then learning rates in their order, then words."""
    text = name.removeprefix(CURVES)
    try:
        return name != LOSSES, float(text), text
    except ValueError:
        return name != LOSSES, float("inf"), text


def _curve(name: str, array: NDArray[Any]) -> Curve:
    numbers = array.astype(np.float64)
    finite = np.isfinite(numbers)
    there = np.flatnonzero(finite)
    lowest = int(there[numbers[there].argmin()]) if len(there) else None
    until = int(there[-1]) + 1 if len(there) else 0
    return Curve(
        name=name,
        steps=len(numbers),
        first=_number(numbers[0]),
        lowest=_number(numbers[lowest]) if lowest is not None else None,
        lowest_at=lowest + 1 if lowest is not None else 0,
        last=_number(numbers[-1]),
        not_finite=len(numbers) - len(there),
        lost_from=until + 1 if until < len(numbers) else 0,
    )


def _shown(curve: Curve, kept: NDArray[Any]) -> Curve:
    return replace(curve, means=tuple(map(_number, thinned(kept, MOST_SHOWN))))


def _number(value: float) -> float | None:
    """As many digits as a picture can show, unless rounding up would leave no number."""
    if not np.isfinite(value):
        return None
    rounded = float(f"{value:.{DIGITS}g}")
    return rounded if np.isfinite(rounded) else float(value)


def _is_filters(array: NDArray[Any]) -> bool:
    if array.ndim != AXES or array.dtype.kind not in NUMBERS or array.size == 0:
        return False
    _, channels, height, width = array.shape
    return int(channels) <= MOST_CHANNELS and int(max(height, width)) <= LARGEST


def _is_among(filters: NDArray[Any], weights: Arrays) -> bool:
    """Whatever order a homework keeps its axes in; of a file that only the box can open, its bytes hold them."""
    wanted = _single(filters)
    files = (array.tobytes() for array in weights.values() if array.ndim == 1 and array.dtype == np.uint8)
    if any(wanted.tobytes() in content for content in files):
        return True
    return any(np.array_equal(wanted, one[: len(wanted)], equal_nan=True) for one in _every_order(weights))


def _every_order(weights: Arrays) -> Iterator[NDArray[Any]]:
    for array in weights.values():
        if array.ndim == AXES and array.dtype.kind in NUMBERS:
            yield from (_single(array).transpose(axes) for axes in permutations(range(AXES)))


def _single(array: NDArray[Any]) -> NDArray[np.float32]:
    with np.errstate(over="ignore"):
        return array.astype(np.float32)


def _drawn(filters: NDArray[Any]) -> Filters:
    count, channels, height, width = filters.shape
    finite = np.isfinite(filters)
    return Filters(
        shape=(count, channels, height, width),
        least=_number(filters[finite].min()) if finite.any() else None,
        largest=_number(filters[finite].max()) if finite.any() else None,
        not_finite=int(filters.size - finite.sum()),
        pixels=b"".join(_pixels(one.astype(np.float64)) for one in filters),
    )


def _pixels(one: NDArray[np.float64]) -> bytes:
    """Of one filter, [C, h, w]."""
    with np.errstate(invalid="ignore"):
        seen = one if len(one) in (1, RGB) else one.mean(axis=0, keepdims=True)
    finite = np.isfinite(seen)
    least, largest = (seen[finite].min(), seen[finite].max()) if finite.any() else (0.0, 0.0)
    scaled = (np.where(finite, seen, least) - least) / (largest - least or 1.0)
    return bytes(np.rint(WHITE * scaled).astype(np.uint8).transpose(1, 2, 0).tobytes())
