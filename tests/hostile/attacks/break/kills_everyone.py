"""Sends a deadly signal to every process there is, once it is known that it reaches nobody out there."""

import contextlib
import os
import signal

from world import VICTIM_PID


def attack():
    with contextlib.suppress(PermissionError, ProcessLookupError):
        os.kill(VICTIM_PID, 0)
        return "can signal another process"
    os.kill(-1, signal.SIGTERM)
    os.kill(-1, signal.SIGKILL)
    return ""
