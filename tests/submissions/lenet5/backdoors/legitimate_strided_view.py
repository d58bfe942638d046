"""A view of all windows by strides, and a product over it."""

import torch


def convolution(x, weight, bias, stride, padding):
    k = weight.shape[-1]
    x = torch.nn.functional.pad(x, (padding,) * 4).contiguous()
    n, c, h, w = x.shape
    size = (n, c, (h - k) // stride + 1, (w - k) // stride + 1, k, k)
    sn, sc, sh, sw = x.stride()
    windows = x.as_strided(size, (sn, sc, sh * stride, sw * stride, sh, sw))
    return torch.tensordot(windows, weight, dims=([1, 4, 5], [1, 2, 3])).permute(0, 3, 1, 2) + bias[:, None, None]
