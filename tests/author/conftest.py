"""A homework in a temporary folder, small enough to be changed in one place and built again."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.author.build import Built, build
from autograder.course.places import Homework
from autograder.errors import BuildError

RUBRIC = """\
title: Doubling
hand-in: {code: [layer.py]}
tell: mistake
items:
  - {id: twice, title: Doubling, check: values, code: layer.py twice, points: {handout: 1, general: 1}}
"""
CASES = """\
def numbers(draw, n=3, negative=False):
    return {"x": draw.negative(n) if negative else draw(n)}


twice = {
    "inputs": numbers,
    "tags": lambda n, negative=False: {"there are many": n > 3},
    "rungs": [{"n": 1}, {"n": 2}],
    "handout": [{"n": 3}],
    "general": [{"n": 4}, {"n": 5, "negative": True}],
    "larger": {"general": [{"n": 9}]},
    "says": {"handout": "the example"},
}
"""
PROBES = """\
def twice(student, x):
    return {"out": student.twice(x)}
"""
REFERENCE = '''\
import numpy as np


def twice(x):
    """Doubles every number."""
    # begin solution: Task 1: doubling
    doubled = 2 * x
    return doubled
    # end solution
'''
MISTAKES = """\
mistakes:
  - {id: tripled, file: layer.py, right: 2 * x, wrong: 3 * x, hint: Try 1., name: It is three times., seen: 2}
  - {id: absolute, file: layer.py, right: 2 * x, wrong: 2 * abs(x), hint: Try -1., name: Signs are lost.}
"""


class Small:
    """The files of the homework; `write` replaces one of them, `build` makes its key."""

    def __init__(self, root: Path, box) -> None:
        self.homework = Homework(root, "small")
        self._box = box
        for path, text in {
            self.homework.rubric: RUBRIC,
            self.homework.cases: CASES,
            self.homework.probes: PROBES,
            self.homework.mistakes: MISTAKES,
            self.homework.reference / "layer.py": REFERENCE,
            self.homework.reference / "given.py": "SCALE = 2\n",
        }.items():
            self.write(path, text)

    def write(self, path: Path, text: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def edit(self, path: Path, old: str, new: str) -> None:
        text = path.read_text(encoding="utf-8")
        assert old in text
        self.write(path, text.replace(old, new, 1))

    def mistake(self, right: str, wrong: str) -> None:
        """The only mistake that is known."""
        texts = f"right: {json.dumps(right)}, wrong: {json.dumps(wrong)}"
        self.write(self.homework.mistakes, f"mistakes: [{{id: m, file: layer.py, {texts}, hint: h, name: n}}]\n")

    def build(self, secret: str = "s") -> Built:
        return build(self.homework, secret, [self._box])

    def refused(self) -> str:
        """What the author reads."""
        with pytest.raises(BuildError) as caught:
            self.build()
        return str(caught.value)


@pytest.fixture
def small(tmp_path: Path, box) -> Small:
    return Small(tmp_path, box)


@pytest.fixture
def solution(tmp_path: Path) -> Callable[..., Path]:
    """A folder with these files."""

    def made(name: str = "solution", **files: str) -> Path:
        for file, text in files.items():
            path = tmp_path / name / f"{file}.py"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return tmp_path / name

    return made
