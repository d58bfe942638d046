import numpy as np


class EuclideanLoss:
    def __init__(self, name="euclidean loss"):
        self.name = name

    def forward(self, input, target):
        d = np.float32(input - target)
        return np.float32(0.5) * (d * d).sum(axis=1).mean()

    def backward(self, input, target):
        return np.float32(input - target) / np.float32(len(input))


class SoftmaxCrossEntropyLoss:
    def __init__(self, name="softmax cross-entropy loss"):
        self.name = name

    def _shifted(self, input):
        return np.float32(input - input.max(axis=1, keepdims=True))

    def forward(self, input, target):
        x = self._shifted(input)
        x = x - np.log(np.exp(x).sum(axis=1, keepdims=True))
        return -(np.float32(target) * x).sum(axis=1).mean()

    def backward(self, input, target):
        e = np.exp(self._shifted(input))
        return (e / e.sum(axis=1, keepdims=True) - np.float32(target)) / np.float32(len(e))
