"""Each filter is a parameter of its own, and the output is put together map by map."""

# %% id=own-convolution
class Conv2d(nn.Module):
    def __init__(self, in_channels, out_channels, kernel_size, stride=1, padding=0, bias=True):
        super().__init__()
        self.k, self.stride, self.padding = kernel_size, stride, padding
        bound = (in_channels * kernel_size**2) ** -0.5
        shape = (in_channels, kernel_size, kernel_size)
        self.kernels = nn.ParameterList(torch.empty(shape).uniform_(-bound, bound) for _ in range(out_channels))
        self.biases = nn.ParameterList(torch.empty(()).uniform_(-bound, bound) for _ in range(out_channels * bias))

    def forward(self, x):
        k, s, p = self.k, self.stride, self.padding
        x = nn.functional.pad(x, (p, p, p, p))
        windows = x.unfold(2, k, s).unfold(3, k, s)  # [N, C, H', W', k, k]
        maps = [(windows * kernel[:, None, None]).sum(dim=(1, 4, 5)) for kernel in self.kernels]
        return torch.stack([one + bias for one, bias in zip(maps, self.biases)] if len(self.biases) else maps, dim=1)
