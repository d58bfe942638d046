"""Calls itself without end, with the limit of calls taken away."""

# %%
import sys

from world import GENTLE

sys.setrecursionlimit(500 if GENTLE else 10**9)


def deeper(n):
    return deeper(n + 1) + 1


deeper(0)
