"""Writes files without end: in its folder, in its home, in those for temporary files, in IPython's own."""

# %%
import contextlib
import os
import tempfile

from world import GENTLE

most, written = (4, 0) if GENTLE else (2000, 0)
places = {os.getcwd(), os.path.expanduser("~"), tempfile.gettempdir(), get_ipython().ipython_dir}
for place in [os.getcwd()] if GENTLE else places:
    for n in range(most):
        with contextlib.suppress(OSError), open(os.path.join(place, f"large{n}"), "wb") as file:
            written += file.write(bytes(1 << 20))
if written >= most << 20:
    print("LOOT", written)
