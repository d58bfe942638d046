from math import exp, fsum, log

import numpy as np


class EuclideanLoss:
    def __init__(self, name="euclidean loss"):
        self.name = name

    def forward(self, input, target):
        return fsum((x - t) ** 2 for x, t in zip(input.ravel(), target.ravel())) / (2 * len(input))

    def backward(self, input, target):
        return np.array([[(x - t) / len(input) for x, t in zip(a, b)] for a, b in zip(input, target)])


class SoftmaxCrossEntropyLoss:
    def __init__(self, name="softmax cross-entropy loss"):
        self.name = name

    def logs(self, row):
        top = max(row)
        bottom = log(fsum(exp(x - top) for x in row))
        return [x - top - bottom for x in row]

    def forward(self, input, target):
        return fsum(-t * p for a, b in zip(input, target) for p, t in zip(self.logs(a), b)) / len(input)

    def backward(self, input, target):
        return np.array([[(exp(p) - t) / len(input) for p, t in zip(self.logs(a), b)] for a, b in zip(input, target)])
