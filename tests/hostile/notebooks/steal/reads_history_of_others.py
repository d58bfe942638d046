"""Reads what others have typed, or run, under the same user: the histories of IPython, Python and shells."""

# %%
import contextlib
import os

shell = get_ipython()
found = [line for line in shell.history_manager.search("*") if line[0] != shell.history_manager.session_number]
homes = {os.path.expanduser("~"), os.path.dirname(shell.ipython_dir)}
for name in (".python_history", ".bash_history", ".ipython/profile_default/history.sqlite"):
    for home in homes:
        with contextlib.suppress(OSError), open(os.path.join(home, name), "rb") as file:
            found.append(file.read(100))
if any(found):
    print("LOOT", found[:3])

# %%
# %history -g -n -l 20
