"""Waits in C and keeps the interpreter's lock: no thread of the process can run Python any more."""

# %%
import ctypes
import signal

signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
while True:
    ctypes.PyDLL(None).sleep(3600)
