"""Your part: two losses. Both compare a batch of outputs with a batch of targets, row by row.

input: [N, K], what the network gives for N images and K classes. target: [N, K]; solve_net.py hands over rows
with a single 1 at the right class. `forward` returns the loss, one number, a mean over the batch. `backward` is
given the same arguments and returns the derivative of that number by each number of input, [N, K].
"""

import numpy as np


class EuclideanLoss:
    """The mean over the batch of half the squared distance between an output and its target.

    Some texts leave the half out, or average over the classes too. That is accepted as long as backward is the
    derivative of what forward returns.
    """

    def __init__(self, name="euclidean loss"):
        self.name = name

    def forward(self, input, target):
        raise NotImplementedError("Task 5: EuclideanLoss.forward")

    def backward(self, input, target):
        raise NotImplementedError("Task 6: EuclideanLoss.backward")


class SoftmaxCrossEntropyLoss:
    """Softmax, then the mean over the batch of minus the (natural) logarithm of the right class's probability.

        p[n, k] = exp(input[n, k]) / sum over j of exp(input[n, j])
        loss    = -1 / N * sum over n, k of target[n, k] * log(p[n, k])

    Both methods have to give the right numbers for outputs as large as 1000 and as small as -1000 as well.
    """

    def __init__(self, name="softmax cross-entropy loss"):
        self.name = name

    def forward(self, input, target):
        raise NotImplementedError("Task 7: SoftmaxCrossEntropyLoss.forward")

    def backward(self, input, target):
        raise NotImplementedError("Task 8: SoftmaxCrossEntropyLoss.backward")
