"""Leaves files where many programs share folders, and links to others' files that are read afterwards."""

# %%
import contextlib
import os
import tempfile

from world import GENTLE, OUTSIDE, SECRET_FILE

for place in ["."] if GENTLE else [".", tempfile.gettempdir(), "/tmp", "/var/tmp", "/dev/shm", OUTSIDE]:
    with contextlib.suppress(OSError), open(os.path.join(place, "left"), "w") as file:
        file.write("left here")
for name in ("answers.npz", "figure.png", "link.ipynb"):
    with contextlib.suppress(OSError):
        os.symlink(SECRET_FILE, name)
