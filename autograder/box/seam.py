"""The one seam to the box: start, ask, stop. Everything that grades knows these types and no process."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from autograder.box.inside import wire
from autograder.model import Answer, Limits, Plain
from autograder.records import digest


@dataclass(frozen=True, kw_only=True)
class Question:
    """One case as the box sees it: a probe, the file it is about, and inputs. Its id stays on this side."""

    id: str
    item: str
    probe: str
    file: str
    arrays: Mapping[str, NDArray[Any]]
    plain: Mapping[str, Plain] = field(default_factory=dict)
    sweeps: str = ""


@dataclass(frozen=True)
class Batch:
    """All questions of one key, encoded once and sent to every submission as they are."""

    probes: str
    files: tuple[str, ...]
    allow: tuple[str, ...]
    limits: Limits
    questions: tuple[Question, ...]

    @cached_property
    def digest(self) -> str:
        """Answers can be judged again only by a key that asks the very same."""
        return digest(self.encoded)

    @cached_property
    def encoded(self) -> bytes:
        header = {
            "probes": self.probes,
            "files": self.files,
            "allow": self.allow,
            "questions": [
                {
                    "probe": q.probe,
                    "file": q.file,
                    "arrays": list(q.arrays),
                    "plain": dict(q.plain),
                    "sweep": q.sweeps,
                }
                for q in self.questions
            ],
        }
        arrays = {
            f"{n}/{name}": np.array(array, order="C")
            for n, question in enumerate(self.questions)
            for name, array in question.arrays.items()
        }
        return wire.encode(header, arrays)


@dataclass(frozen=True, kw_only=True)
class Replies:
    """What came back: an answer for every question, its arrays under `<id>/<output>`, and the level in force."""

    answers: Mapping[str, Answer]
    arrays: Mapping[str, NDArray[Any]]
    level: str


class Box(Protocol):
    """One submission at a time: start it from its own copy, ask a batch, stop it."""

    def start(self, source: Path) -> None: ...

    def ask(self, batch: Batch) -> Replies: ...

    def stop(self) -> None: ...
