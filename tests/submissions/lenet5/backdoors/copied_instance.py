"""A layer made elsewhere, copied, and hidden from the list of modules."""

import copy

from torch import nn

HIDDEN = [nn.Conv2d(1, 1, 1)]


def convolution(x, weight, bias, stride, padding):
    layer = copy.deepcopy(HIDDEN[0]).to(x.dtype)
    layer.weight.data, layer.bias.data = weight, bias
    layer.stride, layer.padding = (stride, stride), (padding, padding)
    return layer(x)
