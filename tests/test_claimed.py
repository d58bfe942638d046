"""A notebook that was run again: what of it becomes evidence, and which flags an instructor reads."""

import base64
import json
import struct
import zlib
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from autograder.box.seam import CellEnd, Executed
from autograder.grade import grade
from autograder.intake.notebook.handed import read_handed
from autograder.model import (
    Answer,
    Cause,
    CellRun,
    CodeCell,
    Failure,
    NotebookSeen,
    Outcome,
    Run,
    Rung,
    Target,
    Trained,
    Value,
)
from autograder.report.disclose import disclose
from autograder.report.page import student_page
from autograder.rerun import rerun


class Kernel:
    """A box whose cells have printed what they are told to."""

    def __init__(self, outputs, ends=()):
        self._outputs, self._ends = outputs, ends

    def run(self, cells):
        answered = [CellEnd(outcome=Outcome.ANSWERED)] * len(cells.sources)
        ends = (*self._ends, *answered[len(self._ends) :])
        return Executed(ends=ends, outputs=tuple(map(tuple, self._outputs)), alive=True)


@pytest.fixture
def run_again(by_hand):
    """A notebook of these code cells, each a source with what it had printed, run in a box that prints these."""
    rubric = replace(by_hand.key([by_hand.item()], []).rubric, run=Run())

    def run(cells, outputs, ends=()):
        saved = [
            {"cell_type": "code", "execution_count": n, "metadata": {}, "source": source, "outputs": list(printed)}
            for n, (source, *printed) in enumerate(cells, 1)
        ]
        document = {"cells": saved, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
        handed = read_handed("hw.ipynb", json.dumps(document).encode(), rubric, "")
        return rerun(handed, rubric, Kernel(outputs, ends), None, only_if_needed=False)

    return run


@pytest.fixture
def graded(by_hand):
    """The grade of a submission with this notebook."""

    def make(*cells):
        key = by_hand.key([by_hand.item()], [by_hand.case("conv/general-1")])
        arrays = by_hand.expected({"conv/general-1": {"out": np.ones(2)}})
        gathered = by_hand.gathered(key, {"conv/general-1": {"out": np.ones(2)}})
        seen = NotebookSeen(name="hw.ipynb", cells=cells)
        return grade(key, arrays, replace(gathered, evidence=replace(gathered.evidence, notebook=seen)))

    return make


def stream(text):
    return {"output_type": "stream", "name": "stdout", "text": text}


def result(text):
    return {"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": {"text/plain": text}}


def picture(size, seed):
    """Noise, so that it takes as many bytes as it has pixels."""
    rows = b"".join(b"\0" + np.random.default_rng([seed, n]).bytes(size) for n in range(size))
    head = struct.pack(">IIBBBBB", size, size, 8, 0, 0, 0, 0)
    png = b"\x89PNG\r\n\x1a\n"
    for name, data in ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")):
        png += struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    text = base64.b64encode(png).decode()
    return {"output_type": "display_data", "metadata": {}, "data": {"image/png": text}}


def test_pictures_are_kept_by_cell_in_their_order(run_again):
    again = run_again([("a",), ("b",), ("c",)], [[picture(3, 0), picture(4, 1)], [stream("no")], [picture(5, 2)]])
    assert list(again.pictures) == ["notebook/1/0", "notebook/1/1", "notebook/3/0"]
    assert [cell.run.pictures for cell in again.seen.cells] == [2, 0, 1]
    assert all(array.dtype == np.uint8 for array in again.pictures.values())


def test_the_pictures_of_a_notebook_are_bounded_together_and_the_first_are_kept(run_again):
    outputs = [[picture(700, seed)] for seed in range(6)]
    again = run_again([("plot()",)] * 6, outputs)
    assert list(again.pictures) == [f"notebook/{n}/0" for n in (1, 2, 3, 4)]
    assert sum(map(len, again.pictures.values())) <= 2_000_000
    assert [cell.run.pictures for cell in again.seen.cells] == [1, 1, 1, 1, 0, 0]


def test_a_result_stands_on_lines_of_its_own_and_pieces_of_a_stream_do_not(run_again):
    printed = [stream("n: 1"), stream("2"), result("3.5"), result("4.5"), stream("end\n"), result("5.5")]
    (cell,) = run_again([("x", *printed)], [printed]).seen.cells
    assert cell.saved == cell.run.prints == "n: 12\n3.5\n4.5\nend\n5.5"


def test_how_a_cell_had_ended_when_it_was_saved_is_kept(run_again):
    error = {"output_type": "error", "ename": "ValueError", "evalue": "no", "traceback": []}
    first, second = run_again([("x", stream("a\n"), error), ("y",)], [[], []]).seen.cells
    assert (first.saved, first.failed, second.failed) == ("a\n", "ValueError", "")


def test_which_cells_are_loose_and_which_stand_on_one_that_did_not_end(run_again):
    cells = ["import numpy as np", "x = np.random.rand()", "y = 1", "print(x)", "print(y)", ""]
    ended = [CellEnd(outcome=o) for o in (Outcome.ANSWERED, Outcome.ANSWERED, Outcome.CPU_LIMIT)]
    seen = run_again([(source,) for source in cells], [[]] * 6, ended).seen
    assert [cell.loose for cell in seen.cells] == [False, True, False, True, False, False]
    assert [cell.after for cell in seen.cells] == [None, None, None, None, 3, None]


def test_an_instructor_reads_both_numbers(graded):
    run = CellRun(outcome=Outcome.ANSWERED, prints="dx error: 1.0\n")
    assert graded(CodeCell(number=5, begins="x", saved="dx error: 3e-12\n", run=run)).flags == (
        "cell 5 printed 3e-12 for “dx error” when it was saved; run again it prints 1.0",
    )


def test_each_kind_of_claim_has_its_sentence(graded):
    failed = CellRun(outcome=Outcome.RAISED, failure=Failure(type="AssertionError", message=""))
    silent = CellRun(outcome=Outcome.ANSWERED)
    lines = "".join(f"norm of {name}: 3.5\n" for name in "abcde")
    other = CellRun(outcome=Outcome.ANSWERED, prints=lines.replace("3.5", "4.5"))
    assert graded(
        CodeCell(number=1, begins="x", saved="n: 3", run=silent),
        CodeCell(number=2, begins="x", saved=lines, run=other),
        CodeCell(number=3, begins="x", saved="[1 2]", run=CellRun(outcome=Outcome.ANSWERED, prints="[1 3]")),
        CodeCell(number=4, begins="x", saved="All tests passed\n", run=failed),
    ).flags == (
        "cell 1 printed 3 for “n” when it was saved; run again it prints nothing",
        "cell 2 printed 3.5 for “norm of a” when it was saved; run again it prints 4.5",
        "cell 2 printed 3.5 for “norm of b” when it was saved; run again it prints 4.5",
        "cell 2 printed 3.5 for “norm of c” when it was saved; run again it prints 4.5; 2 more of its lines differ",
        "cell 3 printed 2 when it was saved; run again it prints 3",
        "cell 4 printed “All tests passed” when it was saved; run again it raises AssertionError",
    )


def test_a_flag_is_on_one_line_and_shows_what_is_not_printable(graded):
    run = CellRun(outcome=Outcome.RAISED, failure=Failure(type="E\x1b[2J\u202e\nrror", message=""))
    (flag,) = graded(CodeCell(number=1, begins="x", saved="a\x07\u200fb" * 99, run=run)).flags
    assert flag.isprintable()
    assert "\\x07\\u200f" in flag
    assert len(flag) < 1000


def test_flags_cost_nothing(graded):
    cell = CodeCell(number=5, begins="x", saved="n: 3\n", run=CellRun(outcome=Outcome.ANSWERED, prints="n: 4\n"))
    told = graded(cell)
    assert told.flags
    assert replace(told, flags=(), notebook=None, times={}) == replace(graded(), notebook=None, times={})


def test_without_a_notebook_there_are_no_flags(by_hand):
    key = by_hand.key([by_hand.item()], [by_hand.case("conv/general-1")])
    arrays = by_hand.expected({"conv/general-1": {"out": np.ones(2)}})
    assert by_hand.graded(key, arrays, {"conv/general-1": {"out": np.ones(2)}}).flags == ()


def test_a_student_reads_no_flags_and_the_whole_of_their_own_notebook(graded):
    run = CellRun(
        outcome=Outcome.CPU_LIMIT, detail="after 60 s", prints="dx error: 1.0\n", pictures=1, seconds=60.0
    )
    told = graded(CodeCell(number=5, begins="x", saved="dx error: 3e-12\n", run=run))
    assert told.flags
    student = disclose(told, "student")
    assert student.flags == ()
    assert student.notebook == told.notebook


def test_how_we_failed_to_run_a_cell_is_not_for_students(graded):
    run = CellRun(outcome=Outcome.OUR_FAILURE, detail="no kernel: /srv/grader/box.sock is gone")
    told = graded(CodeCell(number=5, begins="x", run=run))
    assert disclose(told, "instructor").notebook.cells[0].run.detail == run.detail
    assert disclose(told, "student").notebook.cells[0].run == CellRun(outcome=Outcome.OUR_FAILURE)


CLAIM = "digits, \u202etest accuracy: 0.9360\n"


@pytest.fixture
def trained(by_hand):
    """The grade of a notebook that claims an accuracy, and of a training that was measured like this."""
    ladders = {"digits": (Rung(accuracy=Fraction(1, 2), points=Fraction(5)),)}
    target = Target(ladders=ladders, measure=("weights", "run", "printed"), budget_seconds=1.0)
    item = by_hand.item(
        "net", 5, check="training", target=target, why_open="not run", cause_open=Cause.NOT_AVAILABLE
    )

    def make(known, correct=0, saved=CLAIM):
        key = by_hand.key([item], [])
        gathered = by_hand.gathered(key, {}, training={"net": known})
        cells = (CodeCell(number=26, begins="x", saved=saved),)
        evidence = replace(gathered.evidence, notebook=NotebookSeen(name="hw.ipynb", cells=cells))
        labels = np.arange(200) % 10
        predicted = np.where(np.arange(200) < correct, labels, -1)
        arrays = {"training/net/labels": labels, "training/net/predicted": predicted}
        return grade(key, {}, replace(gathered, evidence=evidence, arrays=arrays))

    return make


def measured(way):
    values = {"predicted": Value(kind="array", dtype="int64", shape=(200,))}
    answer = Answer(outcome=Outcome.ANSWERED, values=values)
    return Trained(made_from="", way=way, data="digits", classes=10, answer=answer)


@pytest.mark.parametrize(
    ("way", "how"),
    [("weights", "the weights that were handed in reach"), ("run", "trained again here, it reaches")],
)
def test_an_accuracy_that_is_not_reached_is_a_flag_and_costs_nothing(trained, way, how):
    told = trained(measured(way), correct=60)
    assert told.flags == (
        f"net: cell 26 printed 0.9360 for “digits, \\u202etest accuracy”; {how} between 24.1 % "
        "and 36.7 % on digits",
    )
    assert replace(told, flags=()) == replace(trained(measured(way), correct=60, saved=""), notebook=told.notebook)
    assert disclose(told, "student").flags == ()


def test_an_accuracy_that_is_reached_is_no_flag(trained):
    assert trained(measured("run"), correct=180).flags == ()


NOTHING = Trained(made_from="", data="digits", passed_over=("weights.npz was not handed in",))


def test_where_nothing_could_be_measured_a_printed_accuracy_waits_for_a_person(trained):
    told = trained(NOTHING)
    (item,) = told.items
    assert (item.state, item.earned, item.open, item.cause) == ("open", 0, 5, Cause.TO_BE_READ)
    assert (item.printed.cell, item.printed.share, item.printed.data) == (26, Fraction(936, 1000), "digits")
    assert item.clause.endswith("test accuracy” when it was saved; weights.npz was not handed in")
    assert told.flags == ()
    page = student_page(disclose(told, "instructor"))
    assert "cell 26 printed 0.9360 for “digits, \\u202etest accuracy” when it was saved" in page
    assert "a person reads this" in page


def test_however_good_a_printed_accuracy_is_it_earns_nothing(trained):
    for saved in ("test accuracy: 1.0\n", "test accuracy: 100.0 %\n", "nothing\n", ""):
        (item,) = trained(NOTHING, saved=saved).items
        assert (item.state, item.earned, item.lost, item.cause) == ("open", 0, 0, Cause.TO_BE_READ)


def test_without_the_name_of_a_data_set_the_one_that_is_asked_for_is_said(trained):
    (item,) = trained(NOTHING, saved="test accuracy: 0.9\n").items
    assert "which does not name its images (asked for: digits)" in item.clause


def test_what_waits_for_a_run_waits_for_no_person(trained):
    (item,) = trained(replace(NOTHING, put_off=True)).items
    assert (item.cause, item.printed, item.clause) == (
        Cause.NOT_AVAILABLE, None, "not run; weights.npz was not handed in",
    )  # fmt: skip
