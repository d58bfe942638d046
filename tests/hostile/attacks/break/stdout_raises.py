"""Puts an object in place of sys.stdout and sys.stderr that raises, and removes what is left of them."""

import sys


class Raising:
    def __getattr__(self, name):
        raise SystemExit(name)


def double(x):
    sys.stdout = sys.stderr = Raising()
    sys.__stdout__ = sys.__stderr__ = None
    sys.excepthook = sys.unraisablehook = sys.displayhook = None
    return 2 * x
