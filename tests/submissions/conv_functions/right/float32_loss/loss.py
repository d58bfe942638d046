import numpy as np


class EuclideanLoss:
    def __init__(self, name="euclidean loss"):
        self.name = name

    def forward(self, input, target):
        d = np.float32(input) - np.float32(target)
        return np.float32(0.5) * (d * d).sum(axis=1).mean()

    def backward(self, input, target):
        d = np.float32(input) - np.float32(target)
        return d / np.float32(len(d))


class SoftmaxCrossEntropyLoss:
    def __init__(self, name="softmax cross-entropy loss"):
        self.name = name

    def forward(self, input, target):
        x = np.float32(input)
        x = x - x.max(axis=1, keepdims=True)
        x = x - np.log(np.exp(x).sum(axis=1, keepdims=True))
        return -(np.float32(target) * x).sum(axis=1).mean()

    def backward(self, input, target):
        x = np.float32(input)
        e = np.exp(x - x.max(axis=1, keepdims=True))
        return (e / e.sum(axis=1, keepdims=True) - np.float32(target)) / np.float32(len(x))
