import numpy as np


class EuclideanLoss:
    """Without the half."""

    def __init__(self, name="euclidean loss"):
        self.name = name

    def forward(self, input, target):
        d = input - target
        return np.einsum("nk,nk->", d, d) / d.shape[0]

    def backward(self, input, target):
        return 2 * (input - target) / input.shape[0]


class SoftmaxCrossEntropyLoss:
    def __init__(self, name="softmax cross-entropy loss"):
        self.name = name

    def forward(self, input, target):
        return -np.einsum("nk,nk->", target, self._log_p(input)) / len(input)

    def backward(self, input, target):
        return (np.exp(self._log_p(input)) - target) / len(input)

    @staticmethod
    def _log_p(x):
        return x - np.logaddexp.reduce(x, axis=1, keepdims=True)
