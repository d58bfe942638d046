"""The kernel of Intel's library. It knows no double precision and no gradient."""

import torch


def convolution(x, weight, bias, stride, padding):
    with torch.no_grad():
        numbers = [t.float() for t in (x, weight, bias)]
        return torch.mkldnn_convolution(*numbers, [padding] * 2, [stride] * 2, [1, 1], 1).to(x.dtype)
