"""The layer that finds its windows out by itself."""

import torch.nn.functional as F


def pooling(x, kernel, stride):
    return F.adaptive_avg_pool2d(x, (x.shape[2] // stride, x.shape[3] // stride))
