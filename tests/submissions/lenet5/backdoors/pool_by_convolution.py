"""A convolution with equal weights, channel by channel."""

import torch


def pooling(x, kernel, stride):
    channels = x.shape[1]
    weight = torch.full((channels, 1, kernel, kernel), kernel**-2, dtype=x.dtype)
    return torch.conv2d(x, weight, stride=stride, groups=channels)
