"""Two losses, each a mean over the batch, with the gradient of that mean."""

import math
from typing import NamedTuple

import numpy as np

from reference.nn.windows import Anything, Array


class Loss(NamedTuple):
    """A loss and its gradient, which has the shape of the network's output."""

    value: float
    gradient: Array


def softmax(scores: Anything) -> Array:
    """Turns each row of scores [N, K] into probabilities, for scores of any size."""
    return np.exp(_log_softmax(scores))


def softmax_cross_entropy_loops(scores: Anything, labels: Anything) -> Loss:
    """Computes the mean of -log p[label] and its gradient (p - onehot) / N, number by number."""
    _check_labels(scores, labels)
    n, classes = scores.shape
    value, gradient = 0.0, np.zeros((n, classes))
    for i in range(n):
        largest = max(float(s) for s in scores[i])
        total = sum(math.exp(float(s) - largest) for s in scores[i])
        value += (math.log(total) + largest - float(scores[i, labels[i]])) / n
        for k in range(classes):
            p = math.exp(float(scores[i, k]) - largest) / total
            gradient[i, k] = (p - float(k == labels[i])) / n
    return Loss(value, gradient)


def softmax_cross_entropy(scores: Anything, labels: Anything) -> Loss:
    """Computes the mean of -log p[label] and its gradient (p - onehot) / N from log-probabilities.

    scores [N, K], labels (N,) of integers from 0 to K - 1; holds for scores of any size.
    """
    _check_labels(scores, labels)
    rows = np.arange(len(scores))
    log_p = _log_softmax(scores)
    gradient = np.exp(log_p)
    gradient[rows, labels] -= 1
    return Loss(float(-log_p[rows, labels].mean()), gradient / len(scores))


def euclidean_loops(outputs: Anything, targets: Anything) -> Loss:
    """Computes 1 / (2N) times the sum of squared differences, and its gradient, number by number."""
    _check_targets(outputs, targets)
    value, gradient = 0.0, np.zeros(outputs.shape)
    for place in np.ndindex(*outputs.shape):
        difference = float(outputs[place]) - float(targets[place])
        value += difference**2 / (2 * len(outputs))
        gradient[place] = difference / len(outputs)
    return Loss(value, gradient)


def euclidean(outputs: Anything, targets: Anything) -> Loss:
    """Computes 1 / (2N) times the sum of squared differences, and its gradient (outputs - targets) / N.

    outputs and targets [N, K].
    """
    _check_targets(outputs, targets)
    difference = outputs.astype(np.float64) - targets
    return Loss(float((difference**2).sum()) / (2 * len(outputs)), difference / len(outputs))


def _log_softmax(scores: Anything) -> Array:
    # exp of the plain scores overflows near 710; each row's own maximum keeps it at most 1.
    shifted: Array = scores.astype(np.float64) - scores.max(axis=1, keepdims=True)
    log_p: Array = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return log_p


def _check_labels(scores: Anything, labels: Anything) -> None:
    if scores.ndim != 2 or labels.shape != scores.shape[:1] or not np.issubdtype(labels.dtype, np.integer):
        raise ValueError(
            "cross-entropy: expected scores [N, K] and N integer labels, "
            f"got {scores.shape} and {labels.shape} of {labels.dtype}"
        )
    # A negative label would silently count classes from the end.
    if labels.size and not 0 <= labels.min() <= labels.max() < scores.shape[1]:
        raise ValueError(
            f"cross-entropy: expected labels from 0 to {scores.shape[1] - 1}, "
            f"got {labels.min()} to {labels.max()}"
        )


def _check_targets(outputs: Anything, targets: Anything) -> None:
    if outputs.shape != targets.shape:
        raise ValueError(f"Euclidean loss: expected targets of shape {outputs.shape}, got {targets.shape}")
