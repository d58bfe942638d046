"""Raises an exception that never ends when it is shown, and one whose names are no texts."""


# %%
class Loops(Exception):
    def __str__(self):
        while True:
            continue
        return ""


raise Loops


# %%
class Ends(BaseException):
    __module__ = 5

    def _render_traceback_(self):
        raise SystemExit

    def __repr__(self):
        raise MemoryError


Ends.__qualname__ = "x" * 100_000
raise Ends


# %%
class Group(BaseExceptionGroup):
    def derive(self, given):
        raise RecursionError


raise Group("many", [ValueError()] * 100_000)
