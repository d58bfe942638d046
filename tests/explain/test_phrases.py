"""The sentences that a student reads first."""

from dataclasses import replace
from fractions import Fraction

import pytest

from autograder.explain.phrases import SUBJECTS, Nouns, advice, headline, right_elsewhere
from autograder.listed import listed
from autograder.model import (
    CellRun,
    CodeCell,
    Failure,
    Frame,
    ItemGrade,
    Named,
    NotebookSeen,
    Outcome,
    Problem,
    Tell,
)

ITEM = ItemGrade(
    id="conv-backward",
    title="Convolution, backward",
    check="gradient",
    points=Fraction(5),
    earned=Fraction(0),
    open=Fraction(0),
    state="wrong",
    clause="",
    tell=Tell.MISTAKE,
    file="lib/cnn/layer_utils.py",
    function="ConvLayer2D.backward",
)
ERROR = Failure(type="ValueError", message="operands", frames=(Frame(file="lib/a.py", line=3, function="f"),))

HEADLINES = [
    (("dx",), Problem(kind="empty"), "padding is 0", "dx comes back empty when padding is 0"),
    (("dx", "dw"), Problem(kind="empty"), "", "dx and dw come back empty"),
    (("out",), Problem(kind="values"), "there is padding", "the output is wrong when there is padding"),
    (("dx", "dw", "db"), Problem(kind="values"), "", "dx, dw and db are wrong"),
    (("scores",), Problem(kind="values"), "", "the scores are wrong"),
    (("loss",), Problem(kind="values"), "", "the loss is wrong"),
    (("scores", "loss", "gradients"), Problem(kind="values"), "",
     "the scores, the loss and the gradients are wrong"),
    (("dx",), Problem(kind="none"), "", "dx is None"),
    (("dx", "dw"), Problem(kind="none"), "", "dx and dw are None"),
    (("db",), Problem(kind="shape"), "", "db has the wrong shape"),
    (("dw", "db"), Problem(kind="shape"), "", "dw and db have the wrong shape"),
    (("out",), Problem(kind="type", got="Tensor"), "", "the output is not an array of numbers but Tensor"),
    (("size",), Problem(kind="dtype", got="float64"), "",
     "the size holds float64 where whole numbers are asked for"),
    (("dx", "dw"), Problem(kind="not finite"), "", "dx and dw hold nan or infinity"),
    (("db",), Problem(kind="no output"), "", "db is missing from what is returned"),
    (("dw", "db"), Problem(kind="no output"), "", "dw and db are missing from what is returned"),
    (("dx",), Problem(kind="missing", expected="ConvLayer2D"), "", "ConvLayer2D is missing"),
    (("dx",), Problem(kind="missing"), "", "ConvLayer2D.backward is missing"),
    (("dx",), Problem(kind="not begun"), "", "ConvLayer2D.backward is not begun"),
    (("dx",), Problem(kind="raised", failure=ERROR), "there is padding",
     "ConvLayer2D.backward raises ValueError when there is padding"),
    (("dx",), Problem(kind="raised"), "", "ConvLayer2D.backward raises an error"),
    (("dx",), Problem(kind="raised", failure=replace(ERROR, frames=())), "",
     "asking ConvLayer2D.backward ends with ValueError"),
    (("dx",), Problem(kind="import failed", failure=ERROR), "",
     "lib/cnn/layer_utils.py cannot be imported: operands"),
    (("dx",), Problem(kind="exited"), "stride is 2",
     "ConvLayer2D.backward ends the whole program when stride is 2"),
    (("dx",), Problem(kind="crashed"), "", "ConvLayer2D.backward crashes Python itself"),
    (("dx",), Problem(kind="cpu limit"), "", "ConvLayer2D.backward does not come to an end"),
    (("dx",), Problem(kind="wall limit"), "", "ConvLayer2D.backward does not come to an end"),
    (("dx",), Problem(kind="not reached"), "", "ConvLayer2D.backward was stopped before this could be asked"),
    (("dx",), Problem(kind="memory limit"), "", "ConvLayer2D.backward needs more memory than there is"),
    (("dx",), Problem(kind="output limit"), "", "ConvLayer2D.backward prints more than can be kept"),
    (("dx",), Problem(kind="unreadable"), "", "ConvLayer2D.backward sends something that cannot be read"),
    (("dx",), Problem(kind="cpu limit", got="while lib/cnn/layer_utils.py was imported"), "",
     "lib/cnn/layer_utils.py being imported does not come to an end"),
]  # fmt: skip


@pytest.mark.parametrize(("outputs", "problem", "condition", "text"), HEADLINES, ids=[h[-1] for h in HEADLINES])
def test_the_first_sentence_names_what_is_wrong_how_and_when(outputs, problem, condition, text):
    assert headline(outputs, problem, ITEM, condition) == text


