import numpy as np


class EuclideanLoss:
    def __init__(self, name="euclidean loss"):
        self.name = name

    def forward(self, input, target):
        work = np.array(input, dtype=float)
        work -= target
        work **= 2
        return work.sum() / len(work) * 0.5

    def backward(self, input, target):
        work = np.array(input, dtype=float)
        work -= target
        work /= len(work)
        return work


class SoftmaxCrossEntropyLoss:
    def __init__(self, name="softmax cross-entropy loss"):
        self.name = name
        self.work = None

    def _shifted(self, input):
        self.work = np.array(input, dtype=float)
        self.work -= self.work.max(axis=1, keepdims=True)

    def forward(self, input, target):
        self._shifted(input)
        self.work -= np.log(np.exp(self.work).sum(axis=1, keepdims=True))
        self.work *= target
        return -self.work.sum() / len(target)

    def backward(self, input, target):
        self._shifted(input)
        np.exp(self.work, out=self.work)
        self.work /= self.work.sum(axis=1, keepdims=True)
        self.work -= target
        self.work /= len(target)
        return self.work.copy()
