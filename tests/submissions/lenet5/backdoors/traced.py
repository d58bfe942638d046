"""A function that was recorded earlier."""

import warnings

import torch


def recorded():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return torch.jit.trace(
            lambda x, weight, bias: torch.conv2d(x, weight, bias),
            (torch.zeros(1, 1, 2, 2), torch.zeros(1, 1, 1, 1), torch.zeros(1)),
        )


RECORDED = recorded()


def convolution(x, weight, bias, stride, padding):
    x = torch.nn.functional.pad(x, (padding,) * 4)
    return RECORDED(x, weight, bias)[:, :, ::stride, ::stride]
