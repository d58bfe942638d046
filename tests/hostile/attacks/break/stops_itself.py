"""Stops itself, as a debugger would, and waits to be told to go on."""

import os
import signal
import time


def double(x):
    if len(x) == 3:
        os.kill(os.getpid(), signal.SIGSTOP)
        time.sleep(60)
    return 2 * x
