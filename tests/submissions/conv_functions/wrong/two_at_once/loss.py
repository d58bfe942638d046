import math

import numpy as np


class EuclideanLoss:
    def __init__(self, name="euclidean loss"):
        self.name = name

    def forward(self, input, target):
        total = 0.0
        for n in range(input.shape[0]):
            for k in range(input.shape[1]):
                total += 0.5 * (input[n, k] - target[n, k]) ** 2
        return total / input.shape[0]

    def backward(self, input, target):
        grad = np.zeros(input.shape)
        for n in range(input.shape[0]):
            for k in range(input.shape[1]):
                grad[n, k] = (input[n, k] - target[n, k]) / input.shape[0]
        return grad


class SoftmaxCrossEntropyLoss:
    def __init__(self, name="softmax cross-entropy loss"):
        self.name = name

    def forward(self, input, target):
        total = 0.0
        for row, wanted in zip(input, target):
            biggest = max(row)
            log_sum = biggest + math.log(sum(math.exp(x - biggest) for x in row))
            for x, t in zip(row, wanted):
                total -= t * (x - log_sum)
        return total / len(input)

    def backward(self, input, target):
        grad = np.zeros(input.shape)
        for n, (row, wanted) in enumerate(zip(input, target)):
            biggest = max(row)
            exps = [math.exp(x - biggest) for x in row]
            bottom = sum(exps)
            for k in range(len(row)):
                grad[n, k] = (exps[k] / bottom * sum(wanted) - wanted[k]) / len(input)
        return grad
