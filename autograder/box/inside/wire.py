"""The wire format: frames of one JSON header and the bytes of named arrays, with a cap on both.

A frame is MAGIC, the two lengths, the JSON, the arrays in safetensors form. Reading one never runs anything.
"""

import json
import struct
from collections.abc import Iterator, Mapping
from typing import Any

from numpy.typing import NDArray
from safetensors.numpy import save

MAGIC = b"AGW1"
HEAD = struct.Struct("<4sIQ")
MOST_JSON = 1 << 20
MOST_ARRAYS = 16 << 20
NAMES, MOST_NAMES = 8, 1 << 16  # what arrays are called stands before them, and how long it is in so many bytes


class WireError(Exception):
    """What came over the wire is not a frame, or is larger than a frame may be."""


def encode(header: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> bytes:
    text = json.dumps(header, separators=(",", ":"), ensure_ascii=False).encode("utf-8", "replace")
    body = save(dict(arrays)) if arrays else b""
    return HEAD.pack(MAGIC, len(text), len(body)) + text + body


class Reader:
    """Collects bytes as they arrive and cuts them into frames of (JSON, arrays), both still undecoded."""

    def __init__(self, most_json: int = MOST_JSON, most_arrays: int = MOST_ARRAYS) -> None:
        self._buffer = bytearray()
        self._most_json, self._most_arrays = most_json, most_arrays

    @property
    def pending(self) -> int:
        """Bytes of a frame that is not whole yet, or that nobody took."""
        return len(self._buffer)

    def feed(self, data: bytes) -> Iterator[tuple[bytes, bytes]]:
        """Raises WireError as soon as the bytes cannot become a frame."""
        self._buffer += data
        while (frame := self._take()) is not None:
            yield frame

    def _take(self) -> tuple[bytes, bytes] | None:
        if not MAGIC.startswith(self._buffer[: len(MAGIC)]):
            raise WireError("the bytes do not begin like a frame")
        if len(self._buffer) < HEAD.size:
            return None
        _, json_length, arrays_length = HEAD.unpack_from(self._buffer)
        if json_length > self._most_json or arrays_length > self._most_arrays:
            raise WireError(f"a frame of {json_length} + {arrays_length} bytes is too large")
        middle, end = HEAD.size + json_length, HEAD.size + json_length + arrays_length
        if len(self._buffer) < end:
            return None
        frame = bytes(self._buffer[HEAD.size : middle]), bytes(self._buffer[middle:end])
        del self._buffer[:end]
        return frame
