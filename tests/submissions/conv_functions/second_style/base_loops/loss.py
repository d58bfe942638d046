"""Row by row, number by number."""

import numpy as np


class EuclideanLoss:
    def __init__(self, name="euclidean loss"):
        self.name = name

    def forward(self, input, target):
        N, K = input.shape
        total = 0.0
        for n in range(N):
            for k in range(K):
                total += (input[n, k] - target[n, k]) ** 2 / 2
        return total / N

    def backward(self, input, target):
        rows, classes = input.shape
        grad = np.zeros((rows, classes))
        for n in range(rows):
            for k in range(classes):
                grad[n, k] = (input[n, k] - target[n, k]) / rows
        return grad


class SoftmaxCrossEntropyLoss:
    def __init__(self, name="softmax cross-entropy loss"):
        self.name = name

    def forward(self, input, target):
        N, K = input.shape
        loss = 0.0
        for n in range(N):
            top = np.max(input[n])
            log_sum = np.log(np.sum(np.exp(input[n] - top)))
            for k in range(K):
                loss -= target[n, k] * (input[n, k] - top - log_sum)
        return loss / N

    def backward(self, input, target):
        rows, classes = input.shape
        slope = np.zeros((rows, classes))
        for n in range(rows):
            e = np.exp(input[n] - np.max(input[n]))
            p = e / np.sum(e)
            for k in range(classes):
                slope[n, k] = (p[k] - target[n, k]) / rows
        return slope
