"""Sends itself the signals that nobody can ignore, and the one of a broken program."""

# %%
import os
import signal

for number in (signal.SIGKILL, signal.SIGSEGV):
    os.kill(os.getpid(), number)
