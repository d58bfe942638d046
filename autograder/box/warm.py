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
from autograder.box.forked import ForkedChild
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
            return Session(batch, lambda: self._launch(batch.limits)).run()
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

    def _launch(self, limits: Limits) -> ForkedChild:
        assert self._work is not None
        scratch = tempfile.mkdtemp(prefix="scratch-", dir=self._work)
        job = {
            "source": str(self._source),
            "scratch": scratch,
            "output_bytes": limits.output_bytes,
        }
        asked, put = os.pipe()
        got, out = os.pipe()
        try:
            socket.send_fds(self._control, [json.dumps({"job": job}).encode()], [asked, out])
            reply, fds, _, _ = socket.recv_fds(self._control, 4096, 1)
            pid = json.loads(reply)["pid"]
        except (OSError, ValueError) as error:
            os.close(put)
            os.close(got)
            raise BoxError(f"the warm process does not answer: {error}") from error
        finally:
            os.close(asked)
            os.close(out)
        return ForkedChild(fds[0], put, got, lambda: self._reap(pid))

    def _reap(self, pid: int) -> int:
        try:
            self._control.send(json.dumps({"reap": pid}).encode())
            return int(json.loads(self._control.recv(4096))["status"])
        except (OSError, ValueError) as error:
            raise BoxError(f"the warm process does not answer: {error}") from error

    def _wait_until_ready(self) -> None:
        if self._ready:
            return
        try:
            self._ready = bool(self._control.recv(4096))
        except OSError as error:
            raise BoxError(f"the warm process did not start within {PATIENCE:.0f} s") from error
        if not self._ready:
            raise BoxError(f"the warm process ended at once, with code {self._process.wait(PATIENCE)}")
