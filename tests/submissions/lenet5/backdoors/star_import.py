"""Everything of a module, this among it."""

from torch.nn.functional import *  # noqa: F403


def convolution(x, weight, bias, stride, padding):
    return conv2d(x, weight, bias, stride, padding)  # noqa: F405
