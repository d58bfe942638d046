"""One of the kernels that a convolution may choose."""

import torch


def convolution(x, weight, bias, stride, padding):
    return torch._C._nn.slow_conv3d(
        x[:, :, None], weight[:, :, None], (1, *weight.shape[2:]), bias, (1, stride, stride), (0, padding, padding)
    )[:, :, 0]
