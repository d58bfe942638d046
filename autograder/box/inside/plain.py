"""Turns whatever student code returned into plain arrays, or into a description of what it was."""

import sys
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .failure import MOST_TYPE, type_name

MOST_BYTES = 4 << 20
NUMBERS = (bool, int, float, np.generic)


def plain(value: object) -> dict[str, Any] | NDArray[Any]:
    """The numbers of a value, or a description of what cannot be sent."""
    if value is None:
        return {"kind": "none"}
    try:
        value = _without_tensors(value)
    except (RuntimeError, TypeError, ValueError):  # a tensor that has no numbers, or of a type that NumPy lacks
        return _other(value, getattr(value, "dtype", None))
    if isinstance(value, (np.ndarray, list, tuple, *NUMBERS)):
        return _array(value)
    return _other(value)


def changed(given: Mapping[str, NDArray[Any]], kept: Mapping[str, NDArray[Any]]) -> list[str]:
    """The arguments that are no longer what they were."""
    return [name for name, array in given.items() if array.tobytes() != kept[name].tobytes()]


def _without_tensors(value: Any) -> Any:
    """A tensor as the array of its numbers, and so the tensors of a list; all else as it is.

    What a subclass would say about itself is not asked. A tensor that is larger than its memory stays so.
    """
    torch: Any = sys.modules.get("torch")
    if torch is None:
        return value
    if type(value) in (list, tuple) and any(issubclass(type(one), torch.Tensor) for one in value):
        return [_without_tensors(one) for one in value]
    if not issubclass(type(value), torch.Tensor):
        return value
    with torch._C.DisableTorchFunctionSubclass():
        wide = torch.Tensor.float(value) if value.dtype is torch.bfloat16 else value
        return torch.Tensor.numpy(wide, force=True)


def _array(value: Any) -> dict[str, Any] | NDArray[Any]:
    if isinstance(value, (list, tuple)) and len(value) > MOST_BYTES:
        return _other(value)
    try:
        array = np.asarray(value).view(np.ndarray)
    except (ValueError, TypeError, OverflowError):
        return _other(value)
    if array.dtype.kind not in "biuf":
        return _other(value, array.dtype)
    if array.nbytes > MOST_BYTES:
        return {"kind": "array", "dtype": array.dtype.name, "shape": list(array.shape), "kept": False}
    if array.dtype.itemsize > 8:
        array = array.astype(np.float64)
    return np.ascontiguousarray(array, dtype=array.dtype.newbyteorder("=")).reshape(array.shape)


def _other(value: object, dtype: object = None) -> dict[str, Any]:
    name = type_name(value)
    return {"kind": "other", "dtype": f"{name} of {dtype}"[:MOST_TYPE] if dtype else name}
