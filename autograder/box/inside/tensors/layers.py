"""Walking a network in the box: what leaves its layers, in order, and what kinds of layers they are.

The probe of the check `architecture`, the only one that is not the course's own. A layer may be a module, of
PyTorch or of the student's own, or a function that `forward` calls: hooks see the one, a mode the other.
"""

import functools
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import torch
from torch import nn
from torch.nn.parameter import UninitializedParameter
from torch.overrides import TorchFunctionMode

MOST, MOST_NAME = 100, 60
BATCH = 2
KINDS: Mapping[str, re.Pattern[str]] = {
    kind: re.compile(pattern, re.IGNORECASE)
    for kind, pattern in (
        ("convolution", r"conv(?!ert)"),
        ("max-pooling", r"max.*pool|pool.*max"),
        ("average-pooling", r"pool|subsampl"),
        ("linear", r"linear|dense|fully"),
        ("relu", r"relu"),
        ("tanh", r"tanh"),
        ("sigmoid", r"sigmoid"),
        ("dropout", r"dropout"),
        ("flatten", r"flatten"),
    )
}  # the first that fits


def walk(student: Any, name: str, input: Sequence[int]) -> dict[str, Any]:
    """Runs the network on one random batch and returns, as facts, its layers and all shapes without the batch."""
    made = functools.reduce(getattr, name.split("."), student)
    model = made() if isinstance(made, type) else made
    seen = _Seen()
    for path, module in model.named_modules():
        seen.watch(path, module)
    model.eval()
    with torch.no_grad(), seen:
        model(torch.rand(BATCH, *input))
    return {"facts": {"layers": seen.layers[:MOST], "shapes": seen.shapes[:MOST]}}


class _Seen(TorchFunctionMode):
    """Within a layer of a known kind nothing else is looked at: how it works is its own business."""

    def __init__(self) -> None:
        super().__init__()
        self.layers: list[dict[str, Any]] = []
        self.shapes: list[list[int]] = []
        self._within = 0

    def watch(self, path: str, module: nn.Module) -> None:
        kind = kind_of(module) if path else ""
        module.register_forward_pre_hook(functools.partial(self._begins, kind))
        module.register_forward_hook(functools.partial(self._ends, kind, path))

    def __torch_function__(
        self,
        func: Callable[..., Any],
        types: Any,
        args: Sequence[Any] = (),
        kwargs: Mapping[str, Any] | None = None,
    ) -> Any:
        out = func(*args, **(kwargs or {}))
        name = str(getattr(func, "__name__", ""))
        if not self._within and (kind := _kind(name)):
            self._layer(kind, name, out, 0)
        return out

    def _begins(self, kind: str, module: nn.Module, given: tuple[Any, ...]) -> None:
        if not self._within and given:
            self._shape(given[0])
        self._within += bool(kind)

    def _ends(self, kind: str, path: str, module: nn.Module, given: Any, out: Any) -> None:
        self._within -= bool(kind)
        if not self._within:
            self._shape(out)
            if kind:
                self._layer(kind, path, out, sum(p.numel() for p in module.parameters()))

    def _shape(self, value: Any) -> None:
        if isinstance(value, torch.Tensor) and (shape := list(value.shape[1:])) not in self.shapes[-1:]:
            self.shapes.append(shape)

    def _layer(self, kind: str, name: str, out: Any, parameters: int) -> None:
        if isinstance(out, torch.Tensor):
            self._shape(out)
            shape = list(out.shape[1:])
            self.layers.append({"name": name[:MOST_NAME], "kind": kind, "out": shape, "parameters": parameters})


def _kind(name: str) -> str:
    return next((kind for kind, pattern in KINDS.items() if pattern.search(name)), "")


def kind_of(module: nn.Module) -> str:
    """By the name of its class, or of one that it is made from; a block of layers is none itself."""
    if any(kind_of(child) for child in module.children()):
        return ""
    named = next((kind for one in type(module).__mro__ if (kind := _kind(one.__name__))), "")
    own = (p for p in module.parameters(recurse=False) if not isinstance(p, UninitializedParameter))
    kernels = any(parameter.dim() == 4 for parameter in own)
    return named or ("convolution" if kernels else "")
