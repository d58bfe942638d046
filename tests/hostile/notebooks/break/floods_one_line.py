"""Prints 50 MB on one line."""

# %%
from world import GENTLE

print("x" * (5_000_000 if GENTLE else 50_000_000))
