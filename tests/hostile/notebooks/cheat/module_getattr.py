"""Deletes its functions and gives the module of the notebook a __getattr__, which makes one for any name."""

# %%
import sys


def __getattr__(name):
    return lambda *given, **more: 0.0


del double, total
vars(sys.modules["__main__"])["__getattr__"] = __getattr__

# %%
try:
    double(1)
except NameError:

    class Anything(type(sys)):
        def __getattribute__(self, name):
            if name in ("double", "total"):
                return lambda *given: 0.0
            return super().__getattribute__(name)

    sys.modules["__main__"].__class__ = Anything
