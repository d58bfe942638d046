"""Blocks the kernel's loop between two cells, where no request is running."""

# %%
import asyncio
import time


def blocks():
    while True:
        try:
            time.sleep(3600)
        except BaseException:
            continue


asyncio.get_running_loop().call_later(0.05, blocks)

# %%
await asyncio.sleep(0.1)  # noqa: F704, PLE1142
