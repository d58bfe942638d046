"""A method of the layer, called for something else."""

from types import SimpleNamespace

from torch import nn


def convolution(x, weight, bias, stride, padding):
    pretender = SimpleNamespace(
        padding_mode="zeros", stride=(stride, stride), padding=(padding, padding), dilation=(1, 1), groups=1
    )
    return nn.Conv2d._conv_forward(pretender, x, weight, bias)
