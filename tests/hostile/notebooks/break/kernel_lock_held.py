"""Takes the lock under which the kernel runs cells, and never gives it back."""

# %%
import asyncio

kernel = get_ipython().kernel


async def holds():
    async with kernel._main_asyncio_lock:
        await asyncio.sleep(10**6)


task = asyncio.get_running_loop().create_task(holds())
