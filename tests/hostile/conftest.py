"""Submissions that attack: each made of a file under attacks/, graded in a real box at each safe level there is."""

import contextlib
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from autograder.box.choose import levels, open_box
from autograder.box.questions import batch_of
from autograder.doors.boxes import SAFE
from autograder.grade import gather, grade
from autograder.model import Evidence, Grade
from autograder.report.disclose import disclose
from autograder.report.grade_json import grade_json
from autograder.report.page import student_page
from tests.hostile import target
from tests.hostile.world import World

ATTACKS = Path(__file__).parent / "attacks"
DEADLINE = 30.0
EVERY_LEVEL = "AUTOGRADER_TEST_EVERY_LEVEL"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """The strongest level of this machine; with EVERY_LEVEL set, all others too."""
    if "level" in metafunc.fixturenames:
        wanted = (
            levels()[:-1] if os.environ.get(EVERY_LEVEL) else [level for level in levels()[:1] if level in SAFE]
        )
        metafunc.parametrize("level", wanted, scope="session")


def left_in(box: Any) -> list[str]:
    """Files that are still in the box after a submission; the child that waits for the next has one of ours."""
    files = [name for _, _, names in os.walk(box._root) for name in names]
    return [name for name in files if name != ".raw-output"]


@dataclass(frozen=True)
class Graded:
    grade: Grade
    evidence: Evidence

    @property
    def points(self) -> float:
        return float(self.grade.earned)

    @property
    def ended(self) -> set[str]:
        """How the cases ended that gave no answer."""
        return {a.outcome.value for a in self.evidence.answers.values()} - {"answered"}

    @property
    def said(self) -> str:
        """All text that came back: prints, errors, names."""
        return repr(self.evidence)

    @property
    def told(self) -> str:
        """All text that the student gets to read."""
        theirs = disclose(self.grade, "student")
        return grade_json(theirs).decode() + student_page(theirs)


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with World(tmp_path_factory.mktemp("world")).opened() as opened:
        yield opened


@pytest.fixture(scope="session")
def grade_at(tmp_path_factory: pytest.TempPathFactory, world: World) -> Iterator[Callable[..., Graded]]:
    """Grades the source of an attack, or of an honest submission (""), in the one box of a level."""
    key, arrays = target.key()
    batch = batch_of(key, arrays)
    boxes: dict[str, Any] = {}

    def graded(level: str, attack: str = "", *, gentle: bool = False) -> Graded:
        if level not in boxes or not boxes[level].healthy:
            boxes[level] = open_box(key.rubric.allow, key.rubric.limits, level)
        folder = tmp_path_factory.mktemp("submission")
        (folder / "solution.py").write_text(target.RIGHT + attack, encoding="utf-8")
        (folder / "world.py").write_text(world.describe(gentle=gentle), encoding="utf-8")
        gathered = gather(folder, key, arrays, batch, boxes[level])
        give_up = time.monotonic() + DEADLINE
        while left_in(boxes[level]) and time.monotonic() < give_up:
            time.sleep(0.01)
        assert left_in(boxes[level]) == []
        return Graded(grade(key, arrays, gathered), gathered.evidence)

    yield graded
    for box in boxes.values():
        with contextlib.suppress(Exception):
            box.close()
