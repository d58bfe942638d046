"""Writes one file without end."""

import os

from world import GENTLE


def attack():
    with open("large", "wb") as file:
        for _ in range(1 if GENTLE else 1000):
            file.write(bytes(1 << 20))
            file.flush()
    size = os.path.getsize("large")
    os.remove("large")
    return f"{size} bytes"
