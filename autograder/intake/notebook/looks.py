"""What a file is that calls itself a notebook and is none."""

import json
import re

from autograder.intake.archive import printable

MAGIC = {
    b"PK\x03\x04": "a zip archive. Hand in the .ipynb file that is in it",
    b"PK\x05\x06": "an empty zip archive. Hand in the .ipynb file itself",
    b"\x1f\x8b": "a gzip archive. Hand in the .ipynb file that is in it",
    b"%PDF-": "a PDF. Hand in the .ipynb file that it was printed from",
    b"\x89PNG": "a picture (PNG). Hand in the .ipynb file itself",
    b"\xff\xd8\xff": "a picture (JPEG). Hand in the .ipynb file itself",
    b"GIF8": "a picture (GIF). Hand in the .ipynb file itself",
    b"RIFF": "a picture or a recording. Hand in the .ipynb file itself",
}
WEB_PAGE = re.compile(r"(?i)<(?:!doctype\s+html|html|head|body)\b")
SCRIPT = re.compile(
    r"^(?:#!.*python|# %%|# In\[|(?:import|from|class|def)\s+\w|@\w|if __name__\b|print\s*\()", re.MULTILINE
)
POINTER = "version https://git-lfs.github.com/"
CONFLICT = re.compile(r"^<{7} ", re.MULTILINE)
OPEN_STRING = re.compile(r'"(?:[^"\\]++|\\.)*+\\?\Z', re.DOTALL)
MOST_LOOKED_AT = 100_000


def binary(data: bytes) -> str:
    """What the first bytes give away; empty when they say nothing."""
    return next((f"this is {what}" for magic, what in MAGIC.items() if data.startswith(magic)), "")


def other(text: str) -> str:
    """Of a text that does not begin as JSON does."""
    head = text[:MOST_LOOKED_AT].strip("\0 \t\r\n\f")
    if not head:
        return "the file is empty. Save the notebook and hand it in again"
    if head.startswith("<") and (WEB_PAGE.search(head) or head.startswith("<!")):
        return "this is a web page that a browser saved. Download the notebook itself, as .ipynb"
    if head.startswith(POINTER):
        return "this is only a pointer that Git LFS left. Hand in the notebook itself"
    if SCRIPT.search(head):
        return "this is a Python script. Hand in the notebook itself, as .ipynb"
    return f"this is no notebook; it begins with {printable(head, 40)!r}"


def damage(text: str, error: json.JSONDecodeError) -> str:
    """Of a text that begins as JSON does and cannot be read to its end."""
    if CONFLICT.search(text):
        return "two versions were merged by Git and a conflict is still marked. Settle it, save and hand in again"
    end = len(text.rstrip("\0 \t\r\n"))
    if text[end - 1] not in "}]" or error.pos >= end or OPEN_STRING.match(text, error.pos):
        return "the file ends in the middle. Save the notebook and hand it in again"
    return (
        f"the file is damaged at line {error.lineno}, column {error.colno}. "
        "Open it in Jupyter, save it and hand it in again"
    )
