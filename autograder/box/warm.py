"""The box on Linux: a warm process, and for each submission a forked, confined child, made beforehand."""

import contextlib
import os
import tempfile
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from autograder.box.children import Child
from autograder.box.folders import fill, make
from autograder.box.forked import ForkedChild
from autograder.box.inside.clearing import clear
from autograder.box.inside.jail import LEVELS
from autograder.box.process import Ordered, WarmProcess
from autograder.box.seam import Batch, CellsRun, Executed, Replies, joined
from autograder.box.session import Session
from autograder.box.setup import setup
from autograder.errors import BoxError
from autograder.model import Limits

if TYPE_CHECKING:
    from autograder.box.kernel.kernels import Kernels

MOST_AHEAD = 48 << 10


class WarmBox:
    """Starts its warm process at once, and always has one child waiting. Not shared between threads."""

    def __init__(self, allow: Sequence[str], limits: Limits, level: str, forbid: Sequence[str] = ()) -> None:
        self.healthy = True
        self._level, self._level_name = LEVELS[level], level
        self._root = Path(tempfile.mkdtemp(prefix="autograder-box-"))
        self._allow, self._limits, self._forbid = allow, limits, forbid
        self._process = WarmProcess(setup(allow, limits, level, self._root, forbid=forbid), limits)
        self._count = 0
        self._told = b""  # what the waiting child knows
        self._spare: Ordered | None = self._ordered()
        self._source: Path | None = None
        self._used: list[Path] = []
        self._kernels: Kernels | None = None

    def __enter__(self) -> "WarmBox":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.close()

    def start(self, source: Path) -> None:
        self._source = source.resolve()

    def run(self, cells: CellsRun) -> Executed:
        """Raises BoxError, and is no longer healthy, when the box itself fails."""
        assert self._source is not None
        with self._ours():
            return self._kernels_for(cells).run(self._source, cells)

    def ask(self, batch: Batch, executed: Collection[str] = ()) -> Replies:
        """Raises BoxError, and is no longer healthy, when the box itself fails."""
        with self._ours():
            defined = Session(batch, lambda: self._launch(batch), lambda item: item not in executed).run()
            if not executed:
                return defined
            return joined(defined, Session(batch, lambda: self._after_cells(batch), lambda i: i in executed).run())

    @contextlib.contextmanager
    def _ours(self) -> Iterator[None]:
        try:
            yield
        except BoxError:
            self.healthy = False
            raise

    def _kernels_for(self, cells: CellsRun) -> "Kernels":
        """Started when the first notebook comes: a homework without one does not wait for it."""
        from autograder.box.kernel.kernels import Kernels

        if self._kernels is None:
            self._kernels = Kernels(self._allow, self._limits, self._level_name, cells, self._forbid)
        return self._kernels

    def _after_cells(self, batch: Batch) -> Child:
        """The kernel while it lives; what it did not survive to answer, the definitions answer."""
        kernel = self._kernels.taken() if self._kernels is not None else None
        if kernel is None:
            return self._launch(batch)
        kernel.now_ask(batch.setup)
        return kernel

    def stop(self) -> None:
        """Nothing of the submission is left; the child for the next one is made while its grade is worked out.

        A warm process that broke meanwhile takes nothing back from the submission that it answered for.
        """
        for place in self._used:
            clear(str(place))
        self._source, self._used = None, []
        if self._kernels is not None:
            self._kernels.stop()
        if self._spare is None and self.healthy:
            try:
                self._spare = self._ordered()
            except BoxError:
                self.healthy = False

    def close(self) -> None:
        self.healthy = False
        self.stop()
        if self._spare is not None:
            self._process.give_back(self._spare)
            self._spare = None
        self._process.close()
        clear(str(self._root))
        if self._kernels is not None:
            self._kernels.close()

    def kill(self) -> None:
        self._process.kill()
        if self._kernels is not None:
            self._kernels.kill()

    def _launch(self, batch: Batch) -> ForkedChild:
        """The files are put where the waiting child expects them, in folders that it may read."""
        assert self._source is not None
        ordered = self._taken(batch)
        self._used.append(ordered.place)
        try:
            fill(ordered.place, self._source, self._level)
            child = self._process.launch(ordered, ForkedChild)
        except BoxError:
            self._process.give_back(ordered)
            raise
        if not self._told:
            child.send(batch.setup)
        self._told = batch.setup
        return child

    def _taken(self, batch: Batch) -> Ordered:
        """The waiting child, unless it was told what another batch is about."""
        spare, self._spare = self._spare, None
        if self._told not in (b"", batch.setup):
            self._told = b""
            if spare is not None:
                self._process.launch(spare, ForkedChild).end()
            spare = None
        return spare or self._ordered()

    def _ordered(self) -> Ordered:
        """What a child has to know before its first question is told ahead if it fits into an empty pipe."""
        self._count += 1
        place = self._root / str(self._count)
        make(place)
        ordered = self._process.order(place)
        self._told = self._told if _tell(ordered, self._told) else b""
        return ordered


def _tell(ordered: Ordered, setup: bytes) -> bool:
    with contextlib.suppress(OSError):
        return len(setup) <= MOST_AHEAD and os.write(ordered.put, setup) == len(setup)
    return False
