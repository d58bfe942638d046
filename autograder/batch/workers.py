"""The boxes of a batch, lent to one submission at a time."""

import contextlib
import queue
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from autograder.box.seam import OpenBox
from autograder.errors import AutograderError


class Workers:
    """Boxes that are lent to one submission at a time: each opened when it is first needed, a broken one replaced.

    Where nothing has to be asked, as when a class is graded again, none is opened.
    """

    def __init__(self, open_box: Callable[[], OpenBox], count: int) -> None:
        self._open = open_box
        self._free: queue.SimpleQueue[OpenBox | None] = queue.SimpleQueue()
        self._all: list[OpenBox] = []
        self.stopped = False
        for _ in range(count):
            self._free.put(None)

    @contextmanager
    def lent(self) -> Iterator[OpenBox]:
        box = self._free.get()
        try:
            box = box or self._opened()
            yield box
        finally:
            self._free.put(box if box is None or box.healthy else self._replaced(box))

    def close(self) -> None:
        while not self._free.empty():
            if (box := self._free.get()) is not None:
                box.close()

    def stop(self) -> None:
        """Whoever waits for a submission's answers waits no longer; called from another thread."""
        self.stopped = True
        for box in list(self._all):
            box.kill()

    def _opened(self) -> OpenBox:
        """One that is opened while all are being stopped is stopped as well."""
        box = self._open()
        self._all.append(box)
        if self.stopped:
            box.kill()
        return box

    def _replaced(self, box: OpenBox) -> OpenBox:
        """Where no new one can be had, the broken one keeps the place: waiting for it must not last for ever."""
        if self.stopped:
            return box
        with contextlib.suppress(AutograderError, OSError):
            box.close()
            new = self._open()
            self._all[self._all.index(box)] = new
            return new
        return box
