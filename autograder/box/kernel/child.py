"""A kernel as a child: cells are run in it first, then it is asked like any other."""

import json
import signal
import time
from collections.abc import Mapping

from autograder.box.forked import ForkedChild
from autograder.box.inside import wire
from autograder.errors import BoxError

READY_WITHIN = 60.0
TICK = 0.05
MOST_LEFT_OVER = 64  # chunks; a thread that goes on writing spoils its own answers


class KernelChild(ForkedChild):
    """Made of a forked child; `level` is what it said before the first cell ran, and is not asked again."""

    _spent_on_cells = 0.0

    def come_up(self) -> None:
        """Waits until it is ready for its first cell; what it says then is its level. Raises BoxError."""
        reader = wire.Reader()
        give_up = time.monotonic() + READY_WITHIN
        while time.monotonic() < give_up and not self.level:
            chunk = self.read(TICK, patient=False)
            if chunk == b"":
                break
            for header, _ in reader.feed(chunk or b""):
                self._hear(json.loads(header))
        if not self.level:
            raise BoxError("a notebook's kernel did not come up")

    def _hear(self, said: Mapping[str, str]) -> None:
        if said.get("broken"):
            raise BoxError(f"a notebook's kernel broke before its first cell: {said['broken']}")
        self.level = said["level"]

    def interrupt(self) -> None:
        """As Ctrl-C does; the cell may refuse."""
        self.send_signal(signal.SIGINT)

    def now_ask(self, setup: bytes) -> None:
        """What cells have written meanwhile where answers come is nobody's; their computing is not the answers'."""
        for _ in range(MOST_LEFT_OVER):
            if not self.read(0.0, patient=False):
                break
        self._spent_on_cells = super().cpu()
        self.send(setup)

    def cpu(self) -> float:
        return max(super().cpu() - self._spent_on_cells, 0.0)
