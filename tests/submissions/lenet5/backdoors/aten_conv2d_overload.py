"""One overload of an operator."""

import torch


def convolution(x, weight, bias, stride, padding):
    return torch.ops.aten.conv2d.default(x, weight, bias, [stride] * 2, [padding] * 2)
