"""Batches of questions, a real box of each level, and small programs to ask."""

import tempfile
import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.box.choose import levels
from autograder.box.seam import Batch, Question, Replies
from autograder.box.warm import WarmBox
from autograder.model import Limits

PROBES = """
def ask(student, x):
    return {"out": student.f(x)}

def about(student, x):
    return {"out": x, "facts": student.f(x)}
"""
LIMITS = Limits(
    case_seconds=1.0, total_seconds=60.0, memory_bytes=150_000_000, output_bytes=200_000, disk_bytes=20_000_000
)


@pytest.fixture(scope="session")
def batch() -> Callable[..., Batch]:
    """A question for each number, which comes as `x`; or for each dictionary of fields."""

    def make(
        *asked: Any,
        probes: str = PROBES,
        files: Sequence[str] = ("hw.py",),
        limits: Limits = LIMITS,
        allow: Sequence[str] = ("numpy",),
    ) -> Batch:
        questions = tuple(_question(n, a) for n, a in enumerate(asked))
        return Batch(probes, tuple(files), tuple(allow), limits, questions)

    return make


def _question(n: int, asked: Any) -> Question:
    fields = dict(asked) if isinstance(asked, Mapping) else {"x": asked}
    x = np.asarray(fields.pop("x", 0.0))
    arrays = {"x": x if x.dtype == np.float32 else x.astype(float)}
    return Question(**{"id": f"q{n}", "item": "item", "probe": "ask", "file": "hw.py", "arrays": arrays, **fields})


@pytest.fixture(scope="session", params=levels())
def level(request: pytest.FixtureRequest) -> str:
    """Every level that this machine has."""
    return str(request.param)


@pytest.fixture(scope="session")
def box(level: str) -> Iterator[WarmBox]:
    """One warm process for all tests of a level, as for a class of submissions."""
    with WarmBox(("numpy",), LIMITS, level) as opened:
        yield opened


@pytest.fixture(scope="session")
def replies(batch: Callable[..., Batch]) -> Callable[..., Replies]:
    """What a program answers in a box: `code` is hw.py, or all files by name."""

    def run(box: Any, code: str | Mapping[str, str], *asked: Any, **more: Any) -> Replies:
        files = {"hw.py": code} if isinstance(code, str) else code
        with tempfile.TemporaryDirectory() as folder:
            for name, text in files.items():
                path = Path(folder, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(textwrap.dedent(text), encoding="utf-8")
            box.start(Path(folder))
            try:
                return box.ask(batch(*asked or (1, 2, 3), files=tuple(files), **more))
            finally:
                box.stop()

    return run


@pytest.fixture
def ask(box: WarmBox, replies: Callable[..., Replies]) -> Callable[..., Replies]:
    """What a program answers in the warm box."""
    return lambda code, *asked, **more: replies(box, code, *asked, **more)


@pytest.fixture
def outcomes(ask: Callable[..., Replies]) -> Callable[..., list[str]]:
    return lambda code, *asked, **more: [a.outcome.value for a in ask(code, *asked, **more).answers.values()]


@pytest.fixture
def told(ask: Callable[..., Replies]) -> Callable[..., Any]:
    """What `f` returns as facts: how a program finds its surroundings."""
    return lambda code: next(iter(ask(code, {"probe": "about"}).answers.values())).facts
