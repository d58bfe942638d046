"""Stops its own process, which is then neither alive nor dead; where that does nothing, it waits for ever."""

# %%
import os
import signal

os.kill(os.getpid(), signal.SIGSTOP)

# %%
while True:
    try:
        signal.pause()
    except KeyboardInterrupt:
        continue
