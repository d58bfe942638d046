"""The norm of order 1, divided by what it added up."""

import torch.nn.functional as F


def pooling(x, kernel, stride):
    return F.lp_pool2d(x, 1, kernel, stride) / kernel**2
