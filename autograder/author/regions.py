"""Solution regions: what stands between two marks is the author's; students find a stub that names the task."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from autograder.errors import BuildError


@dataclass(frozen=True, kw_only=True)
class Marks:
    """How a region begins and ends in one kind of text, and what students find in its place.

    `begin` finds `indent` and `task`, `stub` is filled with both; `written` tells an author how to write them.
    """

    begin: re.Pattern[str]
    end: re.Pattern[str]
    stub: str
    written: str


CODE = Marks(
    begin=re.compile(r"^(?P<indent>\s*)# begin solution: (?P<task>.+?)\s*$"),
    end=re.compile(r"^\s*# end solution\s*$"),
    stub='{indent}raise NotImplementedError("{task}")',
    written="# begin solution: TASK … # end solution",
)
TEXT = Marks(
    begin=re.compile(r"^(?P<indent>\s*)<!-- begin solution: (?P<task>.+?) -->\s*$"),
    end=re.compile(r"^\s*<!-- end solution -->\s*$"),
    stub="{indent}**{task}**\n\n{indent}*Write your answer here.*",
    written="<!-- begin solution: TASK --> … <!-- end solution -->",
)
LIKE_A_MARK = re.compile(r"\b(?:begin|end)[ _-]?solution\b", re.IGNORECASE)


def has_region(text: str, marks: Marks = CODE) -> bool:
    return any(marks.begin.match(line) for line in text.splitlines())


def stubbed(text: str, where: Callable[[int], str], marks: Marks = CODE) -> str:
    """Raises BuildError when a region is not closed, begins inside another, or has a mark that is not quite one;
    `where` says the place of a line."""
    lines: list[str] = []
    task, begun = "", 0
    for number, line in enumerate(text.splitlines(), 1):
        if begins := marks.begin.match(line):
            if task:
                raise BuildError(f"{where(number)}: a solution region begins inside another")
            task, begun = begins["task"], number
            lines.append(marks.stub.format_map(begins.groupdict()))
        elif marks.end.match(line):
            if not task:
                raise BuildError(f"{where(number)}: a solution region ends that has not begun")
            task = ""
        elif not task:
            lines.append(_no_mark(line, where(number), marks))
    if task:
        raise BuildError(f"{where(begun)}: the solution region {task!r} is not closed")
    return "\n".join(lines) + "\n" if lines else ""


def _no_mark(line: str, where: str, marks: Marks) -> str:
    """A mark with a slip in it would hand out the solution."""
    if LIKE_A_MARK.search(line):
        raise BuildError(f"{where}: {line.strip()!r} is no mark of a solution here. Write: {marks.written}")
    return line
