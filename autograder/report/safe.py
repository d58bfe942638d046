"""Text that a student's program made is hostile: control characters become visible, length is bounded."""

import re
import unicodedata

MOST_LINE = 1000
MOST_PRINTED = 4000
MOST_MARKS = 4
_COMMAND = re.compile(r"^(\s*:)(?=:)|#(?=#(?:\[|vso))")
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_ASCII = {
    "×": "x", "−": "-", "–": "-", "—": "-", "…": "...", "≠": "!=", "≤": "<=", "≥": ">=", "·": "-", "→": "->",
    "“": '"', "”": '"', "‘": "'", "’": "'", "✓": "ok", "✗": "x", "√": "sqrt", "½": "1/2",
}  # fmt: skip


def one_line(text: str, most: int = MOST_LINE) -> str:
    """Safe to print anywhere, on one line."""
    short = text if len(text) <= most else text[:most] + "…"
    return _shown(short.replace("\r\n", " ").replace("\n", " "))


def printed(text: str, most: int = MOST_PRINTED) -> str:
    """Several lines of a program's own output: its line breaks and tabs stay, and both ends when it is long."""
    if len(text) > most:
        left_out = len(text) - most
        text = f"{text[: most // 2]}\n… {left_out} characters left out …\n{text[-(most // 2) :]}"
    lines = text.replace("\r\n", "\n").split("\n")
    return "\n".join(_shown(line.replace("\t", "    ")) for line in lines)


def ascii_only(text: str) -> str:
    """For consoles without UTF-8."""
    replaced = "".join(_ASCII.get(character, character) for character in text)
    return replaced.encode("ascii", "backslashreplace").decode()


def no_command(line: str) -> str:
    """A runner of CI takes orders from lines like ::notice:: or ##[group]: they are taken apart."""
    return _COMMAND.sub(lambda found: found[0] + " ", line)


def is_hidden(character: str) -> bool:
    return unicodedata.category(character) in _HIDDEN


def width_of(text: str) -> int:
    """Columns of a terminal."""
    return sum(_columns(character) for character in text)


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most that many columns; a word that is longer is cut. What fits keeps its blanks."""
    if width_of(text) <= width:
        return [text] if text else []
    lines, line = [], ""
    for word in _pieces(text, width):
        joined = f"{line} {word}" if line else word
        if width_of(joined) > width:
            lines.append(line)
            joined = word
        line = joined
    return [*lines, line] if line else lines


def cut(text: str, width: int, mark: str = "…") -> str:
    """The beginning of a text, with a mark where something is left out."""
    if width_of(text) <= width:
        return text
    kept = ""
    for character in text:
        if width_of(kept + character + mark) > width:
            break
        kept += character
    return kept.rstrip() + mark


def _pieces(text: str, width: int) -> list[str]:
    pieces: list[str] = []
    for word in text.split():
        while width_of(word) > width:
            head = cut(word, width, "") or word[0]
            pieces.append(head)
            word = word[len(head) :]
        pieces.append(word)
    return [piece for piece in pieces if piece]


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _shown(line: str) -> str:
    """No more than a few marks stand upon one letter: hundreds would cover the lines above."""
    shown, marks = [], 0
    for character in line:
        marks = marks + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        hide = is_hidden(character) or marks > MOST_MARKS
        shown.append(_escaped(character) if hide else character)
    return "".join(shown)


def _escaped(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"
