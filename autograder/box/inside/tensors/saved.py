"""Saved weights as a student wrote them: only numbers are loaded, and what does not fit is told by its names."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load as load_safetensors
from torch import nn

FEW, MOST_NAME = 3, 60
NESTED = ("state_dict", "model_state_dict", "model", "net")  # under which a checkpoint may keep the weights
NEAR_PREFIX = "module."  # of a network that was saved inside DataParallel


def opened(content: bytes) -> Mapping[str, Any]:
    """The weights of a file, of which only numbers are loaded."""
    if not content.startswith((b"PK", b"\x80")):
        return load_safetensors(content)
    saved = _innermost(torch.load(io.BytesIO(content), weights_only=True))
    if not isinstance(saved, Mapping):
        raise TypeError(f"it holds a {type(saved).__name__}; save model.state_dict()")
    if not all(isinstance(name, str) for name in saved):
        raise TypeError("not all that it holds has a name; save model.state_dict()")
    return saved


def _innermost(saved: Any) -> Any:
    """A file can be made that holds itself."""
    for _ in NESTED:
        inner = [saved[name] for name in NESTED if name in saved] if isinstance(saved, Mapping) else []
        saved = next((one for one in inner if isinstance(one, Mapping)), saved)
    return saved


def tensors(arrays: Mapping[str, NDArray[Any]]) -> dict[str, torch.Tensor]:
    return {name: torch.as_tensor(np.array(array)) for name, array in arrays.items()}


def without_prefix(saved: Mapping[str, Any]) -> dict[str, Any]:
    wrapped = saved and all(name.startswith(NEAR_PREFIX) for name in saved)
    return {name.removeprefix(NEAR_PREFIX) if wrapped else name: tensor for name, tensor in saved.items()}


def misfit(model: nn.Module, saved: Mapping[str, Any]) -> str:
    """Which names are missing, which are too many, which have another shape; empty where it is none of these."""
    own = model.state_dict()
    missing, more = [n for n in own if n not in saved], [n for n in saved if n not in own]
    shapes = {n: (tuple(own[n].shape), tuple(getattr(saved[n], "shape", ()))) for n in own if n in saved}
    other = [f"{n} {_shape(came)} for {_shape(right)}" for n, (right, came) in shapes.items() if came != right]
    parts = {"it lacks ": missing, "the network has no ": more, "of another shape: ": other}
    return "; ".join(f"{says}{_few(names)}" for says, names in parts.items() if names)


def _shape(lengths: Sequence[int]) -> str:
    return "×".join(map(str, lengths)) or "a single number"


def _few(names: Sequence[str]) -> str:
    more = f" and {len(names) - FEW} more" if len(names) > FEW else ""
    return f"{', '.join(name[:MOST_NAME] for name in names[:FEW])}{more}"
