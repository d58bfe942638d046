"""Asks its own debugger to listen, and its kernel for another shell."""

# %%
import contextlib
import socket

got = []
with contextlib.suppress(Exception):
    import debugpy

    host, port = debugpy.listen(("127.0.0.1", 0))
    with socket.create_connection((host, port), timeout=2):
        got.append("debugger")
if got:
    print("LOOT", got)
