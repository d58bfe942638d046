import numpy as np


class EuclideanLoss(object):
    def __init__(self, name="euclidean loss"):
        self.name = name

    def forward(self, input, target):
        return 0.5 * np.mean(np.sum(np.square(input - target), axis=1))

    def backward(self, input, target):
        return (input - target) / len(input)


def softmax(x):
    e = np.exp(x - np.max(x, axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


class SoftmaxCrossEntropyLoss(object):
    def __init__(self, name="softmax cross-entropy loss"):
        self.name = name

    def forward(self, input, target):
        shifted = input - input.max(axis=1, keepdims=True)
        self.p = softmax(input)
        log_prob = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
        return -np.sum(target * log_prob) / input.shape[0]

    def backward(self, input, target):
        return (self.p - target) / input.shape[0]
