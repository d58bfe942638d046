"""Names that only look like the forbidden ones, and NumPy's convolution of two lists, which is none of images."""

import numpy as np
import torch

CONVOLVED = np.convolve([1, 2], [1, 1])


def conv2d(x, weight, bias, stride, padding):
    k = weight.shape[-1]
    x = torch.nn.functional.pad(x, (padding,) * 4)
    rows, columns = ((size - k) // stride + 1 for size in x.shape[2:])
    out = bias[:, None, None]
    for a in range(k):
        for b in range(k):
            shifted = x[:, None, :, a : a + stride * rows : stride, b : b + stride * columns : stride]
            out = out + (shifted * weight[:, :, a, b, None, None]).sum(dim=2)
    return out


def convolution(x, weight, bias, stride, padding):
    return conv2d(x, weight, bias, stride, padding)
