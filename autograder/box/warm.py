"""The box on Linux: a warm process, and for each submission a forked, confined child, made beforehand."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from types import TracebackType

from autograder.box.forked import ForkedChild
from autograder.box.grants import grants, preload
from autograder.box.inside.clearing import clear
from autograder.box.inside.jail import LEVELS
from autograder.box.process import Ordered, WarmProcess
from autograder.box.seam import Batch, Replies
from autograder.box.session import Session
from autograder.errors import BoxError
from autograder.model import Limits

MOST_OPEN_FILES = 256
TASKS_OF_OURS = 16  # the warm process, its keeper, the child that waits, and some to spare
MOST_AHEAD = 48 << 10
IGNORED = shutil.ignore_patterns("__pycache__", ".git")


class WarmBox:
    """Starts its warm process at once, and always has one child waiting. Not shared between threads."""

    def __init__(self, allow: Sequence[str], limits: Limits, level: str) -> None:
        self.healthy = True
        self._level = LEVELS[level]
        self._root = Path(tempfile.mkdtemp(prefix="autograder-box-"))
        self._process = WarmProcess(_setup(allow, limits, level, self._root), limits)
        self._count = 0
        self._told = b""  # what the waiting child knows
        self._spare: Ordered | None = self._ordered()
        self._source: Path | None = None
        self._used: list[Path] = []

    def __enter__(self) -> "WarmBox":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.close()

    def start(self, source: Path) -> None:
        self._source = source.resolve()

    def ask(self, batch: Batch) -> Replies:
        """Raises BoxError, and is no longer healthy, when the box itself fails."""
        try:
            return Session(batch, lambda: self._launch(batch)).run()
        except BoxError:
            self.healthy = False
            raise

    def stop(self) -> None:
        """Nothing of the submission is left; the child for the next one is made while its grade is worked out.

        A warm process that broke meanwhile takes nothing back from the submission that it answered for.
        """
        for place in self._used:
            clear(str(place))
        self._source, self._used = None, []
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

    def kill(self) -> None:
        self._process.kill()

    def _launch(self, batch: Batch) -> ForkedChild:
        """The files are put where the waiting child expects them, in folders that it may read."""
        ordered = self._taken(batch)
        self._used.append(ordered.place)
        with _a_folder_of_ours():
            self._fill(ordered.place)
        child = self._process.launch(ordered)
        if not self._told:
            child.send(batch.setup)
        self._told = batch.setup
        return child

    def _fill(self, place: Path) -> None:
        assert self._source is not None
        shutil.copytree(self._source, place / "source", copy_function=self._put, ignore=IGNORED, dirs_exist_ok=True)
        if self._level.other_user:
            _let_others_read(place)

    def _put(self, file: str, copy: str) -> None:
        """A second name is as good as a copy where the child cannot write it, and takes no time."""
        if self._level.landlock or self._level.narrow:
            with contextlib.suppress(OSError):
                os.link(file, copy, follow_symlinks=False)
                return
        shutil.copyfile(file, copy, follow_symlinks=False)

    def _taken(self, batch: Batch) -> Ordered:
        """The waiting child, unless it was told what another batch is about."""
        spare, self._spare = self._spare, None
        if self._told not in (b"", batch.setup):
            self._told = b""
            if spare is not None:
                self._process.launch(spare).end()
            spare = None
        return spare or self._ordered()

    def _ordered(self) -> Ordered:
        """What a child has to know before its first question is told ahead if it fits into an empty pipe."""
        self._count += 1
        place = self._root / str(self._count)
        with _a_folder_of_ours():
            (place / "source").mkdir(parents=True)  # the child's rights are tied to this very folder
        ordered = self._process.order(place)
        self._told = self._told if _tell(ordered, self._told) else b""
        return ordered


@contextlib.contextmanager
def _a_folder_of_ours() -> Iterator[None]:
    """It may lie on a full disk, or be cleared up already by the keeper of a warm process that has ended."""
    try:
        yield
    except OSError as error:
        raise BoxError(f"the folder of the warm process cannot be filled: {error}") from error


def _let_others_read(place: Path) -> None:
    place.chmod(0o711)
    for path in (place / "source", *(place / "source").rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)


def _tell(ordered: Ordered, setup: bytes) -> bool:
    with contextlib.suppress(OSError):
        return len(setup) <= MOST_AHEAD and os.write(ordered.put, setup) == len(setup)
    return False


def _setup(allow: Sequence[str], limits: Limits, level: str, root: Path) -> dict[str, object]:
    return {
        "level": level,
        "preload": preload(allow),
        "root": str(root),
        "scratches": str(root / "scratch"),
        "scratch_bytes": limits.disk_bytes,
        "scratch_files": limits.files,
        **asdict(grants(allow)),
        "limits": {
            "memory_bytes": limits.memory_bytes,
            "cpu_seconds": int(limits.total_seconds) + 10,
            "file_bytes": limits.disk_bytes,
            "open_files": MOST_OPEN_FILES,
            "tasks": limits.threads + TASKS_OF_OURS,
        },
    }
