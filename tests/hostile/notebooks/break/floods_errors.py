"""Raises an exception of megabytes, whose traceback has as many lines."""

# %%
from world import GENTLE


class Long(Exception):
    def _render_traceback_(self):
        return ["line " * 100] * (10_000 if GENTLE else 100_000)


raise Long("x" * (2_000_000 if GENTLE else 20_000_000))
