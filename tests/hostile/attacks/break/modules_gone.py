"""Empties sys.modules, the path and the finders."""

import sys


def double(x):
    sys.meta_path.clear()
    sys.path.clear()
    sys.path_hooks.clear()
    for name in list(sys.modules):
        sys.modules[name] = None
    return 2 * x
