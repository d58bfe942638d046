"""Evidence: what came back from the box for one submission."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal

EVIDENCE_SCHEMA = 1


class Outcome(StrEnum):
    """How asking one case ended."""

    ANSWERED = "answered"
    NOT_BEGUN = "not begun"
    MISSING = "missing"
    RAISED = "raised"
    IMPORT_FAILED = "import failed"
    CPU_LIMIT = "cpu limit"
    WALL_LIMIT = "wall limit"
    MEMORY_LIMIT = "memory limit"
    OUTPUT_LIMIT = "output limit"
    THREAD_LIMIT = "thread limit"
    FILE_LIMIT = "file limit"
    EXITED = "exited"
    CRASHED = "crashed"
    UNREADABLE = "unreadable"
    NOT_REACHED = "not reached"
    OUR_FAILURE = "our failure"


@dataclass(frozen=True, kw_only=True)
class Value:
    """One named output as it came back; an array that was too large to keep has a shape and no numbers."""

    kind: Literal["array", "none", "other"]
    dtype: str = ""
    shape: tuple[int, ...] = ()
    kept: bool = True


@dataclass(frozen=True, kw_only=True)
class Frame:
    """One line of a student's traceback."""

    file: str
    line: int
    function: str
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class Failure:
    """An exception of student code, as text."""

    type: str
    message: str
    frames: tuple[Frame, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What came back for one case; arrays lie under `<case>/<output>`."""

    outcome: Outcome
    values: Mapping[str, Value] = field(default_factory=dict)
    failure: Failure | None = None
    prints: str = ""
    changed: tuple[str, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    detail: str = ""
    seconds: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Found:
    """What reading the source says about an item's code, before anything runs."""

    exists: bool
    missing: str = ""
    line: int = 0
    stub: bool = False
    nearest: str = ""
    problem: str = ""


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """All that grading needs to know of a submission: the grade is a function of this and the key."""

    schema: int
    homework: str
    submission: str
    part: Literal["public", "whole"]
    key: str
    hidden_key: str
    questions: str
    files: Mapping[str, str]
    documents: Mapping[str, bool]
    found: Mapping[str, Found]
    remarks: tuple[str, ...]
    answers: Mapping[str, Answer]
    isolation: str
    versions: Mapping[str, str]
    made_at: str
    seconds: Mapping[str, float]
