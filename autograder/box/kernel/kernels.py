"""A warm process for notebooks, and the one kernel of the submission at hand."""

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from autograder.box.folders import fill, make
from autograder.box.inside.clearing import clear
from autograder.box.inside.jail import LEVELS
from autograder.box.kernel.child import KernelChild
from autograder.box.kernel.run import run_cells
from autograder.box.kernel.wire import Wire
from autograder.box.packages import with_what_they_need
from autograder.box.process import WarmProcess
from autograder.box.seam import CellsRun, Executed
from autograder.box.setup import setup
from autograder.errors import BoxError
from autograder.model import Limits

KERNEL = ("ipykernel", "matplotlib_inline")
PYPLOT = ("matplotlib.pyplot",)


class Kernels:
    """Not shared between threads. What a notebook may import is what the homework allows, and the kernel's own."""

    def __init__(
        self, allow: Sequence[str], limits: Limits, level: str, cells: CellsRun, forbid: Sequence[str] = ()
    ) -> None:
        self._level = LEVELS[level]
        self._data = cells.data
        self._allow = with_what_they_need([*allow, *cells.allow, *KERNEL])
        self._root = Path(tempfile.mkdtemp(prefix="autograder-box-"))
        limits = replace(limits, total_seconds=limits.total_seconds + cells.total_seconds)
        wanted = {"numpy", *allow, *cells.allow}
        told = setup(self._allow, limits, level, self._root, forbid=forbid, kernel=True, data=cells.data)
        told["preload"] = [*(n for n in told["preload"] if n.split(".")[0] in wanted), *PYPLOT]
        self._process = WarmProcess(told, limits)
        self._count = 0
        self._child: KernelChild | None = None
        self._place: Path | None = None

    def run(self, source: Path, cells: CellsRun) -> Executed:
        """Raises BoxError when no kernel comes up."""
        self._count += 1
        self._place = self._root / str(self._count)
        make(self._place)
        fill(self._place, source, self._level)
        with Wire(self._place) as wire:
            self._child = self._launched(self._place, wire)
            self._child.come_up()
            return run_cells(self._child, wire, cells)

    def _launched(self, place: Path, wire: Wire) -> KernelChild:
        needs = {"wire": wire.for_kernel(), "allow": list(self._allow), "data": list(self._data)}
        ordered = self._process.order(place, needs, wire.fds)
        try:
            child = self._process.launch(ordered, KernelChild)
        except BoxError:
            self._process.give_back(ordered)
            raise
        wire.handed_down()
        return child

    def taken(self) -> KernelChild | None:
        """The kernel, to be asked and ended by whoever takes it."""
        child, self._child = self._child, None
        if child is not None and child.has_ended():
            child.end()
            return None
        return child

    def stop(self) -> None:
        """Nothing of the submission is left."""
        if (child := self.taken()) is not None:
            child.end()
        if self._place is not None:
            clear(str(self._place))

    def close(self) -> None:
        self._process.close()
        clear(str(self._root))

    def kill(self) -> None:
        self._process.kill()
