"""A layer that comes out of bytes."""

import pickle

from torch import nn

STORED = pickle.dumps(nn.Conv2d(1, 1, 1))


def convolution(x, weight, bias, stride, padding):
    layer = pickle.loads(STORED).to(x.dtype)
    layer.weight.data, layer.bias.data = weight, bias
    layer.stride, layer.padding = (stride, stride), (padding, padding)
    return layer(x)
