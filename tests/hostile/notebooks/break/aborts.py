"""Calls the C library's abort."""

# %%
import os

os.abort()
