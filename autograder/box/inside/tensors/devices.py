"""Code written for a graphics card runs on the CPU: what names another device means this one, and says so."""

import functools
from collections.abc import Callable, Mapping
from typing import Any

import torch
from torch.jit import _builtins
from torch.nn.parameter import UninitializedParameter
from torch.utils.data import DataLoader

from ..notes import Notes

HERE = ("cpu", "meta")
OF_WORKERS: Mapping[str, Any] = {
    "num_workers": 0, "prefetch_factor": None, "persistent_workers": False, "multiprocessing_context": None,
    "timeout": 0, "pin_memory": False,
}  # fmt: skip
MAKERS = (
    "arange", "as_tensor", "asarray", "empty", "empty_like", "eye", "full", "full_like", "linspace", "logspace",
    "normal", "ones", "ones_like", "rand", "rand_like", "randint", "randint_like", "randn", "randn_like",
    "randperm", "scalar_tensor", "sparse_coo_tensor", "tensor", "tril_indices", "triu_indices", "zeros",
    "zeros_like",
)  # fmt: skip
METHODS = ("new_empty", "new_full", "new_ones", "new_tensor", "new_zeros")
Function = Callable[..., Any]


def fall_back(notes: Notes) -> None:
    """Replaces the doors to another device for all children."""
    here = _Here(notes)
    for name in MAKERS:
        _replace(torch, name, here.with_device)
    for name in METHODS:
        _replace(torch.Tensor, name, here.with_device)
    for owner in (torch.Tensor, torch.nn.Module):
        _replace(owner, "to", here.moving)
        _replace(owner, "cuda", here.staying)
    _replace(torch, "load", here.loading)
    _replace(torch, "set_default_device", here.moving)
    for name in ("synchronize", "set_device"):
        _replace(torch.cuda, name, here.doing_nothing)
    _replace(DataLoader, "__init__", here.without_workers)


def _replace(owner: Any, name: str, change: Callable[[Function], Function]) -> None:
    """Under its old name, for people and for TorchScript."""
    original = getattr(owner, name)
    changed = functools.wraps(original)(change(original))
    if (known := _builtins._find_builtin(original)) is not None:  # type: ignore[no-untyped-call]
        _builtins._register_builtin(changed, known)
    of_lazy_layers: list[Any] = UninitializedParameter._allowed_methods  # type: ignore[attr-defined]
    if original in of_lazy_layers:  # the methods that they may call, each known by itself
        of_lazy_layers.append(changed)
    setattr(owner, name, changed)


class _Here:
    """How each kind of function is changed."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes

    def with_device(self, original: Function) -> Function:
        def make(*given: Any, **named: Any) -> Any:
            if "device" in named:
                named["device"] = self._device(named["device"])
            return original(*given, **named)

        return make

    def moving(self, original: Function) -> Function:
        def to(*given: Any, **named: Any) -> Any:
            named = {name: self._device(value) for name, value in named.items()}
            return original(*map(self._device, given), **named)

        return to

    def staying(self, original: Function) -> Function:
        def cuda(itself: Any, *given: Any, **named: Any) -> Any:
            self._notes.notice("device")
            return itself

        return cuda

    def doing_nothing(self, original: Function) -> Function:
        def nothing(*given: Any, **named: Any) -> None:
            self._notes.notice("device")

        return nothing

    def loading(self, original: Function) -> Function:
        """Weights that were saved on another device are loaded to this one, wherever they are wanted."""

        def load(f: Any, map_location: Any = None, *given: Any, **named: Any) -> Any:
            callable_or_table = callable(map_location) or isinstance(map_location, Mapping)
            place = map_location if callable_or_table else self._device(map_location) or "cpu"
            return original(f, place, *given, **named)

        return load

    def without_workers(self, original: Function) -> Function:
        def make(itself: Any, *given: Any, **named: Any) -> None:
            if named.get("num_workers", given[5] if len(given) > 5 else 0):
                self._notes.notice("workers")
                named = {name: OF_WORKERS.get(name, value) for name, value in named.items()}
                given = (*given[:5], 0, *given[6:]) if len(given) > 5 else given
            original(itself, *given, **named)

        return make

    def _device(self, value: Any) -> Any:
        """The CPU for a text or a device that means another; anything else as it is."""
        if type(value) is int:  # the number of a graphics card
            value = torch.device("cuda", value)
        if type(value) is not torch.device and type(value) is not str:
            return value
        if str(value).partition(":")[0] in HERE:
            return value
        self._notes.notice("device")
        return "cpu" if type(value) is str else torch.device("cpu")
