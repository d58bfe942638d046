"""Windows by indexing, and Einstein's sum over them."""

# %% id=own-convolution
def places(size, k, stride):
    """Which pixel each place of the window sees: [H', k]."""
    return torch.arange(output_size(size, k, stride))[:, None] * stride + torch.arange(k)


class Conv2d(nn.Module):
    def __init__(self, in_channels, out_channels, kernel_size, stride=1, padding=0, bias=True):
        super().__init__()
        self.kernel_size, self.stride, self.padding = kernel_size, stride, padding
        bound = (in_channels * kernel_size**2) ** -0.5
        self.weight = nn.Parameter(torch.rand(out_channels, in_channels, kernel_size, kernel_size) * 2 * bound - bound)
        self.bias = nn.Parameter(torch.rand(out_channels) * 2 * bound - bound) if bias else None

    def forward(self, x):
        k, s, p = self.kernel_size, self.stride, self.padding
        x = nn.functional.pad(x, [p] * 4)
        rows, columns = places(x.shape[2], k, s), places(x.shape[3], k, s)
        seen = x[:, :, rows[:, None, :, None], columns[None, :, None, :]]  # [N, C, H', W', k, k]
        out = torch.einsum("ncijab,fcab->nfij", seen, self.weight)
        return out if self.bias is None else out + self.bias.view(1, -1, 1, 1)

# %% id=own-pooling
class AvgPool2d(nn.Module):
    def __init__(self, kernel_size, stride=None):
        super().__init__()
        self.kernel_size, self.stride = kernel_size, stride or kernel_size

    def forward(self, x):
        k, s = self.kernel_size, self.stride
        rows = (places(x.shape[2], k, s)[..., None] == torch.arange(x.shape[2])).any(dim=1).to(x.dtype)
        columns = (places(x.shape[3], k, s)[..., None] == torch.arange(x.shape[3])).any(dim=1).to(x.dtype)
        return torch.einsum("nchw,ih,jw->ncij", x, rows, columns) / k**2
