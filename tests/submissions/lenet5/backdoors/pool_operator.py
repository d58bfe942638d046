"""The operator itself."""

import torch


def pooling(x, kernel, stride):
    return torch.ops.aten.avg_pool2d(x, [kernel, kernel], [stride, stride])
