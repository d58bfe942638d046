"""Which box this machine can have: warm and confined on Linux, a plain subprocess elsewhere."""

import sys
from collections.abc import Sequence

from autograder.box.plain import PlainBox
from autograder.box.seam import OpenBox
from autograder.model import Limits

ELSEWHERE = "isolation needs Linux"


def open_box(allow: Sequence[str], limits: Limits, level: str, forbid: Sequence[str] = ()) -> OpenBox:
    """The level holds here, as `strongest` or `why_not` found out, or is "none". `forbid` cannot be computed."""
    if sys.platform != "linux":
        return PlainBox(allow, forbid)
    from autograder.box.warm import WarmBox

    return WarmBox(allow, limits, level, forbid)


def strongest() -> str:
    """The strongest isolation of this machine, tried out in a child that is thrown away."""
    if sys.platform != "linux":
        return "none"
    from autograder.box.inside import jail

    return jail.available()


def levels() -> list[str]:
    """Every level that holds here, the strongest first."""
    if sys.platform != "linux":
        return ["none"]
    from autograder.box.inside import jail

    return list(jail.levels())


def why_not(level: str) -> str:
    """What was seen when a level was tried and does not hold here; empty when it holds."""
    if sys.platform != "linux":
        return "" if level == "none" else ELSEWHERE
    from autograder.box.inside import jail

    said = jail.trial(level)
    return "" if said == jail.HELD else said
