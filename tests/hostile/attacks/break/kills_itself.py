"""Ends itself by the one signal that cannot be caught."""

import os
import signal


def double(x):
    os.kill(os.getpid(), signal.SIGKILL)
    os._exit(1)
