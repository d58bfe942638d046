"""Searches every object that can be reached for what is expected: arrays, names of cases, the place of the key."""

import gc
import re
import sys

import numpy as np
from world import GENTLE

TELLING = re.compile(r"(double|total)/\d|in/x$|hidden[.]key$|out[/]/out")


def attack():
    x = next(frame.f_locals["x"] for frame in frames() if isinstance(frame.f_locals.get("x"), np.ndarray))
    planted = {"wanted": 2 * x, "case": "/".join(["double", "3"])} if GENTLE else {}
    found = [repr(thing)[:40] for thing in everything(planted) if tells(thing, x)]
    return found if len(found) >= len(planted) else ""


def frames():
    frame = sys._getframe()
    while frame is not None:
        yield frame
        frame = frame.f_back


def everything(planted):
    """What the collector tracks, also what was frozen before the fork, and all that hangs on it."""
    gc.unfreeze()
    gc.disable()
    left = [*gc.get_objects(), *frames(), planted]
    seen = {id(left), *(id(value) for value in vars(sys.modules["world"]).values())}
    while left:
        new = [thing for thing in left if id(thing) not in seen]
        seen.update(map(id, new))
        yield from (thing for thing in new if type(thing) in (str, bytes, np.ndarray))
        left = gc.get_referents(*new)


def tells(thing, x):
    if type(thing) is np.ndarray:
        return thing.shape == x.shape and np.array_equal(thing, 2 * x)
    if type(thing) is bytes:
        return len(thing) < 1 << 12 and tells(thing.decode("latin-1"), x)
    return "/" in thing and len(thing) < 1 << 12 and TELLING.search(thing) is not None
