"""The audit: how strong a rubric is, as data. Wrong programs are known mistakes and mutants of the reference."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

AUDIT_SCHEMA = 1

Mark = Literal["", "equivalent", "left-open"]


@dataclass(frozen=True, kw_only=True)
class Losses:
    """Points that a wrong program loses, by item: in all cases, and in some of them alone."""

    whole: Mapping[str, Fraction] = field(default_factory=dict)
    public: Mapping[str, Fraction] = field(default_factory=dict)
    hidden: Mapping[str, Fraction] = field(default_factory=dict)
    handout: Mapping[str, Fraction] = field(default_factory=dict)

    @property
    def cost(self) -> Fraction:
        return sum(self.whole.values(), Fraction(0))

    @property
    def hidden_only(self) -> bool:
        """A student's own check says that all is right, and grading takes points."""
        return bool(self.whole) and not self.public


@dataclass(frozen=True, kw_only=True)
class AuditedMistake:
    """A known mistake, the items in which some public case shows it, and what it costs."""

    id: str
    name: str
    items: tuple[str, ...]
    losses: Losses
    surprise: bool = False


@dataclass(frozen=True, kw_only=True)
class AuditedMutant:
    """One slip in the reference; `code` is the line with it. A mark and its reason come from the reviewed file."""

    id: str
    file: str
    line: int
    code: str
    losses: Losses
    mark: Mark = ""
    why: str = ""

    @property
    def survives(self) -> bool:
        return not self.losses.whole


@dataclass(frozen=True, kw_only=True)
class AuditedItem:
    """Of the known mistakes that an item shows: which are caught by cases of both kinds, of one kind, of none."""

    id: str
    title: str
    points: Fraction
    both: tuple[str, ...]
    public_only: tuple[str, ...]
    hidden_only: tuple[str, ...]
    none: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class AuditedCase:
    """A public case: how many wrong programs fail in it, and whether it is in the smallest set that does as well.

    `alone` counts the lost points, and the pairs of mistakes to be told apart, that no other case would show.
    """

    id: str
    item: str
    group: str
    catches: int
    alone: int
    needed: bool


@dataclass(frozen=True, kw_only=True)
class AuditedRight:
    """A right solution; where it loses points, or fails in a case, the key raises a false alarm."""

    name: str
    lost: Mapping[str, Fraction]
    failed: tuple[str, ...]

    @property
    def alarmed(self) -> bool:
        return bool(self.lost or self.failed)


@dataclass(frozen=True, kw_only=True)
class Audit:
    """How strong a rubric is. It passes when there is no problem; warnings are for a person to weigh."""

    schema: int
    homework: str
    title: str
    made_of: Mapping[str, str]
    items: tuple[AuditedItem, ...]
    mistakes: tuple[AuditedMistake, ...]
    mutants: tuple[AuditedMutant, ...]
    cases: tuple[AuditedCase, ...]
    right: tuple[AuditedRight, ...]
    problems: tuple[str, ...]
    warnings: tuple[str, ...]
    seconds: float

    @property
    def survivors(self) -> tuple[AuditedMutant, ...]:
        """Mutants that lose no point and that nobody has looked at."""
        return tuple(mutant for mutant in self.mutants if mutant.survives and not mutant.mark)

    def marked(self, mark: Mark) -> tuple[AuditedMutant, ...]:
        return tuple(mutant for mutant in self.mutants if mutant.mark == mark)

    @property
    def missed_by_handout(self) -> tuple[AuditedMistake, ...]:
        """Known mistakes with which every case of the handout comes out right."""
        return tuple(mistake for mistake in self.mistakes if not mistake.losses.handout)
