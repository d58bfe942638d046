"""The box on Linux: one warm process, one forked and confined child per submission."""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from autograder.box import grants
from autograder.box.children import ForkedChild
from autograder.box.interpreter import clean_environment, command
from autograder.box.seam import Batch, Replies
from autograder.box.session import Session
from autograder.errors import BoxError
from autograder.model import Limits

PATIENCE = 60.0
MOST_FILES, MOST_PROCESSES, MOST_FILE_BYTES = 256, 64, 64 << 20


class WarmBox:
    """Starts its warm process at once; the first `ask` waits until it is ready. Not shared between threads."""

    def __init__(self, allow: Sequence[str], limits: Limits, level: str = "landlock+seccomp") -> None:
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._control.settimeout(PATIENCE)
        setup = {
            "level": level,
            "preload": grants.preload(allow),
            "read": grants.readable(allow),
            "list_only": grants.listable(),
            "limits": {
                "memory_bytes": limits.memory_bytes,
                "cpu_seconds": int(limits.total_seconds) + 10,
                "file_bytes": MOST_FILE_BYTES,
                "open_files": MOST_FILES,
                "processes": MOST_PROCESSES,
            },
        }
        with theirs:
            self._process = subprocess.Popen(
                [*command(), str(theirs.fileno()), json.dumps(setup)],
                env=clean_environment(),
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
            )
        self.healthy = True
        self._ready = False
        self._batch: tuple[Batch, int] | None = None
        self._source: Path | None = None
        self._work: Path | None = None

    def __enter__(self) -> "WarmBox":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.close()

    def start(self, source: Path) -> None:
        self._source = source.resolve()
        self._work = Path(tempfile.mkdtemp(prefix="autograder-"))

    def ask(self, batch: Batch) -> Replies:
        """Raises BoxError, and is no longer healthy, when the box itself fails."""
        try:
            self._wait_until_ready()
            return Session(batch, lambda ask: self._launch(batch, ask)).run()
        except BoxError:
            self.healthy = False
            raise

    def stop(self) -> None:
        if self._work is not None:
            shutil.rmtree(self._work, ignore_errors=True)
        self._source = self._work = None

    def close(self) -> None:
        self.stop()
        self._control.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(PATIENCE)
        if self._batch is not None:
            os.close(self._batch[1])
            self._batch = None

    def _launch(self, batch: Batch, ask: Sequence[int]) -> ForkedChild:
        assert self._work is not None
        scratch = tempfile.mkdtemp(prefix="scratch-", dir=self._work)
        job = {
            "source": str(self._source),
            "scratch": scratch,
            "ask": list(ask),
            "output_bytes": batch.limits.output_bytes,
        }
        mine, theirs = os.pipe()
        try:
            socket.send_fds(self._control, [json.dumps({"job": job}).encode()], [self._batch_fd(batch), theirs])
            reply, fds, _, _ = socket.recv_fds(self._control, 4096, 1)
        except OSError as error:
            raise BoxError(f"the warm process does not answer: {error}") from error
        finally:
            os.close(theirs)
        pid = json.loads(reply)["pid"]
        return ForkedChild(fds[0], mine, lambda: self._reap(pid))

    def _reap(self, pid: int) -> int:
        try:
            self._control.send(json.dumps({"reap": pid}).encode())
            return int(json.loads(self._control.recv(4096))["status"])
        except OSError as error:
            raise BoxError(f"the warm process does not answer: {error}") from error

    def _batch_fd(self, batch: Batch) -> int:
        """The batch lies in sealed memory that every child reads and none can write."""
        if self._batch is None or self._batch[0] is not batch:
            if self._batch is not None:
                os.close(self._batch[1])
            self._batch = (batch, sealed(batch.encoded))
        return self._batch[1]

    def _wait_until_ready(self) -> None:
        if self._ready:
            return
        try:
            self._ready = bool(self._control.recv(4096))
        except OSError as error:
            raise BoxError(f"the warm process did not start within {PATIENCE:.0f} s") from error
        if not self._ready:
            raise BoxError(f"the warm process ended at once, with code {self._process.wait(PATIENCE)}")


def sealed(data: bytes) -> int:
    import fcntl

    fd = os.memfd_create("questions", os.MFD_ALLOW_SEALING | os.MFD_CLOEXEC)
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view) :]
    seals = fcntl.F_SEAL_WRITE | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SEAL
    fcntl.fcntl(fd, fcntl.F_ADD_SEALS, seals)
    return fd
