"""The smallest failing public case, as nested lists that a report can draw and a script can rebuild."""

import math
from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.model import Case, Picture
from autograder.records import Arrays

MOST_ENTRIES = 128


def smallest(cases: Iterable[Case], expected: Arrays) -> Case | None:
    return min(cases, key=lambda case: sum(expected[f"{case.id}/in/{a}"].size for a in case.arrays), default=None)


def picture(case: Case, output: str, convention: str, expected: Arrays, got: Arrays) -> Picture:
    right = expected[f"{case.id}/out/{convention}/{output}"]
    came = got.get(f"{case.id}/{output}")
    inputs = {name: expected[f"{case.id}/in/{name}"] for name in case.arrays}
    return Picture(
        case=case.id,
        settings=case.settings,
        inputs={**{name: as_lists(array) for name, array in inputs.items()}, **case.plain},
        output=output,
        expected=as_lists(right),
        got=None if came is None else as_lists(came),
        expected_shape=right.shape,
        got_shape=None if came is None else came.shape,
    )


def as_lists(array: NDArray[Any]) -> Any:
    """None for what is too large to look at, be it of rows without entries; what JSON lacks is a word."""
    if math.prod(max(1, length) for length in array.shape) > MOST_ENTRIES:
        return None
    return _plain(array.tolist())


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(entry) for entry in value]
    if isinstance(value, float) and not math.isfinite(value):
        return "nan" if math.isnan(value) else ("inf" if value > 0 else "-inf")
    return float(np.round(value, 12)) if isinstance(value, float) else value
