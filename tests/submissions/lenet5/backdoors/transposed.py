"""The convolution's transpose with a turned kernel, and what is too much cut off."""

import torch.nn.functional as F


def convolution(x, weight, bias, stride, padding):
    k = weight.shape[-1]
    x = F.pad(x, (padding,) * 4)
    full = F.conv_transpose2d(x, weight.flip(2, 3).transpose(0, 1), bias)
    return full[:, :, k - 1 : x.shape[2] : stride, k - 1 : x.shape[3] : stride]
