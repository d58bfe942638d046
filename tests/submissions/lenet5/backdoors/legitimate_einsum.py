"""The method `unfold` of tensors, which is a view, and Einstein's sum."""

import torch


def convolution(x, weight, bias, stride, padding):
    k = weight.shape[-1]
    windows = torch.nn.functional.pad(x, (padding,) * 4).unfold(2, k, stride).unfold(3, k, stride)
    return torch.einsum("ncijab,fcab->nfij", windows, weight) + bias[:, None, None]
