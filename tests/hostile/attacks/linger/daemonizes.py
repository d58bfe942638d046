"""Leaves a process behind that belongs to nobody: two forks, a session of its own, no parent to die with."""

import ctypes
import os
import signal
import time

from world import GENTLE, PRECIOUS

LIBC = ctypes.CDLL(None)
PDEATHSIG = 1


def attack():
    """Unconfined the daemon ends by itself at once."""
    if (first := os.fork()) == 0:
        os.setsid()
        if os.fork() == 0:
            LIBC.prctl(PDEATHSIG, 0)
            for number in range(1, signal.NSIG):
                LIBC.signal(number, 1)
            time.sleep(0.1 if GENTLE else 3)
            linger()
        os._exit(0)
    os.waitpid(first, 0)
    return "a daemon"


def linger():
    if not GENTLE:
        with open(PRECIOUS, "a") as file:
            file.write("the daemon was here")
    os._exit(0)
