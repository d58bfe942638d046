"""Waits for a lock that it holds itself, at the end of a thread that waits for it."""

import threading


def double(x):
    if len(x) == 3:
        lock = threading.Lock()
        lock.acquire()
        thread = threading.Thread(target=lock.acquire)
        thread.start()
        thread.join()
    return 2 * x
