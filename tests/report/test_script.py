"""The smallest case as a script where the code lies in a notebook; `tests/doors/test_try.py` has modules."""

import json
import subprocess
import sys
from dataclasses import replace

import pytest

from autograder.model import Code, NotebookSeen
from autograder.report.script import scripts

PROBES = """
import functools
import math
from collections import namedtuple

HALF: float = 0.5
UNUSED = open("/nowhere")
Pair = namedtuple("Pair", "x y")


class Halved:
    def __init__(self, x):
        self.x = HALF * x


@functools.cache
def factor():
    return math.floor(2.5)


def conv(student, x):
    return {"out": Pair(student.thrice(Halved(x).x) * factor(), 0).x}
"""
CELLS = [
    "# Title",
    "%matplotlib inline\nimport math\nTIMES = 3",
    "1 / 0\nprint('run')",
    "def thrice(x):\n    return TIMES * x",
]


@pytest.fixture
def ran(sample, by_hand, tmp_path):
    """What the script for a notebook of these cells prints, or the error that ends it."""

    def run(*cells):
        document = {
            "cells": [{"cell_type": "markdown" if cell[0] == "#" else "code", "source": cell} for cell in cells]
        }
        (tmp_path / "my 'work'.ipynb").write_text(json.dumps(document), encoding="utf-8")
        item = replace(by_hand.item(), probe="conv", code=Code(file="*.ipynb", name="thrice"))
        key = by_hand.key([item], [])
        key = replace(key, probes=PROBES, rubric=replace(key.rubric, items=(item,)))
        picture = replace(sample.BORDER.picture, inputs={"x": [1.0, 2.0]}, expected=[4.0, 8.0], output="out")
        finding = replace(sample.BORDER, items=("conv",), file="my 'work'.ipynb cell 4", picture=picture)
        grade = replace(sample.border(), findings=(finding,), notebook=NotebookSeen(name="my 'work'.ipynb"))
        (tmp_path / "try.py").write_text(scripts(grade, key)["conv"], encoding="utf-8")
        start = {"cwd": tmp_path, "stdin": subprocess.DEVNULL, "capture_output": True, "text": True}
        said = subprocess.run([sys.executable, "try.py"], **start, check=False)
        return said.stdout + said.stderr

    return run


def test_a_script_finds_the_functions_of_a_notebook_and_all_that_its_question_needs(ran):
    assert ran(*CELLS) == "expected out:\n[4. 8.]\nyour out:\n[3. 6.]\n"


def test_an_error_is_told_by_cell_and_line(ran):
    assert "my 'work'.ipynb cell 4\", line 2, in thrice" in ran(
        *CELLS[:-1], "def thrice(x):\n    return TIMES * x.none"
    )
