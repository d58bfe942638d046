"""Reading arrays of numbers from .mat files, as MATLAB 5 to 7.2 and SciPy write them.

Read here and not by SciPy, which unpacks whatever size a file announces; here no byte more than the caller allows.
"""

import math
import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.data.files import AGAIN, looks, read
from autograder.errors import DataError

HEAD, VERSION, LITTLE = 128, b"\x00\x01", b"IM"
TEXT, INT32, UINT32, MATRIX, PACKED = 1, 5, 6, 14, 15
NUMBERS: Mapping[int, str] = {
    1: "<i1", 2: "<u1", 3: "<i2", 4: "<u2", 5: "<i4", 6: "<u4", 7: "<f4", 9: "<f8", 12: "<i8", 13: "<u8",
}  # fmt: skip
NUMERIC = range(6, 16)  # classes of arrays: double, single, and integers of 8 to 64 bits
COMPLEX = 0x0800
MOST_VARIABLES = 64
MOST_AXES = 8
UNFIT = "is damaged, a variable does not fit together"


class _Damaged(ValueError):
    """The file does not fit together; says how."""


@dataclass(frozen=True)
class _Element:
    kind: int
    content: memoryview


NOTHING = _Element(0, memoryview(b""))


def read_mat(path: Path, most: int) -> dict[str, NDArray[Any]]:
    """All arrays of real numbers in the file, by name; others are left out. At most `most` bytes are unpacked."""
    content = memoryview(read(path, most))
    _check_head(bytes(content[:HEAD]), bytes(content[512:516]), path)
    try:
        return dict(_arrays(content[HEAD:], most))
    except _Damaged as error:
        raise DataError(f"{path}: {error}. {AGAIN}") from error
    except zlib.error as error:
        raise DataError(f"{path}: is damaged, it cannot be unpacked ({error}). {AGAIN}") from error
    except (struct.error, ValueError) as error:
        raise DataError(f"{path}: {UNFIT}. {AGAIN}") from error


def _check_head(head: bytes, later: bytes, path: Path) -> None:
    if later == b"\x89HDF" or head.startswith((b"MATLAB 7.3", b"\x89HDF")):
        raise DataError(f"{path}: was saved by MATLAB 7.3 as HDF5. Save it again with save(..., '-v7')")
    if head[124:128] != VERSION + LITTLE:
        short = ": it is cut short" if 0 < len(head) < HEAD and head.startswith(b"MATLAB") else looks(head)
        raise DataError(f"{path}: is no .mat file of MATLAB 5 to 7.2{short}. {AGAIN}")


def _arrays(content: memoryview, most: int) -> Iterator[tuple[str, NDArray[Any]]]:
    for count, element in enumerate(_elements(content)):
        if count == MOST_VARIABLES:
            raise _Damaged(f"holds more than {MOST_VARIABLES} variables: it is another file")
        if element.kind == PACKED:
            unpacked = _unpacked(element.content, most)
            most -= len(unpacked)
            element = next(_elements(unpacked), NOTHING)
        if element.kind == MATRIX and (found := _matrix(element.content)):
            yield found


def _unpacked(content: memoryview, most: int) -> memoryview:
    machine = zlib.decompressobj()
    unpacked = machine.decompress(content, most + 1)
    if len(unpacked) > most:
        raise _Damaged("unpacks to more than the official file holds")
    if not machine.eof:
        raise _Damaged("is cut short within a packed variable")
    return memoryview(unpacked)


def _elements(content: memoryview) -> Iterator[_Element]:
    """Each has a type and a length before it; those of up to 4 bytes share 8 bytes with them."""
    while content:
        kind, size = struct.unpack_from("<II", content)
        start, end = 8, 8 + size
        if kind >> 16:
            kind, start, end = kind & 0xFFFF, 4, 4 + min(kind >> 16, 4)
        if end > len(content):
            raise _Damaged(f"is cut short, {end - len(content):,} bytes are missing")
        yield _Element(kind, content[start:end])
        content = content[end if kind == PACKED else -(-end // 8) * 8 :]


def _matrix(content: memoryview) -> tuple[str, NDArray[Any]] | None:
    """Its flags, shape, name and numbers; None for text, cells, structures, and complex or sparse numbers."""
    parts = _elements(content)
    flags = _next(parts, UINT32)
    (flag,) = struct.unpack_from("<I", flags)
    if flag & 0xFF not in NUMERIC or flag & COMPLEX:
        return None
    shape = np.frombuffer(_next(parts, INT32), "<i4").tolist()
    name = bytes(_next(parts, TEXT)).decode("latin-1")
    numbers = next(parts, NOTHING)
    if numbers.kind not in NUMBERS:
        raise _Damaged(f"has a variable {name[:40]!a} without numbers")
    return name, _shaped(numbers, shape)


def _next(parts: Iterator[_Element], kind: int) -> memoryview:
    part = next(parts, NOTHING)
    if part.kind != kind:
        raise _Damaged(UNFIT)
    return part.content


def _shaped(numbers: _Element, shape: list[int]) -> NDArray[Any]:
    dtype = np.dtype(NUMBERS[numbers.kind])
    whole = 2 <= len(shape) <= MOST_AXES and all(size >= 0 for size in shape)
    if not whole or math.prod(shape) * dtype.itemsize != len(numbers.content):
        raise _Damaged("is damaged, the numbers of a variable do not fill its shape")
    return np.frombuffer(numbers.content, dtype).reshape(shape, order="F")
