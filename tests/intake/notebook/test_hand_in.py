"""One notebook of a student, from its bytes to what is taken from it."""

import json
import traceback

import nbformat
import numpy as np
import pytest

from autograder.intake.notebook.definitions import lift
from autograder.intake.notebook.hygiene import Wanted, flaws
from autograder.intake.notebook.reading import read_notebook

CELLS = [
    ("markdown", "# 1. Convolution"),
    ("code", "%matplotlib inline\nimport numpy as np\n!pip install torch\nnp.random.seed(0)\nPAD = 1"),
    ("code", "data = np.load('svhn.npz')  # not handed in\nrate = data['rate']"),
    (
        "code",
        "class Net:\n    def __init__(self, k):\n        self.k = k\n\n\ndef forward(self, x):\n"
        "    padded = np.pad(x, PAD)\n    return padded * self.k\n\n\nNet.forward = forward",
    ),
    ("code", "def broken(x)\n    return x"),
    ("code", "def train(net, rate=rate):\n    return net"),
    (
        "code",
        "def predict(net):\n    return net.forward(data)\n\nnet = Net(2)\nfor i in range(100):\n    train(net)",
    ),
    ("code", "def fails(x):\n    # one\n    y = x\n    raise ValueError(y)"),
]


@pytest.fixture(params=[3, 4])
def hand_in(request):
    """The same notebook in both formats."""
    new = {"markdown": nbformat.v4.new_markdown_cell, "code": nbformat.v4.new_code_cell}
    book = nbformat.v4.new_notebook(cells=[new[kind](source) for kind, source in CELLS])
    book.metadata["language_info"] = {"name": "python"}
    for number, cell in enumerate(book.cells):
        if cell.cell_type == "code":
            cell.execution_count = number
    return read_notebook(nbformat.writes(book, version=request.param).encode(), "hw.ipynb")


def test_its_cells_are_those_that_were_saved(hand_in):
    assert [(cell.kind, cell.source) for cell in hand_in.cells] == CELLS


def test_its_functions_work_without_its_data(hand_in):
    space = {}
    exec(lift(hand_in).source, space)
    assert np.array_equal(space["Net"](3).forward(np.ones(1)), [0, 3, 0])


def test_what_cannot_be_taken_from_it_is_told(hand_in):
    found = lift(hand_in)
    assert [str(need) for need in found.needs] == [
        "cell 6, line 1: train needs rate when it is defined, and cell 3, line 2 gives it and is not lifted"
    ]
    assert {name: names for name, names in found.missing.items() if names} == {"predict": ("data",)}
    assert found.remarks == (
        "cell 2, line 3: !pip install torch is left out",
        "cell 5, line 1: expected ':'; the cell is left out",
    )


def test_an_error_in_a_function_is_found_in_its_cell(hand_in):
    found = lift(hand_in)
    space = {}
    exec(compile(found.source, "hw", "exec"), space)
    with pytest.raises(ValueError, match="7") as raised:
        space["fails"](7)
    line = traceback.extract_tb(raised.value.__traceback__)[-1].lineno
    assert str(found.origin(line)) == "cell 8, line 4"


def test_its_hygiene_is_looked_over(hand_in):
    said = flaws(hand_in, None, Wanted(sections=("Convolution", "Training")))
    assert [flaw.text for flaw in said] == ["There is no section “Training”."]


def test_nothing_of_it_is_executed(tmp_path):
    trap = f"import pathlib\npathlib.Path({str(tmp_path / 'ran')!r}).touch()\n"
    source = f"{trap}class A:\n    {trap.splitlines()[1]}\nK = [pathlib.Path]\n"
    data = json.dumps({"nbformat": 4, "cells": [{"cell_type": "code", "source": source}]}).encode()
    assert "class A" in lift(read_notebook(data, "hw.ipynb")).source
    assert list(tmp_path.iterdir()) == []
