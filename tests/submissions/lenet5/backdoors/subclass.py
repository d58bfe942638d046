"""A class of one's own that inherits all there is."""

from torch import nn


class OwnLayer(nn.Conv2d):
    """Nothing is written here."""


def convolution(x, weight, bias, stride, padding):
    layer = OwnLayer(weight.shape[1], weight.shape[0], weight.shape[-1], stride, padding).to(x.dtype)
    layer.weight.data, layer.bias.data = weight, bias
    return layer(x)
