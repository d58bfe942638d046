"""Prints 50 MB in lines."""

# %%
from world import GENTLE

for n in range(5_000 if GENTLE else 50_000):
    print(f"{n:06} " + "x" * 1000)
