"""All modes that watch are switched off for a moment."""

import torch
from torch.utils._python_dispatch import _disable_current_modes


def convolution(x, weight, bias, stride, padding):
    with _disable_current_modes():
        return torch.conv2d(x, weight, bias, stride, padding)
