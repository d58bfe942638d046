"""SciPy's correlation, image by image."""

import numpy as np
import torch
from scipy import signal


def one_map(image, kernels):
    return sum(signal.correlate2d(channel, kernel, "valid") for channel, kernel in zip(image, kernels, strict=True))


def convolution(x, weight, bias, stride, padding):
    images = np.pad(x.detach().numpy(), ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    maps = np.array([[one_map(image, kernels) for kernels in weight.detach().numpy()] for image in images])
    return torch.from_numpy(maps)[:, :, ::stride, ::stride] + bias[:, None, None]
