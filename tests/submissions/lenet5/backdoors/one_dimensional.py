"""Row by row of the kernel, each a convolution along the columns."""

import torch.nn.functional as F


def convolution(x, weight, bias, stride, padding):
    k = weight.shape[-1]
    x = F.pad(x, (padding,) * 4)
    rows = (x.shape[2] - k) // stride + 1
    out = bias[:, None]
    for a in range(k):
        lines = x[:, :, a : a + stride * rows : stride].transpose(1, 2)
        out = out + F.conv1d(lines.flatten(0, 1), weight[:, :, a], stride=stride)
    return out.unflatten(0, (-1, rows)).transpose(1, 2)
