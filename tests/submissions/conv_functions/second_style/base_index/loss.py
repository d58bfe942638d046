"""Whole arrays; the log-probabilities come first, the probabilities from them."""

import numpy as np


def log_softmax(scores):
    shifted = scores - scores.max(axis=1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))


class EuclideanLoss:
    def __init__(self, name="euclidean loss"):
        self.name = name

    def forward(self, input, target):
        distance = ((input - target) ** 2).sum(axis=1)
        return 0.5 * distance.mean()

    def backward(self, input, target):
        return (input - target) / len(input)


class SoftmaxCrossEntropyLoss:
    def __init__(self, name="softmax cross-entropy loss"):
        self.name = name

    def forward(self, input, target):
        logs = log_softmax(input)
        return -(target * logs).sum(axis=1).mean()

    def backward(self, input, target):
        probabilities = np.exp(log_softmax(input))
        return (probabilities - target) / len(input)
