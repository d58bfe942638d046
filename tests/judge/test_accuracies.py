"""Accuracies that a notebook has printed: which are claims about the judged images, and which one is told."""

from fractions import Fraction

import pytest

from autograder.judge.accuracies import claimed, contradicted
from autograder.judge.accuracy import counted
from autograder.judge.training import Reached
from autograder.model import Answer, CellRun, CodeCell, NotebookSeen, Outcome, Rung, Target, Trained

F = Fraction
LADDERS = {name: (Rung(accuracy=F(1, 2), points=F(5)),) for name in ("svhn", "digits")}
TARGET = Target(ladders=LADDERS, measure=("weights", "run", "printed"), budget_seconds=1.0)


def book(*printed, run=None):
    cells = tuple(CodeCell(number=n, begins="x", saved=text, run=run) for n, text in enumerate(printed, 1))
    return NotebookSeen(name="hw.ipynb", cells=cells)


def told(*printed, **more):
    found = claimed(book(*printed, **more), TARGET)
    return found and (found.cell, found.said, found.share)


@pytest.mark.parametrize(
    ("line", "share"),
    [
        ("test accuracy: 0.9360", F(936, 1000)),
        ("digits, test accuracy:       0.9360", F(936, 1000)),
        ("Accuracy on the test images: 87.25 %", F(8725, 10000)),
        ("Test acc = 87.5", F(875, 1000)),
        ("accuracy on the test images: 93%", F(93, 100)),
        ("held-out accuracy 1.0", F(1)),
        ("accuracy 5e-1", F(1, 2)),
    ],
)
def test_an_accuracy_is_a_part_of_one_or_per_cents(line, share):
    assert told(line)[2] == share


@pytest.mark.parametrize(
    "line",
    [
        "loss: 0.9360", "training accuracy: 0.9967", "train acc 99.1 %", "accuracy of 50 images",
        "test accuracy 94",
        "test accuracy: nan", "test accuracy: -0.5", "test accuracy: 180.5", "F1 on the test images: 0.9", "0.93",
        "", "test error: 0.07", "time for the accuracy: 3.2 s",
    ],
)  # fmt: skip
def test_other_numbers_are_none(line):
    assert told(line) is None


def test_the_last_one_for_the_test_images_is_told():
    printed = ("test accuracy: 0.5", "test accuracy: 0.7", "validation accuracy: 0.9", "accuracy: 0.8")
    assert told(*printed) == (2, "0.7", F(7, 10))


def test_without_one_for_the_test_images_one_that_names_none_goes_before_validation():
    assert told("accuracy: 0.8", "val acc: 0.9") == (1, "0.8", F(8, 10))
    assert told("val acc: 0.9", "val acc: 0.91") == (2, "0.91", F(91, 100))


def test_what_a_cell_printed_here_counts_before_what_it_was_saved_with():
    here = CellRun(outcome=Outcome.ANSWERED, prints="test accuracy: 0.4\n")
    assert claimed(book("test accuracy: 0.9", run=here), TARGET).here
    assert told("test accuracy: 0.9", run=here)[1] == "0.4"


@pytest.mark.parametrize("outcome", [o for o in Outcome if o is not Outcome.ANSWERED])
def test_of_a_cell_that_did_not_come_to_its_end_what_was_saved_counts(outcome):
    run = CellRun(outcome=outcome, prints="test accuracy: 0.4\n")
    assert told("test accuracy: 0.9", run=run)[1] == "0.9"
    assert told("test accuracy: 0.9", run=CellRun(outcome=Outcome.ANSWERED, prints="done\n"))[1] == "0.9"


def test_the_data_set_is_the_one_that_the_words_name():
    assert claimed(book("SVHN test accuracy: 0.9"), TARGET).data == "svhn"
    assert claimed(book("test accuracy: 0.9"), TARGET).data == ""


def test_without_a_notebook_nothing_is_claimed():
    assert claimed(None, TARGET) is None
    assert contradicted(None, TARGET, Trained(made_from="", data="svhn"), Reached(accuracy=counted(5, 10))) is None


def measured(*printed, correct=500, data="svhn", stopped=False):
    """Of a thousand images 500 are right: between 46.9 and 53.1 %."""
    answer = Answer(outcome=Outcome.ANSWERED, facts={"stopped": stopped})
    trained = Trained(made_from="", way="run", data=data, answer=answer)
    found = contradicted(book(*printed), TARGET, trained, Reached(accuracy=counted(correct, 1000)))
    return found and found.said


def test_a_printed_accuracy_is_allowed_five_points_beyond_what_was_measured():
    assert measured("test accuracy: 0.580") is None
    assert measured("test accuracy: 0.585") == "0.585"
    assert measured("test accuracy: 0.420") is None
    assert measured("test accuracy: 0.415") == "0.415"


def test_one_of_several_that_is_near_is_enough():
    assert measured("test accuracy: 0.9", "test accuracy: 0.52", "test accuracy: 0.95") is None
    assert measured("test accuracy: 0.9", "test accuracy: 0.95") == "0.95"


def test_only_accuracies_of_the_test_images_are_compared():
    assert measured("validation accuracy: 0.9") is None
    assert measured("accuracy: 0.9") is None


def test_accuracies_of_other_images_are_not_compared():
    assert measured("digits, test accuracy: 0.9") is None
    assert measured("test accuracy: 0.9", data="digits") is None
    assert measured("digits, test accuracy: 0.9", data="digits") == "0.9"


def test_a_training_that_was_stopped_contradicts_nothing():
    assert measured("test accuracy: 0.9", stopped=True) is None


def test_where_nothing_was_measured_nothing_is_contradicted():
    assert contradicted(book("test accuracy: 0.9"), TARGET, Trained(made_from="", data="svhn"), Reached()) is None
