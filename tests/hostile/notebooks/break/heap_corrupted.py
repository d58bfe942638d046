"""Writes past the end of an array until the heap is no longer one."""

# %%
import ctypes

import numpy as np

kept = [np.zeros(5) for _ in range(100)]
ctypes.memset(kept[0].ctypes.data, 255, 1 << 16)
del kept
kept = [np.zeros(n) for n in range(1000)]
