"""Which notebook of a hand-in is meant, and what is known of it before anything runs."""

import json

import pytest

from autograder.errors import SubmissionError
from autograder.intake.notebook.handed import choose, pattern, place_of, read_handed
from autograder.intake.submission import open_submission
from autograder.model import Wanted


def written(*cells, **more):
    made = [
        {"cell_type": kind, "id": f"c{n}", "metadata": {}, "source": source}
        | ({"outputs": [], "execution_count": n} if kind == "code" else {})
        for n, (kind, source) in enumerate(cells, 1)
    ]
    return json.dumps({"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 5, **more}).encode()


CELLS = (("markdown", "# Title"), ("code", "import os\nos.getcwd()\n\ndef double(x):\n    return 2 * x"))
GOOD = written(*CELLS)


@pytest.mark.parametrize(
    ("wanted", "files", "taken", "said"),
    [
        ("hw.ipynb", ["hw.ipynb", "lib/a.py"], "hw.ipynb", ""),
        ("hw.ipynb", ["a.py"], "", ""),
        ("hw.ipynb", ["x/hw.ipynb", "hw.ipynb"], "hw.ipynb", "2 notebooks; hw.ipynb was taken"),
        ("hw.ipynb", ["x/hw.ipynb"], "x/hw.ipynb", ""),
        ("hw.ipynb", ["doejane_4211_98765_hw.ipynb"], "doejane_4211_98765_hw.ipynb", "was taken for hw.ipynb"),
        ("hw.ipynb", ["doejane_LATE_4211_98765_hw-1.ipynb"], "doejane_LATE_4211_98765_hw-1.ipynb", "was taken"),
        ("hw.ipynb", ["hw (2).ipynb"], "hw (2).ipynb", "hw (2).ipynb was taken for hw.ipynb"),
        ("hw.ipynb", ["HW.ipynb"], "HW.ipynb", "was taken for hw.ipynb"),
        ("hw.ipynb", ["hw-Copy1.ipynb", "notes.ipynb"], "hw-Copy1.ipynb", "2 notebooks"),
        ("hw.ipynb", ["final.ipynb"], "final.ipynb", "final.ipynb was taken for hw.ipynb"),
        ("hw.ipynb", ["notes.ipynb", "hw_final.ipynb"], "hw_final.ipynb", "2 notebooks"),
        ("A2_*.ipynb", ["A2_Doe_Jane.ipynb", "x.ipynb"], "A2_Doe_Jane.ipynb", "2 notebooks"),
        ("A2_*.ipynb", ["A2_Doe_Jane.ipynb"], "A2_Doe_Jane.ipynb", ""),
    ],
)
def test_the_notebook_that_is_meant_is_found_under_many_names(wanted, files, taken, said):
    found, remark = choose(wanted, files)
    assert found == taken
    assert (remark == "") if not said else (said in remark)


@pytest.mark.parametrize(
    ("form", "matched"), [("A2_LASTNAME_Firstname.ipynb", "A2_*_*.ipynb"), ("hw.ipynb", "hw.ipynb")]
)
def test_words_for_a_name_stand_for_any(form, matched):
    assert pattern(form) == matched


def test_a_file_that_is_called_otherwise_than_asked_is_a_flaw(make_key):
    rubric = make_key().rubric
    item = rubric.items[0]
    from dataclasses import replace

    wanted = replace(rubric, items=(replace(item, wanted=Wanted(requires=(), named="A2_NAME.ipynb")),))
    assert [f.kind for f in read_handed("A2_Doe.ipynb", GOOD, wanted, "").flaws] == []
    [flaw] = read_handed("mine.ipynb", GOOD, wanted, "").flaws
    assert (flaw.kind, flaw.text) == (
        "name", "The file is called mine.ipynb; its name should have the form A2_NAME.ipynb."
    )  # fmt: skip


@pytest.mark.parametrize("data", [b"", b"\x00\xff", b"[]", b"{", GOOD[:-30], None])
def test_what_is_no_notebook_is_a_flaw_and_a_sentence(make_key, data):
    handed = read_handed("hw.ipynb", data, make_key().rubric, "")
    assert handed.notebook is None
    assert handed.problem.startswith("hw.ipynb: ")
    assert [flaw.kind for flaw in handed.flaws] == ["unreadable"]


@pytest.fixture
def opened(make_key, tmp_path):
    """A hand-in for a homework whose function lies in a notebook."""

    def open_(files, name="double", alone=False):
        key = make_key(("hw.ipynb", name), code=())
        folder = tmp_path / "handed"
        for file, data in files.items():
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / file).write_bytes(data)
        (tmp_path / "work").mkdir()
        place = folder / next(iter(files)) if alone else folder
        return open_submission(place, key, tmp_path / "work")

    return open_


def test_definitions_become_a_module_beside_the_other_files(opened):
    submission = opened({"hw.ipynb": GOOD, "lib/a.py": b"A = 1\n"})
    source = (submission.source / "hw_ipynb.py").read_text()
    assert "def double(x):" in source
    assert "getcwd" not in source
    assert (submission.source / "lib" / "a.py").is_file()
    assert {"hw.ipynb", "lib/a.py"} <= set(submission.files)
    assert "hw_ipynb.py" not in submission.files


def test_an_items_code_is_found_by_cell_and_line(opened):
    found = opened({"hw.ipynb": GOOD}).found["double"]
    assert (found.exists, found.file, found.line) == (True, "hw.ipynb cell 2", 4)


def test_a_name_that_the_notebook_lacks_gets_the_nearest(opened):
    found = opened({"hw.ipynb": GOOD}, name="doubles").found["doubles"]
    assert (found.exists, found.missing, found.nearest) == (False, "doubles", "double")


def test_without_a_notebook_its_items_miss_it(opened):
    submission = opened({"other.py": b"A = 1\n"})
    assert submission.found["double"].missing == "hw.ipynb"
    assert submission.documents == {"hw.ipynb": False}


def test_a_notebook_may_be_handed_in_alone(opened):
    submission = opened({"doejane_1_2_hw.ipynb": GOOD}, alone=True)
    assert submission.found["double"].exists
    assert submission.name == "doejane_1_2_hw"
    assert "doejane_1_2_hw.ipynb was taken for hw.ipynb" in submission.remarks


def test_a_notebook_that_cannot_be_read_costs_what_it_holds(opened):
    submission = opened({"hw.ipynb": b"{", "a.py": b"A = 1\n"})
    assert not submission.found["double"].exists
    assert submission.found["double"].problem.startswith("hw.ipynb: ")
    assert not (submission.source / "hw_ipynb.py").exists()


def test_one_that_is_too_large_to_be_read_is_told(opened, monkeypatch):
    monkeypatch.setattr("autograder.intake.submission.MOST_BYTES", 100)
    with pytest.raises(SubmissionError, match="Clear the outputs, save the notebook"):
        opened({"hw.ipynb": GOOD}, alone=True)


def test_lines_beyond_the_module_are_the_notebooks(make_key):
    handed = read_handed("hw.ipynb", GOOD, make_key().rubric, "")
    assert place_of(0, handed) == ("hw.ipynb", 0)
    assert place_of(99, handed) == ("hw.ipynb", 0)
