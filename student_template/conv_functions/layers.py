"""Provided: the layers of a network. Nothing to write here.

`forward` remembers what `backward` needs. Layers with parameters keep them in `W` and `b`, their gradients in
`grad_W` and `grad_b`, and change them in `update`.
"""

import numpy as np
from functions import avgpool2d_backward, avgpool2d_forward, conv2d_backward, conv2d_forward


class Layer:
    """What every layer has; `trainable` says whether it has parameters."""

    def __init__(self, name, trainable=False):
        self.name = name
        self.trainable = trainable
        self._saved = None

    def forward(self, input):
        raise TypeError(f"{type(self).__name__} has no forward")

    def backward(self, grad_output):
        raise TypeError(f"{type(self).__name__} has no backward")

    def update(self, config):
        """Takes one step downhill; a layer without parameters has nothing to change."""


class Relu(Layer):
    """Keeps positive numbers and replaces the others by 0; any shape."""

    def forward(self, input):
        self._saved = input > 0
        return np.maximum(input, 0)

    def backward(self, grad_output):
        return grad_output * self._saved


class Reshape(Layer):
    """Gives every batch another shape, such as (-1, 196): -1 stands for the number of images."""

    def __init__(self, name, new_shape):
        super().__init__(name)
        self.new_shape = new_shape

    def forward(self, input):
        self._saved = input.shape
        return input.reshape(self.new_shape)

    def backward(self, grad_output):
        return grad_output.reshape(self._saved)


class _Trained(Layer):
    """A layer with W and b, which `update` moves by gradient descent with momentum and weight decay."""

    def __init__(self, name, shape, outputs, init_std):
        super().__init__(name, trainable=True)
        self.W = init_std * np.random.randn(*shape)
        self.b = np.zeros(outputs)
        self.grad_W = np.zeros(shape)
        self.grad_b = np.zeros(outputs)
        self._step_W = np.zeros(shape)
        self._step_b = np.zeros(outputs)

    def update(self, config):
        """config: {"learning_rate": ..., "weight_decay": ..., "momentum": ...}; the last two may be missing."""
        rate, keep = config["learning_rate"], config.get("momentum", 0.0)
        decay = config.get("weight_decay", 0.0)
        self._step_W = keep * self._step_W - rate * (self.grad_W + decay * self.W)
        self._step_b = keep * self._step_b - rate * (self.grad_b + decay * self.b)
        self.W = self.W + self._step_W
        self.b = self.b + self._step_b


class Linear(_Trained):
    """[N, in_num] becomes input @ W + b, [N, out_num]."""

    def __init__(self, name, in_num, out_num, init_std):
        super().__init__(name, (in_num, out_num), out_num, init_std)

    def forward(self, input):
        self._saved = input
        return input @ self.W + self.b

    def backward(self, grad_output):
        self.grad_W = self._saved.T @ grad_output
        self.grad_b = grad_output.sum(axis=0)
        return grad_output @ self.W.T


class Conv2D(_Trained):
    """Your convolution with out_channel filters of kernel_size x kernel_size pixels."""

    def __init__(self, name, in_channel, out_channel, kernel_size, pad, init_std):
        super().__init__(name, (out_channel, in_channel, kernel_size, kernel_size), out_channel, init_std)
        self.kernel_size = kernel_size
        self.pad = pad

    def forward(self, input):
        self._saved = input
        return conv2d_forward(input, self.W, self.b, self.kernel_size, self.pad)

    def backward(self, grad_output):
        grad_input, self.grad_W, self.grad_b = conv2d_backward(
            self._saved, grad_output, self.W, self.b, self.kernel_size, self.pad
        )
        return grad_input


class AvgPool2D(Layer):
    """Your average-pooling over windows of kernel_size x kernel_size pixels, side by side."""

    def __init__(self, name, kernel_size, pad):
        super().__init__(name)
        self.kernel_size = kernel_size
        self.pad = pad

    def forward(self, input):
        self._saved = input
        return avgpool2d_forward(input, self.kernel_size, self.pad)

    def backward(self, grad_output):
        return avgpool2d_backward(self._saved, grad_output, self.kernel_size, self.pad)