@pytest.mark.parametrize("outcome", [o for o in Outcome if o not in (Outcome.ANSWERED, Outcome.OUR_FAILURE)])
def test_there_is_a_sentence_for_every_ending(outcome):
    assert headline(("dx",), Problem(kind=outcome.value), ITEM, "")


def test_there_is_a_sentence_for_every_kind_of_problem_of_values():
    assert {"empty", "none", "no output", "type", "shape", "dtype", "not finite", "values", "missing"} <= set(
        SUBJECTS
    )


NAMED = Nouns({
    "loss": Named(called="the recorded loss"),
    "scores": Named(called="the table of scores"),
    "noise": Named(called="the noise", wrong="scores change from pass to pass"),
    "flag": Named(wrong="nothing is dropped"),
})  # fmt: skip


@pytest.mark.parametrize(
    ("outputs", "kind", "condition", "text"),
    [
        (("loss",), "values", "", "the recorded loss is wrong"),
        (("scores",), "shape", "", "the table of scores has the wrong shape"),
        (("loss", "dx"), "none", "", "the recorded loss and dx are None"),
        (("noise",), "values", "there is padding", "scores change from pass to pass when there is padding"),
        (("noise", "flag"), "values", "", "scores change from pass to pass and nothing is dropped"),
        (("noise", "loss"), "values", "", "scores change from pass to pass and the recorded loss is wrong"),
        (("noise", "flag"), "none", "", "the noise and flag are None"),
    ],
)
def test_a_rubric_says_what_outputs_are_called_and_what_a_wrong_number_means(outputs, kind, condition, text):
    assert headline(outputs, Problem(kind=kind), ITEM, condition, NAMED) == text


def test_what_is_right_elsewhere_goes_by_the_rubrics_words_as_well():
    assert right_elsewhere(("noise", "loss"), NAMED) == "The noise and the recorded loss are right everywhere."
    assert right_elsewhere(("scores",), NAMED) == "The table of scores is right everywhere."


def test_without_a_name_in_the_rubric_it_is_your_code():
    assert (
        headline(("dx",), Problem(kind="crashed"), replace(ITEM, function=""), "")
        == "your code crashes Python itself"
    )


@pytest.fixture
def evidence(by_hand):
    return by_hand.gathered(by_hand.key([], []), {}).evidence


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (Problem(kind="missing", expected="ConvLayer2D", got="ConvLayer2d"),
         "The nearest name there is ConvLayer2d. "
         "Names of files, classes and functions have to be exactly as in the handout."),
        (Problem(kind="missing", expected="ConvLayer2D"),
         "Names of files, classes and functions have to be exactly as in the handout."),
        (Problem(kind="import failed", failure=ERROR),
         "Import the file by itself in a fresh Python. Here it is imported with Python 3.11.4 and NumPy 2.3.5."),
        (Problem(kind="cpu limit", got="while lib/a.py was imported"),
         "Import the file by itself in a fresh Python. Here it is imported with Python 3.11.4 and NumPy 2.3.5."),
        (Problem(kind="raised", failure=ERROR), "Run the smallest case by itself and stop at the line above."),
        (Problem(kind="raised", failure=replace(ERROR, frames=())),
         "Call it by yourself as the smallest case does, and print what comes back."),
        (Problem(kind="none"),
         "Look for a way through your code that does not end with return, or returns nothing."),
        (Problem(kind="dtype", got="float64"), "Print the type of each number that you return, beside its value."),
        (Problem(kind="memory limit"),
         "Run the smallest case by itself, and print once in each round of your loops what they count."),
        (Problem(kind="values"),
         "Work the smallest case out by hand and compare it with yours, number by number."),
    ],
)  # fmt: skip
def test_advice_is_one_thing_to_do(problem, text, evidence):
    assert advice(problem, evidence) == text


def test_some_errors_say_what_to_print(evidence):
    told = {
        error: advice(Problem(kind="raised", failure=replace(ERROR, type=error)), evidence)
        for error in ("IndexError", "UFuncTypeError", "KeyError")
    }
    assert told["IndexError"].startswith("Print the index and the shape")
    assert told["UFuncTypeError"].startswith("Print the dtype")
    assert told["KeyError"] == "Run the smallest case by itself and stop at the line above."
    nowhere = Problem(kind="raised", failure=replace(ERROR, type="IndexError", frames=()))
    assert "the line above runs" not in advice(nowhere, evidence)


