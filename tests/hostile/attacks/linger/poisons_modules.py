"""Puts its own functions into NumPy, the builtins and the loaded modules, for the submission after it."""

import builtins
import json
import os
import sys

import numpy as np


def attack():
    """What is changed is a copy of its own, as the unharmed grade of the next shows."""
    wrong = lambda *given, **more: np.float64(13)  # noqa: E731
    for module in [
        m for name, m in sys.modules.items() if name.startswith("numpy") and name.endswith(("umath", "methods"))
    ]:
        for name in ("umr_sum", "add", "multiply", "_sum"):
            setattr(module, name, wrong)
    np.add = np.multiply = np.sum = np.allclose = wrong
    builtins.sum = builtins.sorted = wrong
    os.environ.update(PYTHONPATH="/tmp", LD_PRELOAD="/tmp/poison.so", PYTHONSTARTUP="/tmp/poison.py")
    sys.path.append("/tmp")
    sys.modules["safetensors"] = sys.modules["zipfile"] = json
    return ""
