"""Evidence: what came back from the box for one submission."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal

from autograder.model.rubric import Operation
from autograder.model.training import Curve, Way

EVIDENCE_SCHEMA = 1
Notice = Literal["device", "workers"]  # another device was asked for than there is, or processes to load data


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
    """An exception of student code, as text; `refused` is what was wanted of a package that is not allowed."""

    type: str
    message: str
    frames: tuple[Frame, ...] = ()
    refused: str = ""


@dataclass(frozen=True, kw_only=True)
class Use:
    """An operation that the homework forbids was called, under this name of the framework's, in this line; or
    something of another framework, which is not allowed to begin with."""

    operation: Operation | Literal["package"]
    called: str
    place: Frame | None = None


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What came back for one case; arrays lie under `<case>/<output>`. `notices` cost nothing."""

    outcome: Outcome
    values: Mapping[str, Value] = field(default_factory=dict)
    failure: Failure | None = None
    prints: str = ""
    changed: tuple[str, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    uses: tuple[Use, ...] = ()
    notices: tuple[Notice, ...] = ()
    detail: str = ""
    seconds: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Found:
    """What reading the source says about an item's code, before anything runs; `file` where that is a cell."""

    exists: bool
    file: str = ""
    missing: str = ""
    line: int = 0
    stub: bool = False
    nearest: str = ""
    problem: str = ""


FlawKind = Literal[
    "unexecuted", "order", "gap", "empty", "error", "changed", "missing", "placeholder", "section", "authorship",
    "name", "unreadable",
]  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Flaw:
    """What a notebook lacks. `cell` is the student's cell, counted from 1; None where it is about the notebook or
    about a cell that is not there. `text` is a sentence to the student."""

    kind: FlawKind
    cell: int | None
    text: str


@dataclass(frozen=True, kw_only=True)
class CellRun:
    """How running one code cell again ended, and what it printed then. Its pictures, PNG, lie as bytes under
    `notebook/<cell>/<n>`, counted from 0."""

    outcome: Outcome
    detail: str = ""
    prints: str = ""
    failure: Failure | None = None
    pictures: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, kw_only=True)
class CodeCell:
    """A code cell as it was handed in: `saved` is what it had printed, and `run` how it went again, if it was run.

    `loose` says that its numbers may differ from run to run: it asks a clock, or chance without a seed. `after` is
    a cell whose values it works with, and which did not come to its end. `failed` is the error with which it had
    ended when it was saved.
    """

    number: int
    begins: str
    saved: str = ""
    failed: str = ""
    run: CellRun | None = None
    loose: bool = False
    after: int | None = None


Beside = Literal["picture", "heading", "code"]


@dataclass(frozen=True, kw_only=True)
class Written:
    """What a student wrote `under` a heading, without what the template gives there.

    `cell` is the one in which it begins; None where the heading is not there, nor a cell that stood below it. Then
    `nearest` says which heading may be meant. It is `cut` where it is too long to be kept whole. `more` is what the
    text does not show: pictures, words in the heading itself, and cells of code that the template has not.
    """

    under: str
    cell: int | None = None
    text: str = ""
    cut: bool = False
    more: tuple[Beside, ...] = ()
    nearest: str = ""


@dataclass(frozen=True, kw_only=True)
class NotebookSeen:
    """The notebook of a submission: its flaws, its code cells, the items that were asked of what they left, and the
    written answers by item."""

    name: str
    flaws: tuple[Flaw, ...] = ()
    cells: tuple[CodeCell, ...] = ()
    asked: tuple[str, ...] = ()
    written: Mapping[str, Written] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Trained:
    """What came back for the training of one item. Its arrays are `training/<item>/predicted`, and from the grader
    `training/<item>/labels`: the box never had these.

    Without a `way` nothing was measured: `passed_over` says why not, way by way, and it may be `put_off`. What is
    `made_from` the same need not be done again. `signs` say what would keep a training from working; their arrays
    are `training/<item>/first_loss` and `training/<item>/last_loss`. The numbers of its `curves` are arrays under
    their names, and the first layer's filters are `training/<item>/filters`. What it `raised` has frames that
    are lines of what was handed in; a run that raised after some steps is measured all the same.
    """

    made_from: str
    way: Way | None = None
    data: str = ""
    classes: int = 0
    answer: Answer | None = None
    signs: Answer | None = None
    passed_over: tuple[str, ...] = ()
    put_off: bool = False
    not_finite: tuple[str, ...] = ()
    curves: tuple[Curve, ...] = ()
    raised: Failure | None = None


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """All that grading needs to know of a submission: the grade is a function of this and the key.

    `questions` and `read_by` are digests of what the box was asked, and of what in the key decides what is read of
    a hand-in; the second is empty in evidence from before it was written down.
    """

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
    notebook: NotebookSeen | None = None
    training: Mapping[str, Trained] = field(default_factory=dict)
    read_by: str = ""
