"""Forks until it is not allowed to any more, and never waits for what it started."""

import os
import time

from world import GENTLE


def attack():
    """Unconfined it is one process, which is waited for after all."""
    started = []
    try:
        for _ in range(1 if GENTLE else 200):
            if (pid := os.fork()) == 0:
                time.sleep(0 if GENTLE else 5)
                os._exit(0)
            started.append(pid)
    finally:
        for pid in started if GENTLE else ():
            os.waitpid(pid, 0)
    return f"{len(started)} processes"
