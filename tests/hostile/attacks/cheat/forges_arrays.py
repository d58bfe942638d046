"""Sends arrays that claim shapes no array can have."""

import contextlib
import json
import os
import struct

SHAPES = {3: [0, 1 << 63], 4: [1] * 70, 5: [1 << 62, 0], 6: [1 << 32, 1 << 32]}


def forge(n, shape):
    size = 8 if 0 not in shape else 0
    inner = json.dumps({"out": {"dtype": "F64", "shape": shape, "data_offsets": [0, size]}}).encode()
    body = struct.pack("<Q", len(inner)) + inner + bytes(size)
    text = json.dumps({"n": n, "names": ["out"]}).encode()
    for fd in range(3, 64):
        with contextlib.suppress(OSError):
            os.write(fd, struct.pack("<4sIQ", b"AGW1", len(text), len(body)) + text + body)


def double(x):
    forge(len(x) - 3 if len(x) < 5 else len(x) - 1, SHAPES[len(x)])
    return x * 0


def total(x):
    forge(len(x) - 1 if len(x) < 5 else len(x) + 1, SHAPES[len(x)])
    return 0.0
