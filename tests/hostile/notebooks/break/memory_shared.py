"""Maps shared anonymous memory, which some limits do not count, and writes to all of it."""

# %%
import mmap

from world import GENTLE

kept = []
for _ in range(4 if GENTLE else 4000):
    memory = mmap.mmap(-1, 1 << 24)
    memory[:: mmap.PAGESIZE] = b"x" * (len(memory) // mmap.PAGESIZE)
    kept.append(memory)
print("LOOT", len(kept))
