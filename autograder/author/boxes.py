"""Asking many wrong solutions, as many at a time as there are boxes."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from typing import TypeVar

from autograder.box.seam import Box

Told = Callable[[str, int], None]  # one more of so many is done, in this part of the work
Wanted = TypeVar("Wanted")
Found = TypeVar("Found")


def in_boxes(
    boxes: Sequence[Box],
    ask: Callable[[Wanted, Box], Found],
    wanted: Sequence[Wanted],
    done: Callable[[], None],
) -> list[Found]:
    """In the order of what was wanted; `done` is called after each."""
    free: SimpleQueue[Box] = SimpleQueue()
    for box in boxes:
        free.put(box)

    def one(what: Wanted) -> Found:
        box = free.get()
        try:
            return ask(what, box)
        finally:
            free.put(box)
            done()

    with ThreadPoolExecutor(len(boxes)) as pool:
        return list(pool.map(one, wanted))
