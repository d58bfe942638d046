"""A product from the left for the rows and one from the right for the columns."""

import torch


def pooling(x, kernel, stride):
    def means(size):
        return torch.eye(size // kernel, dtype=x.dtype).repeat_interleave(kernel, dim=1) / kernel

    return means(x.shape[2]) @ x @ means(x.shape[3]).T
