"""Kills its own process group and its session, and whoever shares them."""

import os
import signal


def double(x):
    if os.getpgid(0) == os.getpid():
        os.killpg(0, signal.SIGKILL)
        os.kill(0, signal.SIGTERM)
    os._exit(1)
