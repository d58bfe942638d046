"""A running child as the session sees it: bytes, a CPU clock, a kill, a status."""

import contextlib
import os
import queue
import select
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

CHUNK = 1 << 18


@dataclass(frozen=True, kw_only=True)
class Ending:
    """How a child ended: by itself with a code, or by a signal."""

    code: int
    signal: int


class Child(Protocol):
    def read(self, timeout: float) -> bytes | None:
        """Bytes, nothing (None) within the time, or b"" at the end."""

    def cpu(self) -> float: ...

    def end(self) -> Ending:
        """Kill it if it still runs, and say how it ended."""


class ForkedChild:
    """A child of the warm process, held by its pidfd, so that a recycled pid can never be meant."""

    def __init__(self, pidfd: int, out: int, reap: Callable[[], int]) -> None:
        self._pidfd, self._out, self._reap = pidfd, out, reap
        self._clock = _cpu_clock(pidfd)
        self._poll = select.poll()
        self._poll.register(out, select.POLLIN)

    def read(self, timeout: float) -> bytes | None:
        if not self._poll.poll(timeout * 1000):
            return None
        return os.read(self._out, CHUNK)

    def cpu(self) -> float:
        with contextlib.suppress(OSError):
            return time.clock_gettime(self._clock)
        return 0.0

    def end(self) -> Ending:
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._pidfd, signal.SIGKILL)
        status = self._reap()
        os.close(self._pidfd)
        os.close(self._out)
        code = os.waitstatus_to_exitcode(status)
        return Ending(code=max(code, 0), signal=max(-code, 0))


class PlainChild:
    """A subprocess where nothing can be forked. Its reader is a thread, since pipes cannot be polled everywhere."""

    def __init__(self, command: list[str], env: dict[str, str], stdin: bytes) -> None:
        self._process = subprocess.Popen(
            command, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._chunks: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._started = time.monotonic()
        threading.Thread(target=self._write, args=(stdin,), daemon=True).start()
        threading.Thread(target=self._drain, daemon=True).start()

    def _write(self, stdin: bytes) -> None:
        assert self._process.stdin is not None
        with contextlib.suppress(OSError), self._process.stdin as pipe:
            pipe.write(stdin)

    def _drain(self) -> None:
        assert self._process.stdout is not None
        while chunk := os.read(self._process.stdout.fileno(), CHUNK):
            self._chunks.put(chunk)
        self._chunks.put(b"")

    def read(self, timeout: float) -> bytes | None:
        try:
            return self._chunks.get(timeout=timeout)
        except queue.Empty:
            return None

    def cpu(self) -> float:
        """No clock of another process is read here: wall time stands in, on the student's own machine only."""
        return time.monotonic() - self._started

    def end(self) -> Ending:
        self._process.kill()
        code = self._process.wait()
        return Ending(code=max(code, 0), signal=max(-code, 0))


def _cpu_clock(pidfd: int) -> int:
    """The clock id of a process, as clock_getcpuclockid(3) forms it from the pid in our own namespace."""
    with open(f"/proc/self/fdinfo/{pidfd}", encoding="ascii") as info:
        pid = next(int(line.split()[1]) for line in info if line.startswith("Pid:"))
    return (~pid << 3) | 2
