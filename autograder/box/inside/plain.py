"""Turns whatever student code returned into plain arrays, or into a description of what it was."""

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
    if isinstance(value, (np.ndarray, list, tuple, *NUMBERS)):
        return _array(value)
    return _other(value)


def changed(given: Mapping[str, NDArray[Any]], kept: Mapping[str, NDArray[Any]]) -> list[str]:
    """The arguments that are no longer what they were."""
    return [name for name, array in given.items() if array.tobytes() != kept[name].tobytes()]


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
