"""Notebooks of a few cells, run at every level of isolation that this machine has."""

import tempfile
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from autograder.box.seam import CellsRun, Executed, Replies
from autograder.box.warm import WarmBox
from autograder.model import Limits

LIMITS = Limits(case_seconds=2.0, memory_bytes=400_000_000, output_bytes=200_000, disk_bytes=20_000_000)
FILES = {"hw_ipynb.py": "def f(x):\n    return -x\n", "lib/__init__.py": "", "lib/a.py": "STEP = 3\n"}


@pytest.fixture(scope="session")
def kernels(level: str) -> Iterator[WarmBox]:
    """One box for all notebooks of a level, as for a class."""
    with WarmBox(("numpy",), LIMITS, level) as opened:
        yield opened


@pytest.fixture
def passable() -> Iterator[Path]:
    """A folder that every user may pass through, as through /tmp; pytest's own are closed to others."""
    with tempfile.TemporaryDirectory(prefix="boxes-") as made:
        Path(made).chmod(0o711)
        yield Path(made)


@pytest.fixture
def handed_in(kernels: WarmBox) -> Iterator[WarmBox]:
    """The box, started on a folder of a few files."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in FILES.items():
            path = Path(folder, name)
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        kernels.start(Path(folder))
        yield kernels
        kernels.stop()


@pytest.fixture
def ran(handed_in: WarmBox) -> Callable[..., Executed]:
    def run(*sources: str, **plan: Any) -> Executed:
        cells = tuple(textwrap.dedent(source).strip() for source in sources)
        return handed_in.run(CellsRun(sources=cells, **{"cell_seconds": 5.0, "allow": ("matplotlib",), **plan}))

    return run


@pytest.fixture
def answered(ran: Callable[..., Executed], handed_in: WarmBox, batch: Callable[..., Any]) -> Callable[..., Replies]:
    """What the cells have left answers `f(1)`, `f(2)`, … of the file hw_ipynb.py."""

    def ask(*sources: str, asked: tuple[Any, ...] = (1, 2, 3), **plan: Any) -> Replies:
        ran(*sources, **plan)
        questions = batch(*({"x": x, "file": "hw_ipynb.py"} for x in asked), files=("hw_ipynb.py",), limits=LIMITS)
        return handed_in.ask(questions, ["item"])

    return ask


def ends(executed: Executed) -> list[str]:
    return [end.outcome.value for end in executed.ends]


def printed(executed: Executed) -> list[str]:
    """The text of each cell's outputs."""
    return ["".join(map(_text, outputs)) for outputs in executed.outputs]


def _text(output: Any) -> str:
    return str(output.get("text") or output.get("evalue") or output.get("data", {}).get("text/plain", ""))
