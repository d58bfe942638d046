"""Takes memory in steps and keeps it, after its MemoryErrors too."""

# %%
from world import GENTLE

kept = []
for _ in range(4 if GENTLE else 4000):
    try:
        kept.append(bytearray(b"x") * (1 << 24))
    except MemoryError:
        break
if len(kept) == (4 if GENTLE else 4000):
    print("LOOT", len(kept))
