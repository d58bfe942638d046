"""Starts threads that no answer ends: they go on computing, printing and writing while others are asked."""

import os
import threading
import time

from world import GENTLE, OUTSIDE


def attack():
    """They share the time and the memory of the submission, and end with it."""
    until = time.monotonic() + 0.2
    for n in range(4):
        threading.Thread(target=go_on, args=(n, until), daemon=False).start()
    return ""


def go_on(n, until):
    while time.monotonic() < until:
        print("from a thread", n)
        time.sleep(0.01)
    with open(os.path.join("." if GENTLE else OUTSIDE, f"thread {n}"), "w") as file:
        file.write("still here")
