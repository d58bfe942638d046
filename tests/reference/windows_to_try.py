"""Shapes that differ in one thing each, so that a failing test's name says what is special."""

from dataclasses import dataclass

import pytest


@dataclass(frozen=True)
class Windows:
    """A batch [n, height, width, channels] under windows of one kernel, stride and padding."""

    n: int = 1
    height: int = 6
    width: int = 6
    channels: int = 1
    filters: int = 1
    kernel: int = 3
    stride: int = 1
    padding: int = 0

    @property
    def image(self) -> tuple[int, int, int, int]:
        return self.n, self.height, self.width, self.channels


NAMED = {
    "plain": Windows(),
    "one window": Windows(height=3, width=3),
    "kernel 1": Windows(kernel=1, filters=2),
    "batch": Windows(n=3),
    "channels": Windows(channels=3),
    "filters": Windows(filters=4),
    "wide": Windows(height=5, width=8),
    "tall": Windows(height=8, width=5),
    "padding": Windows(padding=1),
    "stride divides": Windows(height=7, width=9, stride=2),
    "stride leaves a remainder": Windows(height=8, width=7, stride=2),
    "gaps between windows": Windows(height=9, width=8, kernel=2, stride=3),
    "windows side by side": Windows(height=6, width=8, kernel=2, stride=2),
    "everything": Windows(2, 9, 8, channels=2, filters=3, kernel=4, stride=3, padding=2),
}

every_window = pytest.mark.parametrize("shape", NAMED.values(), ids=NAMED.keys())
