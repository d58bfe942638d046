"""Provided: four ways to step downhill. Nothing to write here.

Each takes the network's `net`, reads its layers' gradients and changes their parameters, one step a call.
"""

import numpy as np


class Optimizer:
    """What the four share: a step updates every parameter that has a gradient."""

    def __init__(self, net, lr, weight_decay=0.0):
        self.net = net
        self.lr = lr
        self.weight_decay = weight_decay
        self.t = 0

    @property
    def learning_rate(self):
        """The same number as lr, under its full name."""
        return self.lr

    @learning_rate.setter
    def learning_rate(self, value):
        self.lr = value

    def step(self):
        """Updates all parameters once, each by -lr * (direction + weight_decay * parameter)."""
        self.t += 1
        for layer in self.net.layers:
            for name, grad in layer.grads.items():
                if grad is not None:
                    param = layer.params[name]
                    downhill = self.direction(name, grad) + self.weight_decay * param
                    layer.params[name] = param - self.lr * downhill
        self.net.gather_params()

    def direction(self, name, grad):
        """Gives what the parameter moves against, of the shape of its gradient."""
        raise NotImplementedError


class SGD(Optimizer):
    """Goes straight against the gradient."""

    def __init__(self, net, lr=1e-4, weight_decay=0.0):
        super().__init__(net, lr, weight_decay)

    def direction(self, name, grad):
        return grad


class SGDM(Optimizer):
    """Remembers where it was going: velocity = momentum * velocity + gradient."""

    def __init__(self, net, lr=1e-4, momentum=0.9, weight_decay=0.0):
        super().__init__(net, lr, weight_decay)
        self.momentum = momentum
        self.velocity = {}

    def direction(self, name, grad):
        self.velocity[name] = self.momentum * self.velocity.get(name, 0.0) + grad
        return self.velocity[name]


class RMSProp(Optimizer):
    """Divides each gradient by a running root mean square of its own."""

    def __init__(self, net, lr=1e-3, decay=0.99, eps=1e-8, weight_decay=0.0):
        super().__init__(net, lr, weight_decay)
        self.decay = decay
        self.eps = eps
        self.square = {}

    def direction(self, name, grad):
        self.square[name] = self.decay * self.square.get(name, 0.0) + (1 - self.decay) * grad**2
        return grad / (np.sqrt(self.square[name]) + self.eps)


class Adam(Optimizer):
    """Divides a running mean by a running root mean square, both corrected for having started at 0."""

    def __init__(self, net, lr=1e-3, beta1=0.9, beta2=0.999, t=0, eps=1e-8, weight_decay=0.0):
        super().__init__(net, lr, weight_decay)
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.t = t
        self.mean = {}
        self.square = {}

    def direction(self, name, grad):
        self.mean[name] = self.beta1 * self.mean.get(name, 0.0) + (1 - self.beta1) * grad
        self.square[name] = self.beta2 * self.square.get(name, 0.0) + (1 - self.beta2) * grad**2
        mean = self.mean[name] / (1 - self.beta1**self.t)
        square = self.square[name] / (1 - self.beta2**self.t)
        return mean / (np.sqrt(square) + self.eps)
