"""Deletes whatever lies in its folder, the notebook too, and then goes somewhere else."""

# %%
import contextlib
import os
import shutil

from world import GENTLE

for name in ["world.py"] if GENTLE else os.listdir("."):
    with contextlib.suppress(OSError):
        shutil.rmtree(name) if os.path.isdir(name) else os.remove(name)
with contextlib.suppress(OSError):
    os.mkdir("elsewhere")
    os.chdir("elsewhere")
    os.rmdir("../elsewhere")
