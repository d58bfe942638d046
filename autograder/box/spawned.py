"""A child that is a plain subprocess, for machines where nothing can be forked."""

import contextlib
import os
import queue
import subprocess
import threading
import time

from autograder.box.children import Ending
from autograder.model import Outcome

CHUNK = 1 << 18


class PlainChild:
    """Threads feed and read it, since pipes cannot be polled everywhere."""

    level = ""

    def __init__(self, command: list[str], env: dict[str, str]) -> None:
        self._process = subprocess.Popen(
            command, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._outgoing: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._chunks: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._heard_of = 0.0
        self._threads = [threading.Thread(target=work, daemon=True) for work in (self._write, self._drain)]
        for thread in self._threads:
            thread.start()

    def send(self, data: bytes, *, last: bool = False) -> None:
        self._outgoing.put(data)
        if last:
            self._outgoing.put(b"")

    def _write(self) -> None:
        assert self._process.stdin is not None
        with contextlib.suppress(OSError), self._process.stdin as pipe:
            while data := self._outgoing.get():
                pipe.write(data)
                pipe.flush()

    def _drain(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as pipe:
            while chunk := os.read(pipe.fileno(), CHUNK):
                self._chunks.put(chunk)
        self._chunks.put(b"")

    def read(self, timeout: float, *, patient: bool = True) -> bytes | None:
        try:
            chunk = self._chunks.get(timeout=timeout)
        except queue.Empty:
            return None
        self._heard_of = self._heard_of or time.monotonic()
        return chunk

    def cpu(self) -> float:
        """No clock of another process is read here: wall time stands in, on the student's own machine only.

        It counts from the first word on: how long Python takes to start is not the student's doing.
        """
        return time.monotonic() - self._heard_of if self._heard_of else 0.0

    def breach(self) -> Outcome | None:
        """None is looked for on the student's own machine."""
        return None

    def kill(self) -> None:
        self._process.kill()

    def is_asleep(self) -> bool:
        """Not known here; the clock on the wall decides."""
        return False

    def end(self, *, wait: float = 0.0) -> Ending:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(wait)
        killed = self._process.poll() is None
        self._process.kill()
        self._outgoing.put(b"")
        code = self._process.wait()
        for thread in self._threads:
            thread.join()
        return Ending(code=max(code, 0), signal=max(-code, 0), killed=killed)
