"""The operator itself."""

import torch


def convolution(x, weight, bias, stride, padding):
    return torch.ops.aten.convolution(x, weight, bias, [stride] * 2, [padding] * 2, [1, 1], False, [0, 0], 1)
