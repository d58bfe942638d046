"""Verdicts and findings: what the evidence says, and what is likely behind it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from autograder.model.evidence import Failure
from autograder.model.rubric import Cause, Scalar


class Ruling(StrEnum):
    PASSED = "passed"
    FAILED = "failed"
    NOT_JUDGED = "not judged"


@dataclass(frozen=True, kw_only=True)
class Row:
    """One wrong entry: where, what was expected, what came."""

    index: tuple[int, ...]
    expected: str
    got: str


@dataclass(frozen=True, kw_only=True)
class Problem:
    """What is wrong with one output of one case: data, from which a renderer makes words."""

    kind: str
    expected: str = ""
    got: str = ""
    wrong: int = 0
    of: int = 0
    worst_absolute: str = ""
    worst_relative: str = ""
    rows: tuple[Row, ...] = ()
    failure: Failure | None = None


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """The ruling on one named output of one case."""

    case: str
    output: str
    ruling: Ruling
    cause: Cause | None = None
    problem: Problem | None = None
    convention: str = ""


@dataclass(frozen=True, kw_only=True)
class Consistency:
    """Whether a backward pass fits the student's own forward pass, and why not."""

    holds: bool
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Picture:
    """The smallest failing public case, small enough to be shown: nested lists of numbers. Where sentences have
    another name for its output, it is `called` that."""

    case: str
    settings: Mapping[str, Scalar]
    inputs: Mapping[str, Any]
    output: str
    expected: Any
    got: Any
    got_shape: tuple[int, ...] | None = None
    expected_shape: tuple[int, ...] | None = None
    called: str = ""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One cause of lost points, told once; a text above the item's `tell` level is empty for students. `root` is
    another wrong item, in whose function the error was raised."""

    cause: str
    items: tuple[str, ...]
    outputs: tuple[str, ...]
    lost: Fraction
    headline: str
    cases: str
    others: str = ""
    looks: str = ""
    evidence: str = ""
    hint: str = ""
    name: str = ""
    known: tuple[str, ...] = ()
    together: bool = False
    file: str = ""
    line: int = 0
    function: str = ""
    picture: Picture | None = None
    problem: Problem | None = None
    root: str = ""


@dataclass(frozen=True, kw_only=True)
class Count:
    """How many parameters a layer has: the right number, the one that came, and what would explain it."""

    layer: str
    expected: int
    got: int | None
    why: str = ""

    @property
    def difference(self) -> int:
        return (self.got or 0) - self.expected


@dataclass(frozen=True, kw_only=True)
class Counts:
    """A network layer by layer, beside that of the rubric's tables which it is nearest to, and the totals."""

    table: str
    layers: tuple[Count, ...]
    total: Count


@dataclass(frozen=True, kw_only=True)
class Claim:
    """What a cell had printed when it was saved, `said`, and does not print when it is run again: now it prints
    `came`, or nothing, or it raises. `more` lines of it differ besides. For a person to look at, never points."""

    cell: int
    said: str
    came: str = ""
    about: str = ""
    raises: str = ""
    more: int = 0


@dataclass(frozen=True, kw_only=True)
class PrintedAccuracy:
    """An accuracy that a cell has printed, as a share of one: `here`, when it was run again, or when it was saved.
    `data` is the data set that its words name. A claim, for a person to read."""

    cell: int
    said: str
    about: str
    share: Fraction
    here: bool = False
    data: str = ""
