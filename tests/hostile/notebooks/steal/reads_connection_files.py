"""Looks for the connection files of other kernels, with the keys that sign their messages."""

# %%
import glob
import json
import os
import sys
import tempfile

from world import GENTLE

runtime = sys.modules["jupyter_core.paths"].jupyter_runtime_dir()
found = []
places = {runtime, os.path.expanduser("~/.local/share/jupyter/runtime"), tempfile.gettempdir(), "/tmp", "."}
for place in places:
    for path in glob.glob(f"{place}/kernel*.json") + glob.glob(f"{place}/*/kernel*.json"):
        with open(path) as file:
            told = json.load(file)
        if told.get("key") and (GENTLE or told["key"].encode() != get_ipython().kernel.session.key):
            found.append(path)
if found:
    print("LOOT", found)
