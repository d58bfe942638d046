"""Watching a training from inside the process that it runs in: what goes into the network and into the loss, what
comes out of backward, what an optimiser holds and does. What is seen helps to explain, and never earns points.
"""

import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import torch
from torch import nn
from torch.optim.optimizer import Optimizer, register_optimizer_step_pre_hook
from torch.overrides import TorchFunctionMode

LOSSES = ("cross_entropy", "nll_loss", "mse_loss", "l1_loss", "smooth_l1_loss", "binary_cross_entropy")
WITH_LABELS = ("cross_entropy", "nll_loss")
MOST_LOSSES = 100_000
ALIKE = 0.99  # two images are the same when they correlate so much, however both were scaled


class TimeIsUp(BaseException):
    """Not an Exception: a training that goes on after any error ends all the same."""


@dataclass
class Seen:
    """Counts and firsts; `kept` counts steps whose gradients were still there when the next ones were added,
    `empty` those at which no parameter of the network had a gradient other than zero."""

    calls: int = 0
    images: int = 0
    batches: set[float] = field(default_factory=set)
    lowest: float = math.inf
    highest: float = -math.inf
    backwards: int = 0
    losses: list[float] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    summed: bool = False
    probabilities: bool = False
    no_logarithms: bool = False
    classes: list[int] = field(default_factory=list)
    paired: int = 0
    compared: int = 0
    steps: int = 0
    kept: int = 0
    empty: int = 0
    handed: int = 0
    foreign: int = 0
    decay: float = 0.0
    rates: list[float] = field(default_factory=list)


class Watch(TorchFunctionMode):
    """Of one network. After `most` steps, or when the process has computed until `end`, it ends the training.

    With `data`, images and labels as they were given, it looks closely, which takes time: also at the numbers that
    go in, and whether labels still belong to their images.
    """

    def __init__(
        self,
        model: nn.Module,
        *,
        end: float,
        most: int = 0,
        data: tuple[Any, Any] | None = None,
    ) -> None:
        super().__init__()
        self.seen = Seen()
        self.stopped = False
        self._model, self._end, self._most = model, end, most
        self._data = _standardised(data) if data is not None else None
        self._last: torch.Tensor | None = None
        self._after_step = False
        self._held: list[torch.Tensor] = []
        self._hooks: list[Any] = []

    def __enter__(self) -> "Watch":
        self._hooks = [
            register_optimizer_step_pre_hook(self._steps),
            self._model.register_forward_pre_hook(self._called),
        ]
        super().__enter__()  # type: ignore[no-untyped-call]
        return self

    def __exit__(self, *raised: Any) -> bool:
        super().__exit__(*raised)  # type: ignore[no-untyped-call]
        for hook in self._hooks:
            hook.remove()
        self.stopped = raised[0] is TimeIsUp
        return self.stopped

    def __torch_function__(
        self,
        func: Callable[..., Any],
        types: Any,
        args: Sequence[Any] = (),
        kwargs: Mapping[str, Any] | None = None,
    ) -> Any:
        name = str(getattr(func, "__name__", ""))
        if name == "backward" and args:
            self._backward(args[0])
        out = func(*args, **(kwargs or {}))
        if self._data is not None and name in LOSSES and torch.is_grad_enabled():
            self._loss(name, args, kwargs or {})
        return out

    def _in_time(self) -> None:
        if time.process_time() > self._end:
            raise TimeIsUp

    def _called(self, module: nn.Module, given: tuple[Any, ...]) -> None:
        self._in_time()
        if (
            not torch.is_grad_enabled()
            or not given
            or not isinstance(given[0], torch.Tensor)
            or not given[0].numel()
        ):
            return
        seen, images = self.seen, given[0].detach()
        seen.calls += 1
        seen.images += len(images)
        if self._data is not None:
            seen.batches.add(float(images.double().sum()))
            seen.lowest = min(seen.lowest, float(images.min()))
            seen.highest = max(seen.highest, float(images.max()))
            self._last = images

    def _backward(self, loss: Any) -> None:
        value = loss[0] if isinstance(loss, (list, tuple)) and loss else loss
        if isinstance(value, torch.Tensor) and value.numel() == 1 and len(self.seen.losses) < MOST_LOSSES:
            self.seen.losses.append(float(value.detach()))
        self.seen.backwards += 1
        if self._data is not None:
            self.seen.kept += self._after_step and _have_gradients(self._held)
            self._after_step = False

    def _steps(self, optimizer: Optimizer, *given: Any) -> None:
        self._in_time()
        seen = self.seen
        if self._most and seen.steps >= self._most:
            raise TimeIsUp
        seen.steps += 1
        if self._data is not None:
            self._look_at(optimizer)

    def _look_at(self, optimizer: Optimizer) -> None:
        seen = self.seen
        seen.empty += not _have_gradients(list(self._model.parameters()))
        self._after_step = True
        seen.rates = [*seen.rates[:1], float(optimizer.param_groups[0]["lr"])]
        if seen.steps == 1:
            own = {id(p) for p in self._model.parameters()}
            self._held = [p for one in optimizer.param_groups for p in one["params"]]
            seen.handed = sum(id(p) in own for p in self._held)
            seen.foreign = len(self._held) - seen.handed
            seen.decay = max(float(one.get("weight_decay", 0.0)) for one in optimizer.param_groups)

    def _loss(self, name: str, args: Sequence[Any], named: Mapping[str, Any]) -> None:
        """Of the first ten calls: it looks at numbers, which takes time."""
        seen = self.seen
        if len(seen.kinds) >= 10 or len(args) < 2 or not all(isinstance(one, torch.Tensor) for one in args[:2]):
            return
        scores, labels = args[0].detach(), args[1].detach()
        seen.kinds.append(name)
        seen.summed |= named.get("reduction") == "sum"
        if scores.dim() != 2 or not scores.numel() or name not in WITH_LABELS:
            return
        sums = scores.sum(dim=1)
        alike = bool((sums - 1).abs().max() < 1e-3) and bool(scores.min() >= 0)
        seen.probabilities |= alike
        seen.no_logarithms |= name == "nll_loss" and bool((scores.exp().sum(dim=1) - 1).abs().max() > 1e-2)
        if labels.dim() == 1:
            seen.classes.append(len(labels.unique()))
            self._pair(labels)

    def _pair(self, labels: torch.Tensor) -> None:
        """How many labels are those of the images that the network was given last."""
        if self._data is None or self._last is None or len(self._last) != len(labels):
            return
        images, known = self._data
        rows = _rows(self._last)
        if rows.shape[1] != images.shape[1]:
            return
        best, place = (rows @ images.T).max(dim=1)
        sure = best > ALIKE
        self.seen.compared += int(sure.sum())
        self.seen.paired += int((known[place][sure] == labels[sure]).sum())


def _have_gradients(parameters: Sequence[torch.Tensor]) -> bool:
    return any(p.grad is not None and bool(p.grad.any()) for p in parameters)


def _standardised(data: tuple[Any, Any]) -> tuple[torch.Tensor, torch.Tensor]:
    return _rows(torch.as_tensor(data[0])), torch.as_tensor(data[1])


def _rows(images: torch.Tensor) -> torch.Tensor:
    """Each image as a row of length one around zero, so that products of rows are correlations."""
    rows = images.flatten(1).float()
    rows = rows - rows.mean(dim=1, keepdim=True)
    return nn.functional.normalize(rows)
