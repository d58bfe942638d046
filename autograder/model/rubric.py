"""What the instructor wrote: the rubric as data."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Any, Literal

from autograder.model.training import Target

Scalar = bool | int | float | str
Plain = Scalar | list[Any] | None
Operation = Literal["convolution", "pooling", "unfold", "fourier", "resampling"]
NEAR: Mapping[Operation, tuple[Operation, ...]] = {
    "convolution": ("unfold", "fourier"),
    "pooling": ("unfold", "resampling"),
    "unfold": (),
    "fourier": (),
    "resampling": (),
}  # what does half of the work, or another way all of it, and is forbidden with it unless a rubric allows it
FRAMEWORKS = (
    "torch", "torchvision", "functorch", "scipy", "skimage", "cv2", "tensorflow", "keras", "jax", "flax", "mxnet",
)  # packages with such operations  # fmt: skip


def operation_called(operation: str) -> str:
    """In a sentence; most are called by their own names."""
    return {"fourier": "Fourier transform"}.get(operation, operation)


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


NOTEBOOK = ".ipynb"
REQUIREMENTS: Mapping[str, tuple[str, ...]] = {
    "run in order": ("order", "gap", "empty"),
    "no errors": ("error",),
    "outputs kept": ("unexecuted",),
    "placeholders replaced": ("placeholder",),
    "provided cells unchanged": ("changed", "missing"),
    "sections present": ("section",),
    "statement signed": ("authorship",),
}  # by what a rubric calls it: the kinds of flaw that it is about


@dataclass(frozen=True, kw_only=True)
class Code:
    """Where an item's code is expected: a file of the hand-in and a dotted name in it."""

    file: str
    name: str

    @property
    def in_notebook(self) -> bool:
        return self.file.endswith(NOTEBOOK)

    @property
    def module(self) -> str:
        """The file that is imported for it: of a notebook, the one into which its definitions are lifted."""
        return lifted_name(self.file) if self.in_notebook else self.file


def lifted_name(notebook: str) -> str:
    """Of the module that a notebook's definitions make; a pattern stands for the name that matches it."""
    return re.sub(r"\W+", "_", notebook.removesuffix(NOTEBOOK)).strip("_") + "_ipynb.py"


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
class Wanted:
    """What a homework asks of its notebook: what counts, the form of its name, headings, texts that the student
    replaces, a phrase of the statement on authorship."""

    requires: tuple[str, ...] = tuple(REQUIREMENTS)
    named: str = ""
    sections: tuple[str, ...] = ()
    placeholders: tuple[str, ...] = ()
    statement: str = ""

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of flaw that count; a notebook that cannot be read always does."""
        asked = (kind for requirement in self.requires for kind in REQUIREMENTS[requirement])
        return frozenset({*asked, "unreadable", *(("name",) if self.named else ())})


@dataclass(frozen=True, kw_only=True)
class Run:
    """How a notebook is run: what one cell and all of them may compute, the packages that it may import beside
    those of the homework, the files of the course beside which it stands, tags of cells that are left out."""

    cell_seconds: float = 60.0
    total_seconds: float = 600.0
    allow: tuple[str, ...] = ()
    data: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    stop_at_error: bool = False


@dataclass(frozen=True, kw_only=True)
class Named:
    """What reports call an output, in the singular, and what it means that its number is wrong, as a clause."""

    called: str = ""
    wrong: str = ""


@dataclass(frozen=True, kw_only=True)
class Layers:
    """What a network is made of: the shape of one input, those that leave its layers, the order of its kinds of
    layers, and how many of a kind at most and at least."""

    input: tuple[int, ...]
    shapes: tuple[tuple[int, ...], ...]
    order: tuple[str, ...] = ()
    at_most: Mapping[str, int] = field(default_factory=dict)
    at_least: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Speed:
    """How long an item's code takes is told beside the usual ways, as multiples of the first. Of each is known what
    it takes in the probe's own `unit`, and what would be `faster` than a time near it."""

    probe: str
    unit: str
    beside: Mapping[str, float]
    faster: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Writing:
    """What is asked of a written answer in a notebook: the heading under which it stands, from how many words to
    how many, and numbers of which any is right; `known` says what another one betrays. Where it `decides`, a right
    number earns all points, and no person reads the answer."""

    under: str
    words: tuple[int, int] | None = None
    numbers: tuple[Fraction, ...] = ()
    known: Mapping[str, str] = field(default_factory=dict)
    decides: bool = False


@dataclass(frozen=True, kw_only=True)
class Item:
    """One line of the rubric. Where one of its `operations` is called, the items that it `voids` earn nothing.

    `tables` are counts of parameters that are right, and `known` says what another total of them betrays.
    """

    id: str
    title: str
    check: str
    shares: tuple[Share, ...]
    tell: Tell
    code: Code | None = None
    executed: bool = False
    wanted: Wanted | None = None
    target: Target | None = None
    probe: str = ""
    of: str = ""
    if_consistent: Fraction = Fraction(0)
    accept: tuple[str, ...] = ()
    operations: tuple[Operation, ...] = ()
    voids: tuple[str, ...] = ()
    tables: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    known: Mapping[str, str] = field(default_factory=dict)
    layers: Layers | None = None
    speed: Speed | None = None
    outputs: Mapping[str, Named] = field(default_factory=dict)
    writing: Writing | None = None
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
    run: Run | None = None
    weights: tuple[str, ...] = ()

    @property
    def notebook(self) -> str:
        """The name of the notebook that is handed in, or its pattern; empty where none is."""
        return self.documents.get("notebook", "")

    @property
    def modules(self) -> tuple[str, ...]:
        """The files that are imported: the code, and of a notebook its definitions."""
        lifted = [item.code.module for item in self.items if item.code and item.code.in_notebook]
        return tuple(dict.fromkeys((*self.code, *lifted)))

    @property
    def forbidden(self) -> tuple[Operation, ...]:
        """Operations that nothing in the box can compute."""
        return tuple(dict.fromkeys(operation for item in self.items for operation in item.operations))

    def item(self, item_id: str) -> Item:
        return next(item for item in self.items if item.id == item_id)
