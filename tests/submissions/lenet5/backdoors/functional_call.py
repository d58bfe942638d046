"""A layer that is called with other parameters than its own."""

import torch
from torch import nn


def convolution(x, weight, bias, stride, padding):
    layer = nn.Conv2d(weight.shape[1], weight.shape[0], weight.shape[-1], stride, padding)
    return torch.func.functional_call(layer, {"weight": weight, "bias": bias}, (x,))
