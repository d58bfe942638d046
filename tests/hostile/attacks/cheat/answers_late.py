"""A thread goes on after the question is answered, and writes into the arrays and the stream of the next ones."""

import contextlib
import json
import os
import struct
import threading
import time

import numpy as np

kept = np.zeros(3)


def later():
    text = json.dumps({"n": 1, "outcome": "answered"}).encode()
    for n in range(20):
        time.sleep(0.002)
        kept[:] = n
        for fd in range(3, 16):
            with contextlib.suppress(OSError):
                os.write(fd, struct.pack("<4sIQ", b"AGW1", len(text), 0) + text)


def double(x):
    threading.Thread(target=later).start()
    return kept


def total(x):
    time.sleep(0.01)
    return kept[0]
