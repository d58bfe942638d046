"""The Python of a solution, in files and in the cells of notebooks, is found and changed where it stands."""

import ast
import json

import pytest

from autograder.author.mistakes import function_of, write_mistake
from autograder.author.texts import texts_of, with_text
from autograder.course.mistakes import Body, Edit, MistakeEdit
from autograder.errors import BuildError

CELLS = [
    ("markdown", "# About 2 * x"),
    ("code", "%matplotlib inline\nimport math"),
    ("code", "def twice(x):\n    return 2 * x"),
    ("code", "def half(x):\n    return x / 2"),
    ("code", "print(half(3))"),
]


@pytest.fixture
def reference(tmp_path):
    """A solution with a notebook and a file."""
    folder = tmp_path / "reference"
    folder.mkdir()
    cells = [
        {"cell_type": kind, "id": f"c{n}", "metadata": {}, "source": text} for n, (kind, text) in enumerate(CELLS)
    ]
    (folder / "hw.ipynb").write_text(
        json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
    )
    (folder / "layer.py").write_text("X = 1\n")
    return folder


@pytest.fixture
def wrong(reference, tmp_path):
    """The folder with a mistake: edits of the notebook, or another body of one of its functions."""

    def written(*edits, body=None):
        edits = tuple(Edit(file="hw.ipynb", right=right, wrong=wrong) for right, wrong in edits)
        body = Body(file="hw.ipynb", name=body[0], text=body[1]) if body else None
        mistake = MistakeEdit(id="m", edits=edits, body=body, base="", hint="", name="", seen=0)
        write_mistake(mistake, reference, tmp_path / "bases", tmp_path / "out")
        return tmp_path / "out"

    return written


def sources(folder):
    return [text.text for text in texts_of(folder / "hw.ipynb", "hw.ipynb")]


def test_a_file_is_one_text_and_a_notebook_one_for_each_cell_of_code(reference):
    [text] = texts_of(reference / "layer.py", "layer.py")
    assert (text.place, text.text, with_text(reference / "layer.py", text, "X = 2\n")) == (
        "layer.py", "X = 1\n", "X = 2\n",
    )  # fmt: skip
    assert [(text.place, text.text) for text in texts_of(reference / "hw.ipynb", "hw.ipynb")] == [
        (f"hw.ipynb cell {n}", text) for n, (kind, text) in enumerate(CELLS, 1) if kind == "code"
    ]


def test_one_cell_is_changed_and_all_else_is_kept(reference):
    path = reference / "hw.ipynb"
    changed = json.loads(with_text(path, texts_of(path, "hw.ipynb")[2], "pass\n# done"))
    before = json.loads(path.read_text())
    assert changed["cells"].pop(3)["source"] == ["pass\n", "# done"]
    before["cells"].pop(3)
    assert changed == before


@pytest.mark.parametrize("text", ["{}", '{"cells": [{"cell_type": "code"}]}', "no JSON", '{"cells": [3]}'])
def test_what_is_no_notebook_is_refused(tmp_path, text):
    (tmp_path / "hw.ipynb").write_text(text)
    with pytest.raises(BuildError, match=r"^hw\.ipynb: no notebook"):
        texts_of(tmp_path / "hw.ipynb", "hw.ipynb")


def test_a_mistake_stands_in_its_cell_and_in_the_module_that_is_asked(wrong):
    folder = wrong(("2 * x", "3 * x"), ("x / 2", "x // 2"))
    assert sources(folder)[1:3] == ["def twice(x):\n    return 3 * x", "def half(x):\n    return x // 2"]
    module = (folder / "hw_ipynb.py").read_text()
    assert "return 3 * x" in module
    assert "print" not in module


def test_another_body_stands_in_the_cell_that_defines_the_function(wrong):
    folder = wrong(body=("half", "return 0.5 * x"))
    assert sources(folder)[2] == "def half(x):\n    return 0.5 * x\n"
    assert function_of(ast.parse((folder / "hw_ipynb.py").read_text()), "half") is not None


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (("return", "yield"), "'return' stands 2 times in hw.ipynb"),
        (("About", "On"), "'About' stands 0 times in hw.ipynb"),
        (("2 * x", "2 *"), "hw.ipynb cell 3 is no longer Python at line 2"),
    ],
)
def test_a_mistake_that_does_not_fit_says_so(wrong, edit, said):
    with pytest.raises(BuildError, match=f"^mistake m: {said}".replace(".", r"\.")):
        wrong(edit)


def test_a_cell_with_commands_can_hold_a_mistake(wrong):
    assert sources(wrong(("import math", "import cmath")))[0] == "%matplotlib inline\nimport cmath"
