import numpy as np


class EuclideanLoss:
    def __init__(self, name="euclidean loss"):
        self.name = name

    def forward(self, input, target):
        print("euclidean loss of", input.shape)
        return 0.5 * ((input - target) ** 2).sum(axis=1).mean(axis=0)

    def backward(self, input, target):
        return (input - target) / input.shape[0]


class SoftmaxCrossEntropyLoss:
    def __init__(self, name="softmax cross-entropy loss"):
        self.name = name

    def forward(self, input, target):
        print("softmax loss of", input.shape)
        log_sum = np.logaddexp.reduce(input, axis=1)
        return np.mean(log_sum - np.sum(input * target, axis=1))

    def backward(self, input, target):
        probabilities = np.exp(input - np.logaddexp.reduce(input, axis=1)[:, None])
        return (probabilities - target) / input.shape[0]
