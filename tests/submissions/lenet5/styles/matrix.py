"""A table with a column for each place of the window, and one product with the weights."""

# %% id=own-convolution
class Conv2d(nn.Module):
    def __init__(self, in_channels, out_channels, kernel_size, stride=1, padding=0, bias=True):
        super().__init__()
        self.in_channels, self.out_channels = in_channels, out_channels
        self.kernel_size, self.stride, self.padding = kernel_size, stride, padding
        scale = 1.0 / (in_channels * kernel_size * kernel_size) ** 0.5
        numbers = torch.rand(out_channels, in_channels, kernel_size, kernel_size)
        self.weight = nn.Parameter(scale * (2 * numbers - 1))
        self.bias = nn.Parameter(scale * (2 * torch.rand(out_channels) - 1)) if bias else None

    def columns(self, x, rows, cols):
        k, s = self.kernel_size, self.stride
        table = []
        for i in range(rows):
            for j in range(cols):
                window = x[:, :, i * s:i * s + k, j * s:j * s + k]
                table.append(window.reshape(x.shape[0], -1))
        return torch.stack(table, dim=0)  # [H' * W', N, C * k * k]

    def forward(self, x):
        n, _, h, w = x.shape
        k, s, p = self.kernel_size, self.stride, self.padding
        padded = x.new_zeros(n, self.in_channels, h + 2 * p, w + 2 * p)
        padded[:, :, p:p + h, p:p + w] = x
        rows, cols = (h + 2 * p - k) // s + 1, (w + 2 * p - k) // s + 1
        flat = self.weight.reshape(self.out_channels, -1)
        out = torch.matmul(self.columns(padded, rows, cols), flat.t())  # [H' * W', N, F]
        if self.bias is not None:
            out = out + self.bias
        return out.permute(1, 2, 0).reshape(n, self.out_channels, rows, cols)

# %% id=own-pooling
class AvgPool2d(nn.Module):
    def __init__(self, kernel_size, stride=None):
        super().__init__()
        self.kernel_size = kernel_size
        self.stride = kernel_size if stride is None else stride

    def forward(self, x):
        k, s = self.kernel_size, self.stride
        h, w = x.shape[2:]
        rows, cols = (h - k) // s + 1, (w - k) // s + 1
        lines = []
        for i in range(rows):
            line = [x[:, :, i * s:i * s + k, j * s:j * s + k].sum(dim=(2, 3)) for j in range(cols)]
            lines.append(torch.stack(line, dim=-1))
        return torch.stack(lines, dim=-2) / (k * k)
