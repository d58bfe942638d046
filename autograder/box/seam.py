"""The one seam to the box: start, ask, stop. Everything that grades knows these types and no process."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from autograder.box.inside import wire
from autograder.model import Answer, Limits, Outcome, Plain
from autograder.records import digest


@dataclass(frozen=True, kw_only=True)
class Question:
    """One case as the box sees it: a probe, the file it is about, and inputs. Its id stays on this side.

    The questions of a later stage are not in the child's memory before all of an earlier one are answered: what
    student code prints in an earlier stage cannot be about them. A `twin` that ran out of time decides this one.
    Where `only_shapes` matter, zeros of the right shape take the place of what is forbidden. What is `timed` is
    a fact alone, and its computing is not counted in that of all questions together.
    """

    id: str
    item: str
    probe: str
    file: str
    arrays: Mapping[str, NDArray[Any]]
    plain: Mapping[str, Plain] = field(default_factory=dict)
    sweeps: str = ""
    stage: int = 0
    twin: str = ""
    only_shapes: bool = False
    timed: bool = False


@dataclass(frozen=True)
class Batch:
    """All questions of one key, encoded once and sent to every submission as they are.

    `forbid` is what the box was opened with: answers depend on it.
    """

    probes: str
    files: tuple[str, ...]
    allow: tuple[str, ...]
    limits: Limits
    questions: tuple[Question, ...]
    forbid: tuple[str, ...] = ()

    @cached_property
    def stages(self) -> tuple[tuple[int, ...], ...]:
        """The numbers of the questions, stage by stage."""
        stages = sorted({question.stage for question in self.questions})
        return tuple(tuple(n for n, q in enumerate(self.questions) if q.stage == stage) for stage in stages)

    @cached_property
    def digest(self) -> str:
        """Answers can be judged again only by a key that asks the very same."""
        return digest(self.setup + b"".join(self.frames))

    @cached_property
    def setup(self) -> bytes:
        limit = self.limits.output_bytes
        header = {"probes": self.probes, "files": self.files, "allow": self.allow, "output_bytes": limit}
        return wire.encode({**header, "forbid": self.forbid} if self.forbid else header, {})

    @cached_property
    def frames(self) -> tuple[bytes, ...]:
        """One frame for each stage."""
        return tuple(self._frame(numbers) for numbers in self.stages)

    def _frame(self, numbers: tuple[int, ...]) -> bytes:
        asked = {n: self.questions[n] for n in numbers}
        header = {n: _header(question) for n, question in asked.items()}
        arrays = {
            f"{n}/{name}": np.array(array, order="C")
            for n, question in asked.items()
            for name, array in question.arrays.items()
        }
        return wire.encode({"questions": header}, arrays)


def _header(question: Question) -> dict[str, Any]:
    return {
        "probe": question.probe,
        "file": question.file,
        "arrays": list(question.arrays),
        "plain": dict(question.plain),
        "sweep": question.sweeps,
        **({"shapes": True} if question.only_shapes else {}),
    }


@dataclass(frozen=True, kw_only=True)
class Replies:
    """What came back: an answer for every question, its arrays under `<id>/<output>`, and the level in force."""

    answers: Mapping[str, Answer]
    arrays: Mapping[str, NDArray[Any]]
    level: str


def joined(one: Replies, other: Replies) -> Replies:
    """Two parts of one batch; the level is that of the first, unless it asked nothing."""
    level = one.level if one.answers else other.level
    return Replies(answers={**one.answers, **other.answers}, arrays={**one.arrays, **other.arrays}, level=level)


@dataclass(frozen=True, kw_only=True)
class CellsRun:
    """The code cells of a notebook and how far they are run; `skipped` says by place why a cell is not."""

    sources: tuple[str, ...]
    skipped: Mapping[int, str] = field(default_factory=dict)
    allow: tuple[str, ...] = ()
    data: tuple[str, ...] = ()
    cell_seconds: float = 60.0
    total_seconds: float = 600.0
    cell_output_bytes: int = 4_000_000
    output_bytes: int = 16_000_000
    stop_at_error: bool = False


@dataclass(frozen=True, kw_only=True)
class CellEnd:
    """How one cell ended: answered, where it came to its end, and the seconds that it computed."""

    outcome: Outcome
    detail: str = ""
    seconds: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Executed:
    """What became of the cells, and what each printed, in the words of the notebook format and just as it came.

    `alive` says that the kernel can be asked.
    """

    ends: tuple[CellEnd, ...]
    outputs: tuple[tuple[Mapping[str, Any], ...], ...]
    alive: bool


class Box(Protocol):
    """One submission at a time: start it from a folder that is left as it is, ask a batch, stop it.

    A notebook may be run before, once; questions about the `executed` items then go to what its cells have left.
    """

    def start(self, source: Path) -> None: ...

    def run(self, cells: CellsRun) -> Executed: ...

    def ask(self, batch: Batch, executed: Collection[str] = ()) -> Replies: ...

    def stop(self) -> None: ...


class OpenBox(Box, Protocol):
    """A box with processes behind it: it can break, and it is closed in the end."""

    @property
    def healthy(self) -> bool: ...

    def close(self) -> None: ...

    def kill(self) -> None:
        """Ends what is running, from any thread; the box is broken then and still has to be closed."""
