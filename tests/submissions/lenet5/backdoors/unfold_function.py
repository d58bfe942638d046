"""The table of all windows comes ready made; only the product is left to do."""

import torch.nn.functional as F


def convolution(x, weight, bias, stride, padding):
    k = weight.shape[-1]
    rows = (x.shape[2] + 2 * padding - k) // stride + 1
    table = F.unfold(x, k, padding=padding, stride=stride)
    return (weight.flatten(1) @ table + bias[:, None]).unflatten(2, (rows, -1))
