"""A child of the warm process, seen from the grader. Linux only."""

import contextlib
import fcntl
import os
import select
import signal
import time
from collections.abc import Callable

from autograder.box.children import Ending
from autograder.box.watch import Watch
from autograder.model import Limits, Outcome

CHUNK = 1 << 18
PIPE = 1 << 20
NAP = 0.002


class ForkedChild:
    """Held by its pidfd, so that a recycled pid can never be meant."""

    level = ""

    def __init__(
        self, pidfd: int, asked: int, out: int, reap: Callable[[], int], limits: Limits, scratch: str
    ) -> None:
        self._pidfd, self._asked, self._out, self._reap = pidfd, asked, out, reap
        pid = _number(pidfd)
        self._clock = (~pid << 3) | 2  # as clock_getcpuclockid(3) forms it
        self._watch = Watch(pid, scratch, limits)
        self._pending = memoryview(b"")
        self._flowing = self._last = False
        for fd in (asked, out):
            os.set_blocking(fd, False)
            with contextlib.suppress(OSError):
                fcntl.fcntl(fd, fcntl.F_SETPIPE_SZ, PIPE)

    def send(self, data: bytes, *, last: bool = False) -> None:
        self._pending = memoryview(bytes(self._pending) + data)
        self._last = last
        self._push()

    def read(self, timeout: float, *, patient: bool = True) -> bytes | None:
        """A reader that waits for each answer costs the child a wake-up for each: while they flow, it naps."""
        if self._flowing and patient:
            time.sleep(NAP)
        events = [(self._out, select.POLLIN), *([(self._asked, select.POLLOUT)] if self._pending else [])]
        poll = select.poll()
        for fd, event in events:
            poll.register(fd, event)
        ready = {fd for fd, _ in poll.poll(timeout * 1000)}
        if self._asked in ready:
            self._push()
        self._flowing = self._out in ready
        return os.read(self._out, CHUNK) if self._flowing else None

    def _push(self) -> None:
        """A child that ended does not take the rest: reading says so."""
        try:
            while self._pending:
                self._pending = self._pending[os.write(self._asked, self._pending) :]
        except BlockingIOError:
            return
        except BrokenPipeError:
            self._pending = memoryview(b"")
        if self._last:
            self._close_asked()

    def _close_asked(self) -> None:
        if self._asked >= 0:
            os.close(self._asked)
            self._asked = -1

    def cpu(self) -> float:
        with contextlib.suppress(OSError):
            return time.clock_gettime(self._clock)
        return 0.0

    def breach(self) -> Outcome | None:
        return self._watch.breach()

    def is_asleep(self) -> bool:
        return self._watch.is_asleep()

    def has_ended(self, *, within: float = 0.0) -> bool:
        ended = select.poll()
        ended.register(self._pidfd, select.POLLIN)
        return bool(ended.poll(within * 1000))

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def send_signal(self, number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._pidfd, number)

    def end(self, *, wait: float = 0.0) -> Ending:
        killed = not self.has_ended(within=wait)
        self.kill()
        try:
            status = self._reap()
        finally:
            self._close_asked()
            for fd in (self._pidfd, self._out):
                os.close(fd)
        code = os.waitstatus_to_exitcode(status)
        return Ending(code=max(code, 0), signal=max(-code, 0), killed=killed)


def _number(pidfd: int) -> int:
    """The process's number in our own namespace, whatever it is called in its own."""
    with open(f"/proc/self/fdinfo/{pidfd}", encoding="ascii") as info:
        return next(int(line.split()[1]) for line in info if line.startswith("Pid:"))
