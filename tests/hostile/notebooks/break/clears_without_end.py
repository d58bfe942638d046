"""Clears its output, and prints, without end: nothing grows, and nothing stops."""

# %%
from IPython.display import clear_output
from world import GENTLE

n = 0
while n < 1000 or not GENTLE:
    clear_output(wait=bool(n % 2))
    print(n)
    n += 1
