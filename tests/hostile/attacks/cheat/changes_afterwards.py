"""Returns an array that a thread goes on changing, and views of the arguments."""

import threading
import time

import numpy as np

kept = [np.zeros(n) for n in range(8)]


def change():
    end = time.monotonic() + 0.2
    while time.monotonic() < end:
        for array in kept:
            array += 1


threading.Thread(target=change).start()


def double(x):
    return kept[len(x)]


def total(x):
    return kept[1][0:1].reshape(())
