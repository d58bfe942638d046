"""Has all signals blocked, in every thread that it starts too, and waits for ever."""

# %%
import signal
import time

signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
while True:
    time.sleep(3600)
