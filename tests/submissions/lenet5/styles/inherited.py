# Both layers inherit their forward from a class for whatever slides; the network is two sequences.

# %% id=output-size
from __future__ import annotations
from abc import ABC, abstractmethod
from collections import OrderedDict
from typing import Optional, Tuple
import torch.nn.functional as F


class Geometry:
    """size arithmetic"""
    @staticmethod
    def places(size: int, kernel: int, stride: int, padding: int) -> int:
        return int((size - kernel + 2 * padding) / stride) + 1

def output_size(size, kernel, stride=1, padding=0):
    return Geometry.places(size, kernel, stride, padding)

# %% id=count-parameters
class ParameterCounter:
    def __init__(self, model: nn.Module):
        self._model = model
    def layers(self):
        return {n: sum(p.numel() for p in m.parameters()) for n, m in self._model.named_children()}
    @property
    def total(self):
        return sum(p.numel() for p in self._model.parameters())

def count_parameters(model):
    counter = ParameterCounter(model)
    return counter.layers(), counter.total

# %% id=own-convolution
class SlidingWindow(nn.Module, ABC):
    """base of everything that slides"""
    def __init__(self, kernel_size: int, stride: int, padding: int) -> None:
        super().__init__()
        self.k, self.s, self.p = kernel_size, stride, padding

    def windows(self, x: torch.Tensor) -> torch.Tensor:
        if self.p:
            x = F.pad(x, [self.p] * 4)
        return x.unfold(2, self.k, self.s).unfold(3, self.k, self.s)

    def forward(self, x):
        return self.reduce(self.windows(x))

    @abstractmethod
    def reduce(self, windows: torch.Tensor) -> torch.Tensor: ...

    def extra_repr(self) -> str:
        return f"k={self.k}, s={self.s}, p={self.p}"


class Conv2d(SlidingWindow):
    def __init__(self, in_channels, out_channels, kernel_size, stride=1, padding=0, bias=True):
        super().__init__(kernel_size, stride, padding)
        self.weight = nn.Parameter(torch.empty(out_channels, in_channels, kernel_size, kernel_size))
        self.bias: Optional[nn.Parameter]
        if bias:
            self.bias = nn.Parameter(torch.empty(out_channels))
        else:
            self.register_parameter("bias", None)
        self.reset_parameters()

    def reset_parameters(self) -> None:
        bound = self.weight[0].numel() ** -0.5
        for p in self.parameters():
            nn.init.uniform_(p, -bound, bound)

    def reduce(self, windows):
        out = torch.tensordot(windows, self.weight, dims=([1, 4, 5], [1, 2, 3])).permute(0, 3, 1, 2)
        return out if self.bias is None else out + self.bias.view(1, -1, 1, 1)

# %% id=own-pooling
class AvgPool2d(SlidingWindow):
    def __init__(self, kernel_size, stride=None):
        super().__init__(kernel_size, stride or kernel_size, 0)

    def reduce(self, windows):
        return windows.mean(dim=(-1, -2))

# %% id=lenet5
class FeatureExtractor(nn.Sequential):
    def __init__(self):
        super().__init__(OrderedDict([
            ("c1", Conv2d(1, 6, 5)), ("a1", nn.Tanh()), ("s2", AvgPool2d(2, 2)),
            ("c3", Conv2d(6, 16, 5)), ("a3", nn.Tanh()), ("s4", AvgPool2d(2, 2)),
            ("c5", Conv2d(16, 120, 5)), ("a5", nn.Tanh()), ("flat", nn.Flatten()),
        ]))

class Head(nn.Sequential):
    def __init__(self):
        super().__init__(OrderedDict([("f6", nn.Linear(120, 84)), ("a6", nn.Tanh()), ("out", nn.Linear(84, 10))]))

class LeNet5(nn.Module):
    def __init__(self):
        super().__init__()
        self.backbone = FeatureExtractor()
        self.head = Head()

    def _to32(self, x):
        missing = 32 - x.size(-1)
        return F.pad(x, (missing // 2,) * 4)

    def forward(self, x):
        return self.head(self.backbone(self._to32(x)))

# %% id=training
class Trainer:
    def __init__(self, model, lr, batch_size, seed):
        self.model, self.batch_size = model, batch_size
        self.optim = torch.optim.SGD(model.parameters(), lr=lr, momentum=0.9, nesterov=True)
        self.sched = None
        self.loss_fn = nn.CrossEntropyLoss()
        self.rng = torch.Generator().manual_seed(seed)
        self.log: list[float] = []

    def step(self, x, y):
        self.optim.zero_grad(set_to_none=True)
        loss = self.loss_fn(self.model(x), y)
        loss.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), 5.0)
        self.optim.step()
        self.log.append(float(loss.detach()))

    def epoch(self, x, y):
        self.model.train()
        for idx in torch.randperm(len(x), generator=self.rng).split(self.batch_size):
            self.step(x[idx], y[idx])


def train(model, images, labels, epochs=10, batch_size=32, learning_rate=0.05, seed=0):
    trainer = Trainer(model, learning_rate, batch_size, seed)
    x = torch.as_tensor(images, dtype=torch.float32)
    y = torch.as_tensor(labels, dtype=torch.long)
    for _ in range(epochs):
        trainer.epoch(x, y)
    return trainer.log
