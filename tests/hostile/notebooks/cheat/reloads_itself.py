"""Imports its functions from a file that it writes, changes the file, and has IPython load them again."""

# %%
# %%writefile own_double.py
# def double(x):
#     return 2 * x
# def total(x):
#     return x.sum()

# %%
# %load_ext autoreload
# %autoreload 2
import os
import time

import own_double

double, total = own_double.double, own_double.total

# %%
with open("own_double.py", "w") as file:
    file.write("def double(x):\n    return x * 0\n\n\ndef total(x):\n    return 0.0\n")
os.utime("own_double.py", (time.time() + 100, time.time() + 100))
