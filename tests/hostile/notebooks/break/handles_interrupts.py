"""Puts its own handler where the kernel's was, before each cell, and computes for ever."""

# %%
import signal


def handler(number, frame):
    print("not yet", number)


get_ipython().kernel.pre_handler_hook = lambda: signal.signal(signal.SIGINT, handler)

# %%
while True:
    pass
