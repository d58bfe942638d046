"""Closes every descriptor it has: the kernel's sockets, the pipe for questions, the files of its output."""

# %%
import os

os.closerange(0, 4096)
