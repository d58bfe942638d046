"""Forks without end."""

# %%
import os

from world import GENTLE

if GENTLE:
    child = os.fork()
    if child == 0:
        os._exit(7)
    print("LOOT" if os.waitpid(child, 0)[1] >> 8 == 7 else "")
else:
    while True:
        os.fork()
