"""Leaves tasks in the kernel's loop that always have something to do."""

# %%
import asyncio


async def busy():
    while True:
        sum(range(10_000))
        await asyncio.sleep(0)


tasks = [asyncio.get_running_loop().create_task(busy()) for _ in range(20)]
