"""The same function, one package up."""

import torch


def convolution(x, weight, bias, stride, padding):
    return torch.conv2d(x, weight, bias, stride, padding)
