"""What a child uses that the kernel does not bound for it everywhere: looked at from outside, while it runs."""

import time
from dataclasses import dataclass
from pathlib import Path

from autograder.box.inside.clearing import usage
from autograder.model import Limits, Outcome

PAUSE = 0.05


@dataclass
class Watch:
    """The child's number, the folder it writes in ("" where that is bounded by itself), and what it may use."""

    pid: int
    scratch: str
    limits: Limits
    next_look: float = 0.0

    def breach(self) -> Outcome | None:
        """Looks at most every PAUSE seconds; what happens in between is found afterwards, and is little."""
        now = time.monotonic()
        if now < self.next_look:
            return None
        self.next_look = now + PAUSE
        if self._threads() > self.limits.threads:
            return Outcome.THREAD_LIMIT
        if self.scratch:
            size, entries = usage(self.scratch, self.limits.files)
            if size > self.limits.disk_bytes or entries > self.limits.files:
                return Outcome.FILE_LIMIT
        return None

    def is_asleep(self) -> bool:
        """Its first thread waits for something or was stopped, and is not merely kept from running."""
        return self._status(b"State:") in (b"S", b"T")

    def _threads(self) -> int:
        """As far as they can be counted: a child that has just ended has none."""
        return int(self._status(b"Threads:") or 0)

    def _status(self, name: bytes) -> bytes:
        try:
            lines = Path(f"/proc/{self.pid}/status").read_bytes().splitlines()
        except OSError:
            return b""
        return next((line.split()[1] for line in lines if line.startswith(name)), b"")
