"""A running child as the session sees it: frames in, bytes out, a CPU clock, a kill, a status."""

from dataclasses import dataclass
from typing import Protocol

from autograder.model import Outcome


@dataclass(frozen=True, kw_only=True)
class Ending:
    """How a child ended: by itself with a code, or by a signal; `killed` by us because it did not."""

    code: int
    signal: int
    killed: bool = False


class Child(Protocol):
    level: str
    """The level that it said before student code ran in it; empty where it has still to say so."""

    def send(self, data: bytes, *, last: bool = False) -> None:
        """Takes all of it at once; it flows while answers are read. After the last the child ends by itself."""

    def read(self, timeout: float, *, patient: bool = True) -> bytes | None:
        """Bytes, nothing (None) within the time, or b"" at the end. A patient reader lets a few answers gather."""

    def cpu(self) -> float: ...

    def breach(self) -> Outcome | None:
        """A limit that it has passed, besides those of time."""

    def is_asleep(self) -> bool:
        """It waits, rather than being kept waiting."""

    def end(self, *, wait: float = 0.0) -> Ending:
        """Kill it if it still runs after so many seconds, and say how it ended."""
