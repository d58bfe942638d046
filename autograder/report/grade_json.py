"""A grade for other programs: versioned, and documented field by field in docs/grade-json.md."""

import json

from autograder.model import Grade
from autograder.records import to_json
from autograder.report.safe import is_hidden


def grade_json(grade: Grade) -> bytes:
    """The same grade gives the same bytes; `schema` in it is its version."""
    text = to_json(grade, indent=2).decode()
    return "".join(_escaped(c) if is_hidden(c) and c != "\n" else c for c in text).encode() + b"\n"


def _escaped(character: str) -> str:
    """A terminal that shows the file obeys none of its control characters."""
    return f"\\u{ord(character):04x}" if character < "\U00010000" else json.dumps(character)[1:-1]
