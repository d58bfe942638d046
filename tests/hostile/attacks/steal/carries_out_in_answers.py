"""Carries hidden numbers into the student's own report: in prints, shapes, kinds and names of outputs."""

import sys

import numpy as np


def double(x):
    if len(x) >= 5:
        text = "CARRIED-" + "-".join(str(int(value)) for value in x)
        print(text)
        return {text: x} if len(x) == 5 else type(text, (), {})()
    return 2 * x


def total(x):
    if len(x) >= 5:
        print("CARRIED", *x)
        sys._getframe(1).f_globals[f"CARRIED{x[0]:.0f}"] = None
        return np.zeros((777_000 + int(x[0]), 1))
    return x.sum()
