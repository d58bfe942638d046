"""Starts as many threads as it can with the smallest stacks there are, and waits."""

import contextlib
import threading
import time

from world import GENTLE


def sleep():
    time.sleep(0.05 if GENTLE else 60)


def double(x):
    threading.stack_size(32768)
    with contextlib.suppress(RuntimeError):
        for _ in range(3 if GENTLE else 500):
            threading.Thread(target=sleep, daemon=True).start()
    print("LOOT", threading.active_count(), "threads") if GENTLE else time.sleep(0.3)
    return 2 * x
