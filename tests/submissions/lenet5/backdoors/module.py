"""PyTorch's own layer, plainly."""

from torch import nn


def convolution(x, weight, bias, stride, padding):
    layer = nn.Conv2d(weight.shape[1], weight.shape[0], weight.shape[-1], stride, padding).to(x.dtype)
    layer.weight.data, layer.bias.data = weight, bias
    return layer(x)
