"""Looks what each of its descriptors is, and reads those that are files of somebody else."""

# %%
import contextlib
import os
import stat

from world import GENTLE, SECRET_FILE

kept = os.open(SECRET_FILE, os.O_RDONLY) if GENTLE else -1
here = os.getcwd()
found = []
for fd in range(3, 1024):
    with contextlib.suppress(OSError):
        if stat.S_ISREG(os.fstat(fd).st_mode) and not os.readlink(f"/proc/self/fd/{fd}").startswith(here):
            text = os.pread(fd, 100, 0)
            found += [text] * (b"bait" in text)
if found:
    print("LOOT", found)
