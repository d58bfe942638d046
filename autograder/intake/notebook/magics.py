"""Cells as Python: what only IPython understands gives way, and every other line stays where it stood."""

import re
from dataclasses import dataclass

PYTHON_INSIDE = {"time", "capture", "prun", "debug", "memit", "mprun", "snakeviz", "pyinstrument", "scalene"}
WRITES = {"writefile", "file"}
USUAL = re.compile(r"\s*%(matplotlib|pylab|load_ext|reload_ext|autoreload|aimport|config|precision|xmode)\b")
CELL_MAGIC = re.compile(r"%%\s*([\w.!-]*)")
COMMAND = re.compile(r"[ \t\f]*[!%?/,;]")
ASSIGNED = re.compile(r"[ \t]*(?:!(?!=)|%)")
ASKED = re.compile(r"[\w\]*]\?\??\s*\Z")
TOKEN = re.compile(r"""\#.*|(?P<quote>\"{3}|'{3}|"|')|[(\[{]|[)\]}]|[=!<>:+\-*/%@&|^]=|=""")
CLOSING = {quote: re.compile(rf"\\.|{quote}") for quote in ('"', "'", '"""', "'''")}


@dataclass(frozen=True, kw_only=True)
class Dropped:
    """Something that is no Python: its line from 1, its text, and whether the whole cell goes with it."""

    line: int
    text: str
    whole: bool = False

    @property
    def is_usual(self) -> bool:
        """It sets up the notebook, or times a cell that stays: nobody misses it."""
        magic = CELL_MAGIC.match(self.text)
        return USUAL.match(self.text) is not None or (magic is not None and not self.whole)

    @property
    def writes(self) -> bool:
        """The cell is the text of a file that running it would make."""
        magic = CELL_MAGIC.match(self.text)
        return self.whole and magic is not None and magic[1] in WRITES


@dataclass(frozen=True, kw_only=True)
class Plain:
    """As many lines as the cell has, in which the dropped ones are empty or say `pass`."""

    lines: tuple[str, ...]
    dropped: tuple[Dropped, ...] = ()


@dataclass(frozen=True, kw_only=True)
class _Inside:
    """Where the end of a line leaves us: in a string, in brackets, before a continuation."""

    quote: str = ""
    depth: int = 0
    continued: bool = False
    commented: bool = False
    magic: bool = False

    @property
    def fresh(self) -> bool:
        return not (self.quote or self.depth or self.continued)


def as_python(source: str) -> Plain:
    """For a cell that is no Python as it stands."""
    lines = source.split("\n")
    dropped: list[Dropped] = []
    at = _dedent(lines, 0)
    while at < len(lines) and (magic := CELL_MAGIC.match(lines[at])):
        whole = magic[1] not in PYTHON_INSIDE or "?" in lines[at]
        dropped.append(Dropped(line=at + 1, text=lines[at].strip(), whole=whole))
        if whole:
            return Plain(lines=("",) * len(lines), dropped=tuple(dropped))
        lines[at] = ""
        at = _dedent(lines, at)
    _drop_commands(lines, dropped)
    return Plain(lines=tuple(lines), dropped=tuple(dropped))


def _dedent(lines: list[str], at: int) -> int:
    """The first line that is not blank, from there on; its indent is taken off every line that has it."""
    at = next((n for n in range(at, len(lines)) if lines[n].strip()), len(lines))
    if at < len(lines) and (indent := lines[at][: -len(lines[at].lstrip(" \t"))]):
        lines[at:] = [line.removeprefix(indent) for line in lines[at:]]
    return at


def _drop_commands(lines: list[str], dropped: list[Dropped]) -> None:
    at, inside = 0, _Inside()
    while at < len(lines):
        line, after = lines[at], _scanned(lines[at], inside)
        if not (inside.fresh and (COMMAND.match(line) or after.magic or _asks(line, after))):
            at, inside = at + 1, after
            continue
        end = _end_of_command(lines, at)
        dropped.append(Dropped(line=at + 1, text=line.strip()))
        indent = line[: len(line) - len(line.lstrip(" \t\f"))]
        lines[at : end + 1] = [indent + "pass", *[""] * (end - at)]
        at, inside = end + 1, _Inside()


def _end_of_command(lines: list[str], at: int) -> int:
    while lines[at].endswith("\\") and at + 1 < len(lines):
        at += 1
    return at


def _asks(line: str, after: _Inside) -> bool:
    return after.fresh and not after.commented and ASKED.search(line) is not None


def _scanned(line: str, inside: _Inside) -> _Inside:
    """Strings and brackets of one line; a command after the first `=` outside them ends it."""
    quote, depth, at = inside.quote, inside.depth, 0
    may_be_magic = inside.fresh
    while at < len(line) or quote:
        if quote:
            closed = _closed(line, at, quote)
            if closed is None:
                goes_on = len(quote) == 3 or _ends_in_backslash(line)
                return _Inside(quote=quote if goes_on else "", depth=depth)
            quote, at = "", closed
        token = TOKEN.search(line, at)
        if token is None:
            break
        text, at = token[0], token.end()
        if text.startswith("#"):
            return _Inside(depth=depth, commented=True)
        if token["quote"]:
            quote = text
        elif text in "([{":
            depth += 1
        elif text in ")]}":
            depth = max(0, depth - 1)
        elif text == "=" and may_be_magic and depth == 0:
            if ASSIGNED.match(line, at):
                return _Inside(magic=True)
            may_be_magic = False
    return _Inside(depth=depth, continued=_ends_in_backslash(line))


def _closed(line: str, at: int, quote: str) -> int | None:
    return next((m.end() for m in CLOSING[quote].finditer(line, at) if m[0] == quote), None)


def _ends_in_backslash(line: str) -> bool:
    return (len(line) - len(line.rstrip("\\"))) % 2 == 1
