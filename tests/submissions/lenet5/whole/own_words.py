"""A notebook of its own: everything in two cells, other names for parameters, sizes as pairs, prints, magics, a GPU
where there is one, weights kept as a matrix, and the sparse C3 of the paper with its trainable poolings."""

# %% [markdown] id=my-lenet
# # LeNet-5, homework

# %% id=everything
# %matplotlib inline
import math
import torch
import torch.nn as nn
import torch.nn.functional as F

device = torch.device("cuda" if torch.cuda.is_available() else "cpu")


def pair(value):
    return value if isinstance(value, tuple) else (value, value)


def output_size(size, kernel, stride=1, padding=0):
    places = 0
    at = -padding
    while at + kernel <= size + padding:
        places += 1
        at += stride
    return places


def count_parameters(model):
    table = {}
    for name, module in model.named_children():
        table[name] = 0
        for parameter in module.parameters():
            table[name] += parameter.numel()
    return table, sum({id(p): p.numel() for p in model.parameters()}.values())


class Conv2d(nn.Module):
    def __init__(self, in_channels, out_channels, kernel_size, stride=1, padding=0, bias=True):
        super().__init__()
        self.kernel, self.step, self.frame = pair(kernel_size), pair(stride), pair(padding)
        fan_in = in_channels * self.kernel[0] * self.kernel[1]
        self.filters = nn.Parameter(torch.randn(out_channels, fan_in) / math.sqrt(fan_in))
        self.offsets = nn.Parameter(torch.zeros(out_channels, 1)) if bias else None

    def forward(self, x):
        (kh, kw), (sh, sw), (ph, pw) = self.kernel, self.step, self.frame
        x = F.pad(x, (pw, pw, ph, ph))
        x = x.unfold(2, kh, sh).unfold(3, kw, sw)
        n, c, rows, columns = x.shape[:4]
        x = x.permute(1, 4, 5, 0, 2, 3).reshape(c * kh * kw, -1)
        out = torch.mm(self.filters, x)
        if self.offsets is not None:
            out = out + self.offsets
        return out.reshape(-1, n, rows, columns).transpose(0, 1)


class AvgPool2d(nn.Module):
    def __init__(self, kernel_size, stride=None):
        super().__init__()
        self.window, self.step = pair(kernel_size), pair(kernel_size if stride is None else stride)

    def forward(self, x):
        x = x.unfold(2, self.window[0], self.step[0]).unfold(3, self.window[1], self.step[1])
        return x.flatten(4).mean(-1)


class Subsampling(nn.Module):
    """As in the paper: a factor and an offset for each map."""

    def __init__(self, maps):
        super().__init__()
        self.mean = AvgPool2d(2)
        self.factor = nn.Parameter(torch.ones(maps))
        self.offset = nn.Parameter(torch.zeros(maps))

    def forward(self, x):
        return self.mean(x) * self.factor.view(-1, 1, 1) + self.offset.view(-1, 1, 1)


SEES = [
    (0, 1, 2), (1, 2, 3), (2, 3, 4), (3, 4, 5), (0, 4, 5), (0, 1, 5),
    (0, 1, 2, 3), (1, 2, 3, 4), (2, 3, 4, 5), (0, 3, 4, 5), (0, 1, 4, 5), (0, 1, 2, 5),
    (0, 1, 3, 4), (1, 2, 4, 5), (0, 2, 3, 5), (0, 1, 2, 3, 4, 5),
]


class SparseConvolution(nn.Module):
    """Each map of C3 sees some of the maps of S2."""

    def __init__(self):
        super().__init__()
        self.maps = nn.ModuleList([Conv2d(len(those), 1, 5) for those in SEES])

    def forward(self, x):
        return torch.cat([one(x[:, list(those)]) for one, those in zip(self.maps, SEES)], dim=1)


class Rbf(nn.Module):
    """Distances from fixed patterns, with the sign turned so that the nearest has the largest score."""

    def __init__(self):
        super().__init__()
        patterns = torch.randn(10, 84, generator=torch.Generator().manual_seed(1)).sign()
        self.register_buffer("patterns", patterns)

    def forward(self, x):
        return -((x[:, None, :] - self.patterns) ** 2).sum(-1) / 84


class LeNet5(nn.Module):
    def __init__(self):
        super().__init__()
        self.features = nn.Sequential(
            Conv2d(1, 6, 5), Subsampling(6), nn.Tanh(), SparseConvolution(), Subsampling(16), nn.Tanh()
        )
        self.fully = nn.Sequential(nn.Linear(400, 120), nn.Tanh(), nn.Linear(120, 84), nn.Tanh())
        self.rbf = Rbf()

    def forward(self, x):
        if x.size(2) == 28:
            x = F.pad(x, (2, 2, 2, 2))
        return self.rbf(self.fully(self.features(x).flatten(1)))


def train(model, images, labels, epochs=10, batch_size=32, learning_rate=1e-3, seed=0):
    torch.manual_seed(seed)
    model = model.to(device).train()
    data = torch.utils.data.TensorDataset(torch.as_tensor(images).float(), torch.as_tensor(labels).long())
    loader = torch.utils.data.DataLoader(data, batch_size=batch_size, shuffle=True)
    optimizer = torch.optim.Adam(model.parameters(), lr=learning_rate)
    losses = []
    for epoch in range(epochs):
        for x, y in loader:
            loss = F.cross_entropy(model(x.to(device)), y.to(device))
            model.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(float(loss))
        print(f"epoch {epoch + 1}: loss {losses[-1]:.3f}")
    return losses

# %% id=run
# !wget https://example.org/mnist.zip
images = torch.rand(64, 1, 28, 28)
labels = torch.arange(64) % 10
model = LeNet5()
train(model, images, labels, epochs=1)
torch.save(model.state_dict(), "lenet5.pt")

# %% [markdown] id=report
# ## Report
#
# I used the connections of the paper, so there are 60,000 parameters.
