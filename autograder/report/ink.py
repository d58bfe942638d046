"""Lines of a terminal: wrapped to its width, in ASCII where it knows nothing else, coloured where wanted."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from autograder.report.safe import ascii_only, cut, no_command, one_line, width_of, wrap

_ASCII_MARKS = {"✓": "ok", "~": "part", "✗": "no", "–": "--"}


MARK_END = 6


@dataclass(frozen=True)
class Line:
    """One line and how it looks where there is colour; the mark at its beginning may look otherwise."""

    text: str = ""
    style: str = ""
    mark: str = ""


@dataclass(frozen=True)
class Ink:
    """What a terminal can show. Every text passes through here, so none reaches it with a control character."""

    width: int
    unicode: bool

    def clean(self, text: str) -> str:
        shown = one_line(text)
        return shown if self.unicode else ascii_only(shown)

    def wrapped(self, text: str, *, indent: int = 0, style: str = "") -> list[Line]:
        """No line for an empty text."""
        return [Line(" " * indent + line, style) for line in wrap(self.clean(text), self.width - indent)]

    def hanging(self, head: str, text: str, style: str = "", mark: str = "") -> list[Line]:
        """Cells of a table, then a text that goes on under itself; a long head sends it to the next line."""
        shown, room = self.clean(text), self.width - width_of(head) - 2
        if room < 24:
            first_line = Line(cut(head, self.width, self._dots()), style, mark)
            return [first_line, *self.wrapped(text, indent=6, style=style)]
        first, *rest = wrap(shown, room) or [""]
        indent = " " * (width_of(head) + 2)
        return [Line(f"{head}  {first}".rstrip(), style, mark), *(Line(indent + line, style) for line in rest)]

    def cells(self, *cells: tuple[str, int]) -> str:
        """The first cell is a mark; a negative width aligns to the left."""
        (mark, _), *others = cells
        shown = mark if self.unicode else f"{_ASCII_MARKS.get(mark, mark):<4}"
        texts = [(self.clean(text), wide) for text, wide in others]
        padded = [text + " " * (-wide - width_of(text)) if wide < 0 else text.rjust(wide) for text, wide in texts]
        return "  " + "  ".join([shown, *padded])

    def both_ends(self, left: str, right: str, style: str = "") -> Line:
        """A text and, at the right edge, another one."""
        shown, end = self.clean(left), self.clean(right)
        shown = cut(shown, self.width - width_of(end) - 2, self._dots())
        return Line(shown + " " * max(2, self._edge(end) - width_of(shown)) + end, style)

    def head(self, left: str, right: str) -> list[Line]:
        """Like both_ends, but the left text is never cut: it goes on in the next line."""
        shown, end = self.clean(left), self.clean(right)
        first, *rest = wrap(shown, self.width - width_of(end) - 2) or [""]
        gap = " " * max(2, self._edge(end) - width_of(first))
        below = wrap(" ".join(rest), self.width - 2)
        return [Line(first + gap + end, "bold"), *(Line("  " + line, "bold") for line in below)]

    def drawn(self, lines: Sequence[str], *, indent: int) -> list[Line]:
        """A drawing keeps its blanks and is never wrapped; what does not fit is cut."""
        return [Line(" " * indent + self.fitting(line, self.width - indent)) for line in lines]

    def fitting(self, text: str, width: int = 0) -> str:
        return cut(self.clean(text), width or self.width, self._dots())

    def written(self, lines: Sequence[Line], *, colour: bool) -> str:
        lines = [replace(line, text=self._obeyed_by_none(line.text)) for line in lines]
        return _coloured(lines) if colour else "\n".join(line.text for line in lines)

    def _obeyed_by_none(self, line: str) -> str:
        """A command that is taken apart is longer than it was."""
        said = no_command(line)
        return line if said == line else cut(said, self.width, self._dots())

    def _edge(self, end: str) -> int:
        """Right ends stop a little before a wide terminal's edge: an eye does not travel 200 columns."""
        return min(self.width, 80) - width_of(end)

    def _dots(self) -> str:
        return "…" if self.unicode else "..."


def _coloured(lines: Sequence[Line]) -> str:
    from io import StringIO

    from rich.console import Console
    from rich.text import Text

    console = Console(
        file=StringIO(), force_terminal=True, color_system="standard", width=10_000, legacy_windows=False,
        highlight=False, emoji=False, no_color=False,
    )  # fmt: skip
    with console.capture() as captured:
        for line in lines:
            text = Text(line.text, style=line.style)
            text.stylize(line.mark, 0, MARK_END)
            console.print(text, soft_wrap=True)
    return captured.get().rstrip("\n")
