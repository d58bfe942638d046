"""Reports things about itself that are not so, of sizes that nothing is made for."""

import contextlib
import json
import os
import struct

HUGE = 2**80
FACTS = {3: {"a": HUGE}, 4: {"a": [[[[[[[[[[[1]]]]]]]]]]]}, 5: {"a": "x" * 900_000}, 6: {"a": float("nan")}}


def forge(header):
    text = json.dumps(header).encode()
    for fd in range(3, 64):
        with contextlib.suppress(OSError):
            os.write(fd, struct.pack("<4sIQ", b"AGW1", len(text), 0) + text)


def double(x):
    forge({"n": len(x) - 3 if len(x) < 5 else len(x) - 1, "facts": FACTS[len(x)], "changed": ["x"] * 1000})
    return x * 0


def total(x):
    value = {"kind": "other", "dtype": "d" * 100_000, "shape": [HUGE, -1]}
    frames = [{"file": "f" * 9999, "line": HUGE, "function": "g" * 9999}] * 99
    failure = {"type": "t" * 9999, "message": "m" * 9999, "frames": frames}
    forge({"n": len(x) - 1, "names": ["out"], "values": {"out": value}, "failure": failure, "outcome": "raised"})
    return 0.0
