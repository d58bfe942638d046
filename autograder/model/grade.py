"""The grade: verdicts and findings with points; every report is made of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Literal

from autograder.model.evidence import Failure, Flaw, NotebookSeen, Outcome
from autograder.model.rubric import Cause, Scalar, Tell
from autograder.model.training import Learned, Way
from autograder.model.verdict import Counts, Finding, PrintedAccuracy, Problem, Ruling

GRADE_SCHEMA = 1


@dataclass(frozen=True, kw_only=True)
class ShareGrade:
    """One group (and output) of an item: all of its cases, or nothing."""

    group: str
    output: str
    says: str
    points: Fraction
    earned: Fraction
    passed: int
    of: int
    open: bool = False


@dataclass(frozen=True, kw_only=True)
class CaseGrade:
    """One column of the right/wrong strip: the settings of a case and its verdicts by output."""

    case: str
    group: str
    hidden: bool
    settings: Mapping[str, Scalar]
    verdicts: Mapping[str, Ruling]
    problems: Mapping[str, Problem]
    outcome: Outcome
    prints: str = ""


@dataclass(frozen=True, kw_only=True)
class TrainingGrade:
    """How many of the judged images are right, in which way that was found out, and between which accuracies the
    true one lies, 95 times in 100; the upper one earns the points. A run that `raised` ended with this error."""

    way: Way
    data: str
    correct: int
    of: int
    low: Fraction
    high: Fraction
    full: Fraction
    raised: Failure | None = None


@dataclass(frozen=True, kw_only=True)
class SpeedGrade:
    """How many seconds one call of the code computes, and one `unit` on the same machine; what the usual ways take
    in that unit, and what would make it faster. No point depends on it. Of code that was `stopped`, such as "after
    20 s of computing", there are no seconds."""

    seconds: float
    unit: str
    unit_seconds: float
    beside: Mapping[str, float]
    idea: str = ""
    stopped: str = ""


@dataclass(frozen=True, kw_only=True)
class ItemGrade:
    """One line of the report. `called` names outputs as sentences do; the `aside` is for the person who reads."""

    id: str
    title: str
    check: str
    points: Fraction
    earned: Fraction
    open: Fraction
    state: Literal["right", "part", "wrong", "not begun", "blocked", "open"]
    clause: str
    tell: Tell
    shares: tuple[ShareGrade, ...] = ()
    cases: tuple[CaseGrade, ...] = ()
    cause: Cause | None = None
    consistent: bool = False
    file: str = ""
    line: int = 0
    function: str = ""
    note: str = ""
    called: Mapping[str, str] = field(default_factory=dict)
    flaws: tuple[Flaw, ...] = ()
    training: TrainingGrade | None = None
    learned: Learned | None = None
    counts: Counts | None = None
    printed: PrintedAccuracy | None = None
    speed: SpeedGrade | None = None
    aside: str = ""

    @property
    def lost(self) -> Fraction:
        return self.points - self.earned - self.open


@dataclass(frozen=True, kw_only=True)
class Grade:
    """Verdicts and findings with points: what every report is made of. Flags are for a person to look at, and for
    instructors only."""

    schema: int
    homework: str
    title: str
    submission: str
    part: Literal["public", "whole"]
    reader: Literal["instructor", "student"]
    total: Fraction
    earned: Fraction
    lost: Fraction
    open: Fraction
    provisional: bool
    items: tuple[ItemGrade, ...]
    findings: tuple[Finding, ...]
    remarks: tuple[str, ...]
    documents: Mapping[str, bool]
    key: str
    hidden_key: str
    secret: str
    isolation: str
    versions: Mapping[str, str]
    key_versions: Mapping[str, str]
    times: Mapping[str, Any]
    flags: tuple[str, ...] = ()
    notebook: NotebookSeen | None = None

    @property
    def judged(self) -> Fraction:
        return self.earned + self.lost
