"""Claims to be loading a file with an endless name, and dies then."""

import contextlib
import json
import os
import struct


def double(x):
    text = json.dumps({"loading": "<b>the grader</b> \x1b[31m " * 30_000}).encode()
    for fd in range(3, 64):
        with contextlib.suppress(OSError):
            os.write(fd, struct.pack("<4sIQ", b"AGW1", len(text), 0) + text)
    os._exit(1)


def total(x):
    return 0.0
