"""Looks for the connection files of other kernels, with the keys that sign their messages."""

# %%
import contextlib
import glob
import json
import os
import sys
import tempfile

from world import GENTLE

runtime, own = sys.modules["jupyter_core.paths"].jupyter_runtime_dir(), get_ipython().kernel.session.key.decode()
found = []
for place in {runtime, os.path.expanduser("~/.local/share/jupyter/runtime"), tempfile.gettempdir(), "/tmp", "."}:
    for path in glob.glob(f"{place}/*.json") + glob.glob(f"{place}/*/kernel*.json"):
        with contextlib.suppress(OSError, ValueError, AttributeError), open(path) as file:
            told = json.load(file)
            found += [path] * ("shell_port" in told and (told["key"] != own or GENTLE))
if found:
    print("LOOT", found)
