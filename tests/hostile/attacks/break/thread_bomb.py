"""Starts sleeping threads until it cannot, and keeps them."""

import threading
import time

from world import GENTLE


def sleep():
    time.sleep(0.1 if GENTLE else 60)


def attack():
    most = 5 if GENTLE else 1000
    for _ in range(most):
        threading.Thread(target=sleep, daemon=True).start()
    return f"{most} threads"
