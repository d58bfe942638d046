import numpy as np


class EuclideanLoss:
    def __init__(self, name="euclidean loss"):
        self.name = name

    def forward(self, input, target):
        distance = np.sqrt(np.sum((input - target) ** 2, axis=1))
        return np.mean(distance**2) / 2

    def backward(self, input, target):
        return 2 * (input - target) / input.shape[0]


class SoftmaxCrossEntropyLoss:
    """Remembers nothing; the probabilities are worked out twice."""

    def __init__(self, name="softmax cross-entropy loss"):
        self.name = name

    def log_softmax(self, x):
        result = np.zeros(x.shape)
        for i in range(x.shape[0]):
            row = x[i] - np.max(x[i])
            result[i] = row - np.log(np.sum(np.exp(row)))
        return result

    def forward(self, input, target):
        return -np.sum(np.multiply(target, self.log_softmax(input))) / input.shape[0]

    def backward(self, input, target):
        p = np.exp(self.log_softmax(input))
        # through the softmax by its whole Jacobian
        grad = np.zeros(input.shape)
        for i in range(input.shape[0]):
            jacobian_of_logs = np.eye(input.shape[1]) - p[i][None, :]
            grad[i] = -target[i] @ jacobian_of_logs / input.shape[0]
        return grad
