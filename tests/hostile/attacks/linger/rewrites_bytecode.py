"""Writes into the compiled files that the next submission's imports read, or puts new ones beside the sources."""

import glob
import importlib.util
import os
import py_compile
import sys

import numpy as np
from world import GENTLE


def attack():
    """A cache that can be opened to write is proof enough: nothing is written into it."""
    sources = [module.__file__ for module in (np, os, np.random) if module.__file__]
    caches = [importlib.util.cache_from_source(path) for path in sources]
    caches += glob.glob(os.path.join(os.path.dirname(os.__file__), "__pycache__", "*.pyc"))[:20]
    got = [path for path in caches if opened(path)]
    return got + [path for path in (sys.path[0], os.path.dirname(np.__file__)) if compiled(path)]


def opened(path):
    try:
        os.close(os.open(path, os.O_WRONLY))
    except OSError:
        return False
    return True


def compiled(folder):
    """Beside its own source, where the next process of this submission would find it."""
    if GENTLE and folder != sys.path[0]:
        return False
    try:
        py_compile.compile(f"{sys.path[0]}/solution.py", f"{folder}/__pycache__/left.pyc", doraise=True)
        os.unlink(f"{folder}/__pycache__/left.pyc")
    except OSError:
        return False
    return True
