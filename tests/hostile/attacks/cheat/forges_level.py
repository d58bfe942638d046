"""Claims other levels of isolation than the one in force."""

import contextlib
import json
import os
import struct


def forge(header):
    text = json.dumps(header).encode()
    for fd in range(3, 64):
        with contextlib.suppress(OSError):
            os.write(fd, struct.pack("<4sIQ", b"AGW1", len(text), 0) + text)


def double(x):
    forge({"level": "none"})
    return x * 0


def total(x):
    forge({"level": "none", "loading": "other.py"})
    return 0.0
