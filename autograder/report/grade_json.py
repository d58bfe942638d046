"""A grade for other programs: versioned, and documented field by field in docs/grade-json.md."""

from autograder.model import Grade
from autograder.records import to_json


def grade_json(grade: Grade) -> bytes:
    """The same grade gives the same bytes; `schema` in it is its version."""
    return to_json(grade, indent=2) + b"\n"
