import numpy as np


class EuclideanLoss:
    """Half the mean over images and classes."""

    def __init__(self, name="euclidean loss"):
        self.name = name

    def forward(self, input, target):
        return ((input - target) ** 2).mean() / 2

    def backward(self, input, target):
        return (input - target) / np.prod(input.shape)


class SoftmaxCrossEntropyLoss:
    def __init__(self, name="softmax cross-entropy loss"):
        self.name = name

    def forward(self, input, target):
        # -log p of the right class = log(sum over j of exp(x_j - x_right)), the largest taken out
        right = np.sum(input * target, axis=1, keepdims=True)
        difference = input - right
        top = difference.max(axis=1, keepdims=True)
        return np.mean(top[:, 0] + np.log(np.sum(np.exp(difference - top), axis=1)))

    def backward(self, input, target):
        # 1 / p_k = sum over j of exp(x_j - x_k); too large ones mean p_k = 0
        with np.errstate(over="ignore"):
            p = 1 / np.exp(input[:, None, :] - input[:, :, None]).sum(axis=2)
        return (p - target) / input.shape[0]
