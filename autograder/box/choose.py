"""Which box this machine can have: warm and confined on Linux, a plain subprocess elsewhere."""

import sys
from collections.abc import Sequence

from autograder.box.plain import PlainBox
from autograder.box.seam import OpenBox
from autograder.model import Limits


def open_box(allow: Sequence[str], limits: Limits, level: str) -> OpenBox:
    """The level comes from `strongest`, or is "none" where the instructor said so aloud."""
    if sys.platform != "linux":
        return PlainBox(allow)
    from autograder.box.warm import WarmBox

    return WarmBox(allow, limits, level)


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
