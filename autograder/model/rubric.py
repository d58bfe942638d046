"""What the instructor wrote: the rubric as data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Any, Literal

Scalar = bool | int | float | str
Plain = Scalar | list[Any] | None


class Tell(StrEnum):
    """How much a student is told about a lost point; each level includes the ones before it."""

    POINTS = "points"
    CASES = "cases"
    HINT = "hint"
    MISTAKE = "mistake"

    def reaches(self, level: "Tell") -> bool:
        order = list(Tell)
        return order.index(self) >= order.index(level)


class Cause(StrEnum):
    """Why something is not judged. Blocked costs its points; the others leave them open."""

    BLOCKED = "blocked"
    OURS = "our failure"
    TO_BE_READ = "to be read"
    NOT_AVAILABLE = "not available"


@dataclass(frozen=True, kw_only=True)
class Code:
    """Where an item's code is expected: a file of the hand-in and a dotted name in it."""

    file: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Share:
    """Points for one group of cases; an empty output means all outputs of the group together."""

    group: str
    output: str = ""
    points: Fraction


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What one submission may use; the CPU seconds of one case are the limit that counts.

    `threads` includes the one that every program has; `disk_bytes` and `files` are what it may write.
    """

    case_seconds: float = 10.0
    total_seconds: float = 300.0
    memory_bytes: int = 2_000_000_000
    output_bytes: int = 16_000_000
    threads: int = 64
    disk_bytes: int = 64_000_000
    files: int = 1000


@dataclass(frozen=True, kw_only=True)
class Item:
    """One line of the rubric."""

    id: str
    title: str
    check: str
    shares: tuple[Share, ...]
    tell: Tell
    code: Code | None = None
    probe: str = ""
    of: str = ""
    if_consistent: Fraction = Fraction(0)
    accept: tuple[str, ...] = ()
    tables: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    within: float = 1e-5
    note: str = ""
    why_open: str = ""
    cause_open: Cause | None = None

    @property
    def points(self) -> Fraction:
        return sum((share.points for share in self.shares), Fraction(0))


@dataclass(frozen=True, kw_only=True)
class Rubric:
    """What is worth how much, and how it is checked."""

    homework: str
    title: str
    total: Fraction
    code: tuple[str, ...]
    documents: Mapping[str, str]
    allow: tuple[str, ...]
    limits: Limits
    tell: Tell
    provided: Literal["keep", "restore"]
    items: tuple[Item, ...]

    def item(self, item_id: str) -> Item:
        return next(item for item in self.items if item.id == item_id)
