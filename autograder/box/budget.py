"""How long what a submission does may last: computing, and an outer bound for what sleeps instead."""

import time
from collections.abc import Callable

from autograder.model import Outcome

WALL_FACTOR, WALL_EXTRA = 4, 5.0
IDLE, MOVES = 10.0, 0.001  # seconds in which a child that is asleep computes less than this


class Budget:
    """Of one thing after another, each with its own bound, and one for all; cases, or the cells of a notebook."""

    def __init__(self, each: float, total: float, *, one: str = "", all_of_them: str) -> None:
        self._each, self._total = each, total
        self._one, self._all = one, all_of_them
        self._spent = 0.0
        self._began = time.monotonic()
        self._cpu_mark = self._wall_mark = 0.0

    def mark(self, cpu: float) -> None:
        """The next thing begins, in a child that has computed so long."""
        self._cpu_mark, self._wall_mark = cpu, time.monotonic()

    def since_mark(self, cpu: float) -> float:
        return cpu - self._cpu_mark

    def spend(self, cpu: float) -> None:
        """A child is gone; what it computed counts."""
        self._spent += cpu

    def spare(self, cpu: float) -> None:
        """What was computed since the mark does not count in the time for all."""
        self._spent -= self.since_mark(cpu)

    def is_used_up(self, cpu: float) -> bool:
        return self._spent + cpu >= self._total or self._has_slept_it_away()

    def passed(
        self, cpu: float, is_asleep: Callable[[], bool], *, spared: bool = False
    ) -> tuple[Outcome | None, str]:
        """The limit that is passed, if any, and at what; what is to be `spared` has no part in the time for all."""
        if self.since_mark(cpu) > self._each:
            return Outcome.CPU_LIMIT, f"after {self._each:g} s of computing{self._one}"
        if self._spent + (self._cpu_mark if spared else cpu) > self._total:
            return Outcome.CPU_LIMIT, f"after {self._total:g} s of computing in {self._all}"
        waited = time.monotonic() - self._wall_mark
        if waited > IDLE and self.since_mark(cpu) < MOVES and is_asleep():
            return Outcome.WALL_LIMIT, f"after {IDLE:g} s of waiting"
        if waited > (wall := outer_bound(self._each)):
            return Outcome.WALL_LIMIT, f"after {wall:g} s of waiting"
        if self._has_slept_it_away():
            return Outcome.WALL_LIMIT, f"after {outer_bound(self._total):g} s of waiting in {self._all}"
        return None, ""

    def _has_slept_it_away(self) -> bool:
        return time.monotonic() - self._began > outer_bound(self._total)


def outer_bound(seconds: float) -> float:
    """How long something may last that may compute so long; a busy machine lets it wait."""
    return WALL_FACTOR * seconds + WALL_EXTRA
