"""The function behind all convolutions."""

import torch


def convolution(x, weight, bias, stride, padding):
    return torch.convolution(x, weight, bias, [stride] * 2, [padding] * 2, [1, 1], False, [0, 0], 1)
