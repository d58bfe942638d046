"""What this program's own changes to a framework notice while a question is answered: kept here until it is."""

import sys
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import FrameType
from typing import Any, Literal

from .failure import Describer

MOST_USES, MOST_DEPTH = 16, 200
Place = tuple[str, int, str]


@dataclass(frozen=True)
class Use:
    """A forbidden operation that was called, and the lines that led there, the innermost first."""

    operation: str
    called: str
    places: tuple[Place, ...]


class Notes:
    """One object, made before the fork, to which only those changes and the asker hold on.

    Student code shares the process: what is read here is a claim. It can be silenced, and cannot do good to who
    silences it, since the result that a note is about was never computed.
    """

    def __init__(self) -> None:
        self._uses: list[Use] = []
        self._aside: list[Use] = []
        self._notices: list[str] = []

    def use(self, operation: str, called: str) -> None:
        if len(self._uses) < MOST_USES:
            self._uses.append(Use(operation, called, tuple(_places())))

    def notice(self, what: Literal["device", "workers"]) -> None:
        """In a word of a closed vocabulary: free text could carry out what a question asked."""
        if what not in self._notices:
            self._notices.append(what)

    def put_aside(self) -> None:
        """What was noted before the first question."""
        self._aside, self._uses, self._notices = self._uses, [], []

    def taken(self, describer: Describer, *, missing: bool = False) -> dict[str, Any]:
        """As the part of an answer that is about them; what is taken is forgotten. What was put aside may be why a
        name is missing."""
        uses, notices = [*(self._aside if missing else ()), *self._uses], self._notices
        self._uses, self._notices = [], []
        told = [_told(use, describer) for use in uses]
        noted = {"uses": [use for n, use in enumerate(told) if use not in told[:n]], "notices": notices}
        return {name: found for name, found in noted.items() if found}


def _places() -> list[Place]:
    """From the caller of whatever was changed outwards; after another thread the main one, which waits."""
    places = list(_outwards(sys._getframe(2)))
    if threading.current_thread() is not threading.main_thread():
        places += _outwards(sys._current_frames().get(threading.main_thread().ident or 0))
    return places


def _outwards(at: FrameType | None) -> Iterator[Place]:
    for _ in range(MOST_DEPTH):
        if at is None:
            return
        yield at.f_code.co_filename, at.f_lineno, at.f_code.co_name
        at = at.f_back


def _told(use: Use, describer: Describer) -> Mapping[str, Any]:
    place = describer.first_of_ones_own(use.places)
    return {"operation": use.operation, "called": use.called, **({"place": place} if place else {})}
