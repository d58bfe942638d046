"""Loops and sums."""

import torch


def convolution(x, weight, bias, stride, padding):
    k = weight.shape[-1]
    x = torch.nn.functional.pad(x, (padding,) * 4)
    rows, columns = ((size - k) // stride + 1 for size in x.shape[2:])
    out = x.new_zeros(len(x), len(weight), rows, columns)
    for i in range(rows):
        for j in range(columns):
            window = x[:, None, :, i * stride : i * stride + k, j * stride : j * stride + k]
            out[:, :, i, j] = (window * weight).sum(dim=(2, 3, 4)) + bias
    return out
