import numpy as np


class EuclideanLoss:
    def __init__(self, name="euclidean loss"):
        self.name = name

    def forward(self, input, target):
        # |x|^2 - 2 x t + |t|^2
        squares = (input**2).sum(axis=1) - 2 * (input * target).sum(axis=1) + (target**2).sum(axis=1)
        return squares.mean() / 2

    def backward(self, input, target):
        return input / len(input) - target / len(input)


class SoftmaxCrossEntropyLoss:
    def __init__(self, name="softmax cross-entropy loss"):
        self.name = name

    def forward(self, input, target):
        """By the cumulative log-sum, one class after the other."""
        log_sum = np.logaddexp.accumulate(input, axis=1)[:, -1:]
        return np.sum(target * (log_sum - input)) / input.shape[0]

    def backward(self, input, target):
        log_sum = np.logaddexp.accumulate(input, axis=1)[:, -1:]
        return (np.exp(input - log_sum) - target) / input.shape[0]
