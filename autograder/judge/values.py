"""Comparing one array that came back with the one that was expected."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.model import Problem, Row

MOST_ROWS = 4


def compare(expected: NDArray[Any], got: NDArray[Any], *, within: float, whole: bool = False) -> Problem | None:
    """In order of blame: shape, kind of number, finite, values. None when all is right.

    An entry is right within `within` times the largest expected entry. A scalar may come as (), (1,) or (1, 1).
    """
    if expected.ndim == 0 and got.size == 1:
        got = got.reshape(())
    if got.shape != expected.shape:
        kind = "empty" if got.size == 0 and expected.size else "shape"
        return Problem(kind=kind, expected=str(expected.shape), got=str(got.shape))
    if whole and got.dtype.kind not in "iu":
        return Problem(kind="dtype", expected="whole numbers", got=got.dtype.name)
    if (bad := int(np.count_nonzero(~np.isfinite(got) & np.isfinite(expected)))) > 0:
        return Problem(kind="not finite", wrong=bad, of=got.size, rows=_rows(expected, got, ~np.isfinite(got)))
    return _values(expected.astype(np.float64), got.astype(np.float64), within)


def scale_of(expected: NDArray[Any]) -> float:
    """What errors are measured against; 1 where nothing but zeros is expected."""
    largest = float(np.max(np.abs(expected), initial=0.0))
    return largest or 1.0


def _values(expected: NDArray[Any], got: NDArray[Any], within: float) -> Problem | None:
    with np.errstate(over="ignore"):
        error = np.abs(got - expected)
    scale = scale_of(expected)
    wrong = error > within * scale
    if not wrong.any():
        return None
    worst = float(error.max())
    return Problem(
        kind="values",
        wrong=int(np.count_nonzero(wrong)),
        of=got.size,
        worst_absolute=f"{worst:.3g}",
        worst_relative=f"{worst / scale:.3g}",
        rows=_rows(expected, got, wrong),
    )


def _rows(expected: NDArray[Any], got: NDArray[Any], wrong: NDArray[np.bool_]) -> tuple[Row, ...]:
    return tuple(
        Row(
            index=tuple(int(i) for i in index),
            expected=f"{float(expected[tuple(index)]):.6g}",
            got=f"{float(got[tuple(index)]):.6g}",
        )
        for index in np.argwhere(wrong)[:MOST_ROWS]
    )
