"""Reading saved weights, .npz or .safetensors, from bytes that a stranger made: named numbers, nothing is run."""

import io
import zipfile
from collections.abc import Iterator, Mapping
from math import prod
from typing import IO, Any

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray
from safetensors import SafetensorError, deserialize

from autograder.errors import RecordError, SubmissionError
from autograder.intake.archive import CHUNK, DAMAGE, shown
from autograder.records import as_array

Weights = dict[str, NDArray[Any]]
MOST_FILE = 100_000_000
MOST_NUMBERS = 200_000_000  # bytes of all arrays together
MOST_ARRAYS, MOST_AXES, MOST_NAME = 1000, 8, 200
MOST_DIRECTORY, MOST_HEAD = 1_000_000, 4_000
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # NumPy writes no others
ZIP, NPY = b"PK", ".npy"
VERSION = (1, 0)  # later ones have heads of up to 4 GB, which NumPy reads whole; np.savez writes none for weights
AGAIN = "Save it again, as the last cell or line of the training does"


class _Frugal(io.BytesIO):
    """zipfile takes in a whole directory of entries at once, however long it says it is."""

    def read(self, size: int | None = -1, /) -> bytes:
        data = super().read(-1 if size is None else size)
        if len(data) > MOST_DIRECTORY:
            raise zipfile.BadZipFile("its directory of entries is too long")
        return data


def read_weights(content: bytes, name: str) -> Weights:
    """Raises SubmissionError, with a sentence for the student, when these are not named arrays of numbers."""
    try:
        weights = _from_npz(content) if content.startswith(ZIP) else _from_safetensors(content)
    except (SafetensorError, RecordError, RecursionError, TypeError, AttributeError, *DAMAGE) as error:
        why = shown(str(error)) or type(error).__name__
        raise SubmissionError(f"{name} cannot be read ({why}). {AGAIN}") from error
    except _Refused as error:
        raise SubmissionError(f"{name}: {error}. {AGAIN}") from error
    if not weights:
        raise SubmissionError(f"{name} holds no arrays. {AGAIN}")
    return weights


def not_finite(weights: Mapping[str, NDArray[Any]]) -> tuple[str, ...]:
    """The names of arrays that hold nan or an infinity."""
    return tuple(shown(name) for name, array in weights.items() if not np.isfinite(array).all())


class _Refused(Exception):
    """It can be read, and is nothing that weights need; says what."""


def _from_npz(content: bytes) -> Weights:
    weights: Weights = {}
    left = MOST_NUMBERS
    with zipfile.ZipFile(_Frugal(content)) as opened:
        entries = opened.infolist()
        if len(entries) > MOST_ARRAYS:
            raise _Refused(f"it holds {len(entries)} arrays, more than any network here")
        for entry in entries:
            name = _name(entry, weights)
            weights[name] = array = _array(opened, entry, left)
            left -= array.nbytes
    return weights


def _name(entry: zipfile.ZipInfo, taken: Weights) -> str:
    name = entry.filename.removesuffix(NPY)
    if not entry.filename.endswith(NPY) or not 0 < len(name) <= MOST_NAME:
        raise _Refused(f"{shown(entry.filename)!r} is no array as np.savez writes it")
    if name in taken:
        raise _Refused(f"two arrays are called {shown(name)!r}")
    return name


def _array(opened: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> NDArray[Any]:
    """The head is read before a byte of the numbers is: it says how many there may be."""
    if entry.compress_type not in PACKED:
        raise _Refused(f"{shown(entry.filename)!r} is packed in a way that NumPy does not use")
    with opened.open(entry) as file:
        shape, by_columns, kind = _head(file, entry)
        size = prod(shape) * kind.itemsize
        if size > left:
            raise _Refused(f"its arrays take more than {MOST_NUMBERS // 1_000_000} MB")
        body = b"".join(_pieces(file, size + 1))
    if len(body) != size:
        raise zipfile.BadZipFile(f"{entry.filename!r} holds other than the {size} bytes that it says")
    array = np.frombuffer(body, kind).reshape(shape, order="F" if by_columns else "C")
    return array.astype(kind.newbyteorder("="))


def _pieces(file: IO[bytes], most: int) -> Iterator[bytes]:
    while most > 0 and (piece := file.read(min(most, CHUNK))):
        most -= len(piece)
        yield piece


def _head(file: IO[bytes], entry: zipfile.ZipInfo) -> tuple[tuple[int, ...], bool, np.dtype[Any]]:
    if npy.read_magic(file) != VERSION:  # type: ignore[no-untyped-call]
        raise _Refused(f"{shown(entry.filename)!r} is of a version that is not read here")
    head = npy.read_array_header_1_0(file, max_header_size=MOST_HEAD)  # type: ignore[no-untyped-call, call-arg]
    shape, by_columns, kind = head
    if kind.hasobject:
        raise _Refused(f"{shown(entry.filename)!r} holds Python objects (a pickle), which are never loaded")
    if kind.kind not in "biuf" or kind.itemsize > 8:
        raise _Refused(f"{shown(entry.filename)!r} holds {shown(str(kind))}, not plain numbers")
    if len(shape) > MOST_AXES or any(length < 0 for length in shape):
        raise _Refused(f"{shown(entry.filename)!r} has a shape that no layer has")
    return shape, by_columns, kind


def _from_safetensors(content: bytes) -> Weights:
    """Its reader looks at lengths before it takes anything in."""
    tensors = deserialize(content)  # type: ignore[no-untyped-call]  # the package has no annotations
    if len(tensors) > MOST_ARRAYS:
        raise _Refused(f"it holds {len(tensors)} arrays, more than any network here")
    return {name: as_array(view) for name, view in tensors}
