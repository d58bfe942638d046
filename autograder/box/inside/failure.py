"""An exception of student code as bounded text: the same from run to run, and only the student's own lines."""

import linecache
import re
import traceback
from collections.abc import Iterable, Mapping
from typing import Any

from .student import NotAllowed

MOST_RAW = 8192  # of a message, before folders and addresses in it are replaced
MOST_MESSAGE, MOST_TYPE, MOST_LINE, MOST_FRAMES = 600, 80, 200, 6
ADDRESS = re.compile(r"0x[0-9a-fA-F]{6,}")


class Describer:
    """Knows which folders to hide; the first is the student's own, whose lines are shown."""

    def __init__(self, hide: Mapping[str, str]) -> None:
        self._hide = dict(hide)
        self._root = next(iter(self._hide))

    def describe(self, error: BaseException) -> dict[str, Any]:
        syntax = isinstance(error, SyntaxError)
        message = str(error.msg or "") if isinstance(error, SyntaxError) else _text(error)
        frames = [*self._frames(error), *(self._syntax_frame(error) if isinstance(error, SyntaxError) else [])]
        return {
            "type": type_name(error),
            "message": self.clean(message[:MOST_RAW])[:MOST_MESSAGE],
            "frames": frames[-1:] if syntax else frames[-MOST_FRAMES:],
            **({"refused": str(error.name)[:MOST_TYPE]} if isinstance(error, NotAllowed) else {}),
        }

    def _frames(self, error: BaseException) -> list[dict[str, Any]]:
        walked = [
            (f.f_code.co_filename, line, f.f_code.co_name) for f, line in traceback.walk_tb(error.__traceback__)
        ]
        return [self._frame(file, line, name) for file, line, name in walked if file.startswith(self._root)]

    def first_of_ones_own(self, places: Iterable[tuple[str, int, str]]) -> dict[str, Any] | None:
        """The first place that lies in the student's own folder."""
        return next((self._frame(*place) for place in places if place[0].startswith(self._root)), None)

    def _frame(self, file: str, line: int, function: str) -> dict[str, Any]:
        text = linecache.getline(file, line).strip()[:MOST_LINE]
        return {"file": self.clean(file), "line": line, "function": function[:MOST_TYPE], "text": text}

    def _syntax_frame(self, error: SyntaxError) -> list[dict[str, Any]]:
        file = str(error.filename)
        return [self._frame(file, error.lineno or 0, "")] if file.startswith(self._root) else []

    def clean(self, text: str) -> str:
        """Addresses and folders differ from run to run; the grade must not."""
        for folder, name in self._hide.items():
            text = text.replace(folder + "/", name).replace(folder, name)
        return ADDRESS.sub("0x…", text).encode("utf-8", "replace").decode()


def type_name(value: object) -> str:
    """As the class statement said it, whatever a metaclass says now."""
    name: str = type.__dict__["__name__"].__get__(type(value))
    return name[:MOST_TYPE]


def _text(error: BaseException) -> str:
    try:
        return str(error)
    except BaseException:
        return "(its message cannot be printed)"
