"""Looks for other submissions around the own folders: beside the source, beside the scratch, in the box's root."""

import glob
import os
import sys

SCRATCH, SOURCE = os.getcwd(), sys.path[0]


def attack():
    around = [os.path.join(start, *[".."] * up) for start in (SCRATCH, SOURCE) for up in (1, 2, 3)]
    named = [os.path.join(os.path.dirname(os.path.dirname(SCRATCH)), str(n), "source") for n in range(200)]
    found = [f"{folder}: {entries}" for folder in (*around, *named) if (entries := inside(folder))]
    found += glob.glob(os.path.join(SCRATCH, "../../../autograder-*/*/source/solution.py"))
    return "; ".join(found)


def inside(folder):
    try:
        return [] if os.path.samefile(folder, SOURCE) else os.listdir(folder)[:5]
    except OSError:
        return []
