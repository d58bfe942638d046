"""The compiled function by its private name."""

import torch


def pooling(x, kernel, stride):
    return torch._C._nn.avg_pool2d(x, kernel, stride)
