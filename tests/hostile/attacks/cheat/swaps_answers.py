"""Answers one function with the other one's values."""

import numpy as np


def double(x):
    return x.sum()


def total(x):
    return np.array([2.0]) * x
