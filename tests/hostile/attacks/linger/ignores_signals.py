"""Ignores every signal that can be ignored, and tries those that cannot; then it goes on for ever."""

import ctypes
import signal

LIBC = ctypes.CDLL(None)
IGNORE = 1


def attack():
    for number in range(1, signal.NSIG):
        LIBC.signal(number, IGNORE)
    signal.pthread_sigmask(signal.SIG_BLOCK, range(1, signal.NSIG))
    while True:
        pass
