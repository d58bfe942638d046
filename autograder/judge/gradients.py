"""Whether a backward pass is the derivative of the student's own forward pass, right or wrong as that may be.

The forward pass was asked at pairs of points on either side of a case's input. The difference of each pair, taken
along the upstream gradient, must be what the returned gradient predicts for that step.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.model import Answer, Case, Consistency, Key, Outcome
from autograder.records import Arrays

WITHIN = 1e-4


def consistency(key: Key, item_id: str, answers: dict[str, Answer], expected: Arrays, got: Arrays) -> Consistency:
    """Holds only when every step of every swept case agrees, and no gradient and no step is zero."""
    sweeps = [case for case in key.cases_of(item_id) if case.sweeps]
    if not sweeps:
        return Consistency(holds=False, reason="not asked")
    for case in sweeps:
        if reason := _disagreement(case, answers, expected, got):
            return Consistency(holds=False, reason=reason)
    return Consistency(holds=True)


def _disagreement(sweep: Case, answers: dict[str, Answer], expected: Arrays, got: Arrays) -> str:
    gradient = got.get(f"{sweep.about}/d{sweep.sweeps}")
    points = expected[f"{sweep.id}/in/{sweep.sweeps}"]
    output, values = _forward(sweep, answers[sweep.id], got)
    if gradient is None or values is None:
        return "no gradient or no forward value"
    if gradient.shape != points.shape[1:]:
        return f"d{sweep.sweeps} has the wrong shape"
    upstream = expected[f"{sweep.about}/in/d{output}"]
    if values.shape[1:] != upstream.shape:
        return "the forward pass has another shape"
    return _difference(gradient, points, values, upstream, sweep.sweeps)


def _forward(sweep: Case, answer: Answer, got: Arrays) -> tuple[str, NDArray[Any] | None]:
    output = sweep.outputs[0]
    if answer.outcome is not Outcome.ANSWERED:
        return output, None
    return output, got.get(f"{sweep.id}/{output}")


def _difference(
    gradient: NDArray[Any], points: NDArray[Any], values: NDArray[Any], upstream: NDArray[Any], name: str
) -> str:
    with np.errstate(all="ignore"):  # infinities and huge numbers are judged below, not warned of
        steps = _pairs(points.astype(np.float64)) @ np.ravel(gradient).astype(np.float64)
        moved = _pairs(values.astype(np.float64)) @ np.ravel(upstream).astype(np.float64)
        lengths = np.linalg.norm(_pairs(points), axis=1) * np.linalg.norm(gradient)
    if not np.all(np.isfinite(moved)) or not np.all(np.isfinite(steps)):
        return f"d{name} or the forward pass is not finite"
    if np.all(lengths == 0.0):
        return f"d{name} is zero"
    if np.all(moved == 0.0):
        return f"the forward pass does not depend on {name}"
    return "" if np.all(np.abs(moved - steps) <= WITHIN * lengths) else f"d{name} does not fit the forward pass"


def _pairs(stacked: NDArray[Any]) -> NDArray[Any]:
    """Rows come as plus, minus, plus, minus …: the difference of each pair, flattened."""
    difference: NDArray[Any] = (stacked[0::2] - stacked[1::2]).reshape(len(stacked) // 2, -1)
    return difference
