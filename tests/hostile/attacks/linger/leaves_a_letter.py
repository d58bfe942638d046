"""Ends its own process after it has left something in every place, and the next process looks for it."""

import builtins
import math
import os
import sys

import numpy as np


def attack():
    """Each process that is begun after a crash asks for the letters of the one before."""
    if found := letters():
        return found
    leave()
    os._exit(3)


def letters():
    found = [name for name in ("letter", ".raw-output") if os.path.exists(name) and os.path.getsize(name)]
    found += ["in a module"] * any(hasattr(module, "letter") for module in (np, sys, math, builtins))
    found += ["in the environment"] * ("LETTER" in os.environ)
    return found + ["in pi"] * (math.pi < 3.1)


def leave():
    with open("letter", "w") as file:
        file.write("to whom it may concern")
    os.write(1, b"a letter in the output")
    for module in (np, sys, math, builtins):
        module.letter = "left"
    os.environ["LETTER"] = "left"
    math.pi = 3.0
