"""The key: a homework compiled into questions, expected answers and fingerprints of known mistakes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from autograder.model.rubric import Plain, Rubric, Scalar

KEY_SCHEMA = 1


@dataclass(frozen=True, kw_only=True)
class Case:
    """One question of the key. Inputs that are arrays lie under `<id>/in/<name>`, expected outputs under
    `<id>/out/<convention>/<output>`.

    A case without a group is a rung: it explains and earns nothing. A case that `sweeps` an input asks the
    probe once for each row of that input and belongs to the gradient case `about`; nothing is expected of it, nor
    of one that is `timed`: how long the item's code takes is a fact.
    """

    id: str
    item: str
    probe: str
    group: str = ""
    hidden: bool = False
    twin: str = ""
    settings: Mapping[str, Scalar] = field(default_factory=dict)
    tags: Mapping[str, bool] = field(default_factory=dict)
    plain: Mapping[str, Plain] = field(default_factory=dict)
    arrays: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    conventions: tuple[str, ...] = ("",)
    sweeps: str = ""
    about: str = ""
    timed: bool = False

    @property
    def judged(self) -> bool:
        """Whether something is expected of it."""
        return not self.sweeps and not self.timed


@dataclass(frozen=True, kw_only=True)
class Mistake:
    """A known mistake: which items it breaks, and the sentences for it. One that is the same as another, with other
    numbers, is told as that one. Its row in the arrays
    `fingerprint/status` and `fingerprint/marks` is its place in the key."""

    id: str
    items: tuple[str, ...]
    name: str = ""
    hint: str = ""
    seen: int = 0
    same_as: str = ""


@dataclass(frozen=True, kw_only=True)
class Key:
    """A compiled homework; its hidden part holds hidden cases only.

    `notebooks` are those of the template, by name, as they were handed out.
    `axes` say, by item and name of an array, what one step along each of its axes is: an image, a row. An array of
    one axis with several words has one for each of its entries, or is made of gradients of the inputs named.
    """

    schema: int
    part: Literal["public", "hidden", "whole"]
    rubric: Rubric
    probes: str
    provided: Mapping[str, str]
    cases: tuple[Case, ...]
    says: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    axes: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    notebooks: Mapping[str, str] = field(default_factory=dict)
    mistakes: tuple[Mistake, ...] = ()
    statuses: tuple[str, ...] = ()
    made_of: Mapping[str, str] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)
    secret: str = ""
    digest: str = ""
    hidden_digest: str = ""

    def cases_of(self, item_id: str) -> tuple[Case, ...]:
        return tuple(case for case in self.cases if case.item == item_id)
