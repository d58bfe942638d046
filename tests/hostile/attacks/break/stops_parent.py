"""Stops the process that started it."""

import os
import signal

from world import GENTLE


def attack():
    parent = os.getppid()
    if parent < 1:
        return ""
    os.kill(parent, 0 if GENTLE else signal.SIGSTOP)
    return "has signalled its parent"
