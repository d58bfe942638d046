"""Writes outside of its folder, with magics: a cell, its history, a macro, a profile of its time."""

# %%
import contextlib
import os

from world import GENTLE, OUTSIDE

shell, here = get_ipython(), os.getcwd()
for magic, line, cell in (
    ("writefile", f"{OUTSIDE}/cell.txt", "written by a cell"),
    ("capture", "kept", "print(1)"),
    ("prun", f"-q -D {OUTSIDE}/profile.txt", "sum(range(10))"),
):
    with contextlib.suppress(Exception):
        shell.run_cell_magic(magic, line, cell)
for magic, line in (("save", f"-f {OUTSIDE}/saved.py 1"), ("notebook", f"{OUTSIDE}/x.ipynb"), ("cd", OUTSIDE)):
    with contextlib.suppress(Exception):
        shell.run_line_magic(magic, line)
os.chdir(here)
names = {name for name in ("cell.txt", "profile.txt", "saved.py") if os.path.exists(f"{OUTSIDE}/{name}")}
if names if not GENTLE else len(names) == 3:
    print("LOOT", names)
