"""What students receive of a notebook: its cells without solutions, and nothing of the author's run."""

import json

import pytest

from autograder.author.notebooks import handed_out
from autograder.errors import BuildError


def cell(source, kind="code", id="a", **fields):
    run = {"execution_count": 1, "outputs": [{"output_type": "stream", "name": "stdout", "text": "42\n"}]}
    return {
        "cell_type": kind,
        "id": id,
        "metadata": {},
        "source": source,
        **(run if kind == "code" else {}),
        **fields,
    }


def book(*cells, **changes):
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5, **changes})


SOLVED = "import math\n# begin solution: Task 1: a circle\narea = math.pi\n# end solution\nprint(area)"
UNSOLVED = 'import math\nraise NotImplementedError("Task 1: a circle")\nprint(area)'
REASON = "<!-- begin solution: Task 2: why -->\nIt is round.\n<!-- end solution -->"


@pytest.fixture(scope="module")
def given():
    """The document that students receive of these cells."""

    def hand_out(*cells, **changes):
        return json.loads(handed_out(book(*cells, **changes), "hw.ipynb"))

    return hand_out


def test_solutions_are_taken_out_of_code_and_texts(given):
    cells = given(cell(SOLVED), cell(REASON, "markdown", "b"), cell("Raw.", "raw", "c"))["cells"]
    assert ["".join(one["source"]) for one in cells] == [
        UNSOLVED,
        "**Task 2: why**\n\n*Write your answer here.*",
        "Raw.",
    ]


def test_a_source_may_be_one_text_or_its_lines(given):
    assert given(cell(SOLVED.splitlines(keepends=True))) == given(cell(SOLVED))


def test_nothing_of_the_run_is_left(given):
    timed = {"tags": ["training"], "execution": {"iopub.status.busy": "2026"}, "collapsed": True}
    [one] = given(cell("print(42)", metadata=timed), metadata={"colab": {"name": "mine"}})["cells"]
    assert one == {
        "cell_type": "code", "execution_count": None, "id": "a", "metadata": {"tags": ["training"]}, "outputs": [],
        "source": ["print(42)"],
    }  # fmt: skip


def test_it_asks_for_a_python_kernel_whatever_the_authors_is_called(given):
    mine = {"kernelspec": {"name": "deep-2026", "display_name": "mine", "language": "python"}, "authors": ["me"]}
    assert given(cell("x"), metadata=mine)["metadata"] == {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }


def test_pictures_in_a_text_are_kept(given):
    pasted = {"a.png": {"image/png": "iVBORw0KGgo="}}
    [one] = given(cell("![](attachment:a.png)", "markdown", attachments=pasted))["cells"]
    assert one["attachments"] == pasted


def test_the_same_notebook_gives_the_same_bytes_whatever_the_order_of_its_fields():
    once = handed_out(book(cell(SOLVED), cell("– ü", "markdown", "b")), "hw.ipynb")
    turned = dict(reversed(cell(SOLVED).items()))
    assert handed_out(book(turned, cell("– ü", "markdown", "b")), "hw.ipynb") == once
    assert handed_out(once, "hw.ipynb") == once
    assert once.startswith('{\n "cells": [\n  {\n   "cell_type"')
    assert once.endswith("}\n")
    assert "– ü" in once


BROKEN = {
    "empty": ("", "hw.ipynb: no notebook: Expecting value"),
    "python": ("import os\n", "hw.ipynb: no notebook: Expecting value"),
    "truncated": (book(cell("x"))[:-9], "hw.ipynb: no notebook: "),
    "nested": ("[" * 100_000, "hw.ipynb: no notebook: "),
    "a list": ("[]", "hw.ipynb: no notebook: expected an object with cells, got a list"),
    "no cells": (book(cells=None), "hw.ipynb: no notebook: it has no list of cells"),
    "older": (book(cell("x"), nbformat_minor=4), "hw.ipynb: expected notebook format 4.5, got 4.4."),
    "no format": ("{}", "hw.ipynb: expected notebook format 4.5, got ?.?."),
    "no cell": (book(cell("x"), 7), "hw.ipynb: cell 2: no cell of code, markdown or raw text"),
    "heading": (book(cell("x", "heading")), "hw.ipynb: cell 1: no cell of code, markdown or raw text"),
    "no source": (book(cell(None)), "hw.ipynb: cell 1: its source is no text"),
    "metadata": (book(cell("x", metadata=None)), "hw.ipynb: cell 1: has no metadata"),
    "no id": (book(cell("x"), cell("y", id="")), "hw.ipynb: cell 2: has no id"),
    "same id": (book(cell("x"), cell("y", id="b"), cell("z")), "hw.ipynb: cell 3: has the id 'a' of cell 1"),
    "not closed": (
        book(cell("x", id="b"), cell("y = 1\n# begin solution: Task 1\nx")),
        "hw.ipynb: cell 2, line 2: the solution region 'Task 1' is not closed",
    ),
    "across cells": (
        book(cell("# begin solution: Task 1\nx", id="b"), cell("y\n# end solution")),
        "hw.ipynb: cell 1, line 1: the solution region 'Task 1' is not closed",
    ),
    "not begun": (
        book(cell("x\n<!-- end solution -->", "markdown")),
        "hw.ipynb: cell 1, line 2: a solution region ends that has not begun",
    ),
    "wrong marks": (
        book(cell(REASON)),
        "hw.ipynb: cell 1, line 1: '<!-- begin solution: Task 2: why -->' is no mark",
    ),
}


@pytest.mark.parametrize(("text", "complaint"), BROKEN.values(), ids=BROKEN)
def test_what_does_not_fit_is_refused_with_notebook_cell_and_reason(text, complaint):
    with pytest.raises(BuildError) as caught:
        handed_out(text, "hw.ipynb")
    assert str(caught.value).startswith(complaint)
