"""Answers with hundreds of thousands of arrays of nothing: it is their names that take memory and time to read."""

import contextlib
import json
import os
import struct

MANY = 250_000


def forge(n):
    text = json.dumps({"n": n, "names": ["out"]}).encode()
    whole = memoryview(struct.pack("<4sIQ", b"AGW1", len(text), len(BODY)) + text + BODY)
    for fd in range(3, 64):
        left = whole
        with contextlib.suppress(OSError):
            while left:
                left = left[os.write(fd, left) :]


def body():
    arrays = {f"a{n}": {"dtype": "F64", "shape": [0], "data_offsets": [0, 0]} for n in range(MANY)}
    names = json.dumps(arrays, separators=(",", ":")).encode()
    return struct.pack("<Q", len(names)) + names


def double(x):
    forge(len(x) - 3 if len(x) < 5 else len(x) - 1)
    os._exit(0)


BODY = body()