@pytest.mark.parametrize(
    ("asked", "place", "told"),
    [
        (("f",), "hw.ipynb cell 5", "Cell 2 ends with ModuleNotFoundError: No module named 'seaborn'. "),
        (("f",), "hw.ipynb cell 2", "Run the smallest case"),
        (("f",), "hw.py", "Run the smallest case"),
        ((), "hw.ipynb cell 5", "Run the smallest case"),
    ],
)
def test_a_missing_name_leads_to_the_cell_above_that_broke_off(evidence, asked, place, told):
    end = Failure(type="ModuleNotFoundError", message="No module named 'seaborn'")
    cells = (
        CodeCell(number=1, begins="x = 1", run=CellRun(outcome=Outcome.ANSWERED)),
        CodeCell(number=2, begins="import seaborn", run=CellRun(outcome=Outcome.RAISED, failure=end)),
    )
    seen = replace(evidence, notebook=NotebookSeen(name="hw.ipynb", cells=cells, asked=asked))
    frames = (Frame(file=place, line=3, function="f"),)
    problem = Problem(kind="raised", failure=replace(ERROR, type="NameError", frames=frames))
    assert advice(problem, seen).startswith(told)


@pytest.mark.parametrize("kind", ["raised", "import failed"])
def test_what_was_noticed_about_the_very_line_is_the_advice(evidence, kind):
    noticed = replace(
        evidence, remarks=("lib/a.py:30: other", "lib/a.py:3: this is gone; write that", "b.py:3: no")
    )
    assert advice(Problem(kind=kind, failure=ERROR), noticed) == "This is gone; write that."


def test_a_name_at_the_beginning_keeps_its_letters(evidence):
    noticed = replace(evidence, remarks=("lib/a.py:3: np.int is no longer part of NumPy; write int",))
    assert advice(Problem(kind="raised", failure=ERROR), noticed).startswith("np.int is no longer")


def test_a_file_with_nearly_the_name_is_the_advice_when_one_is_missing(evidence):
    noticed = replace(evidence, remarks=("lib/layers.py is missing. The nearest name here is lib/layer.py",))
    assert advice(Problem(kind="missing", expected="lib/layers.py"), noticed).startswith(
        "The nearest name here is lib/layer.py. Names of files"
    )


def test_words_are_listed_as_in_a_sentence():
    assert [listed(words) for words in (["dx"], ["dx", "dw"], ["dx", "dw", "db"])] == [
        "dx", "dx and dw", "dx, dw and db",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("outputs", "text"),
    [
        ([], ""),
        (["dx"], "dx is right everywhere."),
        (["dw", "db"], "dw and db are right everywhere."),
        (["loss"], "The loss is right everywhere."),
        (["scores"], "The scores are right everywhere."),
        (["scores", "loss"], "The scores and the loss are right everywhere."),
    ],
)
def test_what_is_right_is_said_as_well(outputs, text):
    assert right_elsewhere(outputs) == text


def test_layers_have_another_number_of_parameters():
    counted = replace(ITEM, check="parameters")
    assert headline(("F6",), Problem(kind="values"), counted, "") == "F6 has another number of parameters"
    two = headline(("F6", "output"), Problem(kind="values"), counted, "")
    assert two == "F6 and output have another number of parameters"


def test_a_module_that_is_not_there_may_be_a_file_that_was_not_handed_in(evidence):
    missing = replace(ERROR, type="ModuleNotFoundError", message="No module named 'lib.pad'")
    evidence = replace(evidence, remarks=("lib/a.py:3: pad is not allowed in this homework",))
    problem = Problem(kind="import failed", failure=missing)
    said = "If that is a file of your own, hand it in as well: it is not among those that were found here."
    assert advice(problem, evidence) == f"Pad is not allowed in this homework. {said}"
    assert advice(problem, replace(evidence, remarks=())) == said


@pytest.mark.parametrize("line", ["assert h % s == 0", "    raise ValueError('stride')"])
def test_a_line_that_objects_on_purpose_is_looked_at(evidence, line):
    checked = replace(ERROR, frames=(replace(ERROR.frames[0], text=line),))
    advised = advice(Problem(kind="raised", failure=checked), evidence)
    assert advised.startswith("The line above objects on purpose")


@pytest.mark.parametrize(
    ("error", "start"),
    [("SyntaxError", "Nothing of the file runs"), ("IndentationError", "Compare"), ("TabError", "Indent")],
)
def test_what_the_error_says_already_is_no_advice(evidence, error, start):
    broken = replace(ERROR, type=error, message="it's broken")
    noticed = replace(evidence, remarks=("lib/a.py:3: it's broken",))
    problem = Problem(kind="import failed", failure=broken)
    assert advice(problem, noticed).startswith(start)
    assert advice(problem, replace(evidence, remarks=("lib/a.py:3: Python 2 prints so",))) == "Python 2 prints so."
