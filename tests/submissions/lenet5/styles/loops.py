"""Loops over everything but what one filter sees of one image: slow, and allowed."""

# %% id=own-convolution
class Conv2d(nn.Module):
    def __init__(self, in_channels, out_channels, kernel_size, stride=1, padding=0, bias=True):
        super().__init__()
        self.kernel_size = kernel_size
        self.stride = stride
        self.padding = padding
        r = 1 / (in_channels * kernel_size * kernel_size) ** 0.5
        self.weight = nn.Parameter((2 * torch.rand(out_channels, in_channels, kernel_size, kernel_size) - 1) * r)
        self.bias = None
        if bias:
            self.bias = nn.Parameter((2 * torch.rand(out_channels) - 1) * r)

    def forward(self, x):
        k, s, p = self.kernel_size, self.stride, self.padding
        n, c, h, w = x.shape
        filters = self.weight.shape[0]
        h_out = (h + 2 * p - k) // s + 1
        w_out = (w + 2 * p - k) // s + 1
        padded = torch.zeros(n, c, h + 2 * p, w + 2 * p, dtype=x.dtype, device=x.device)
        padded[:, :, p:p + h, p:p + w] = x
        out = torch.zeros(n, filters, h_out, w_out, dtype=x.dtype, device=x.device)
        for image in range(n):
            for f in range(filters):
                for i in range(h_out):
                    for j in range(w_out):
                        window = padded[image, :, i * s:i * s + k, j * s:j * s + k]
                        value = torch.sum(window * self.weight[f])
                        if self.bias is not None:
                            value = value + self.bias[f]
                        out[image, f, i, j] = value
        return out

# %% id=own-pooling
class AvgPool2d(nn.Module):
    def __init__(self, kernel_size, stride=None):
        super().__init__()
        self.kernel_size = kernel_size
        self.stride = stride or kernel_size

    def forward(self, x):
        k, s = self.kernel_size, self.stride
        n, c, h, w = x.shape
        h_out = (h - k) // s + 1
        w_out = (w - k) // s + 1
        out = torch.zeros(n, c, h_out, w_out, dtype=x.dtype, device=x.device)
        for image in range(n):
            for channel in range(c):
                for i in range(h_out):
                    for j in range(w_out):
                        window = x[image, channel, i * s:i * s + k, j * s:j * s + k]
                        out[image, channel, i, j] = torch.sum(window) / (k * k)
        return out
