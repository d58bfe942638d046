"""The layer that finds out its channels."""

import warnings

from torch import nn


def convolution(x, weight, bias, stride, padding):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        layer = nn.LazyConv2d(weight.shape[0], weight.shape[-1], stride, padding).to(x.dtype)
        layer(x)
    layer.weight.data, layer.bias.data = weight, bias
    return layer(x)
