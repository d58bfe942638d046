"""Why a training earns less: the most telling sign first, and no sign where there is none."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from autograder.explain.training import explain_training, per_cent
from autograder.judge.training import reached
from autograder.model import (
    Answer,
    Failure,
    Frame,
    ItemGrade,
    Outcome,
    Tell,
    Trained,
    TrainingGrade,
    Use,
    Value,
)  # fmt: skip
from tests.judge.test_training import LABELS, answered, item, with_right

F = Fraction


def told(trained, arrays, **more):
    one = item(**more)
    got = reached(one, trained, arrays)
    counted = got.accuracy
    training = counted and TrainingGrade(
        way=trained.way, data="digits", correct=counted.correct, of=counted.of, low=counted.low, high=counted.high,
        full=F(9, 10),
    )  # fmt: skip
    line = ItemGrade(
        id="net", title="Net", check="training", points=F(8), earned=got.points, open=F(0),
        state="right" if got.points == 8 else "wrong", clause="", tell=Tell.MISTAKE, training=training,
    )  # fmt: skip
    return explain_training(one, line, trained, got, arrays)


def with_signs(first=2.31, last=0.01, untouched=(), **more):
    trained, arrays = answered(with_right(150))
    values = {name: Value(kind="array", dtype="float64") for name in ("first_loss", "last_loss")}
    signs = Answer(outcome=Outcome.ANSWERED, values=values, facts={"without_gradient": list(untouched)})
    losses = {"training/net/first_loss": np.float64(first), "training/net/last_loss": np.float64(last)}
    fields = {
        "made_from": "",
        "way": trained.way,
        "data": "digits",
        "classes": 10,
        "answer": trained.answer,
        **more,
    }
    return Trained(signs=signs, **fields), {**arrays, **losses}


def test_nothing_is_said_where_nothing_is_lost():
    assert told(*answered(LABELS)) is None


def test_the_headline_has_the_accuracy_and_the_sentence_its_denominator():
    found = told(*answered(with_right(200)))
    assert found.headline == "66.7 % of 300 unseen images are right"
    assert "200 of 300 images of digits" in found.cases
    assert "90 % earns all of them" in found.cases
    assert found.looks == ""
    assert found.hint.startswith("Print the accuracy on the images that you train on.")


@pytest.mark.parametrize(
    ("signs", "looks"),
    [
        ({"not_finite": ("conv_w",)}, "conv_w holds nan or infinite numbers."),
        ({"untouched": ["conv_w", "conv_b"]}, "In a new network no gradient reaches conv_w and conv_b."),
        ({"first": 120.0}, "A new network begins with a loss of 120; guessing has 2.30."),
        ({"first": np.nan, "last": np.nan}, "A new network begins with a loss of nan; guessing has 2.30."),
        ({"last": 2.3}, "A new network does not even learn one batch by heart: its loss goes from 2.31 to 2.3."),
        ({}, ""),
    ],
)
def test_a_new_network_shows_why(signs, looks):
    found = told(*with_signs(**signs))
    assert found.looks == looks
    assert found.hint.startswith("Print the accuracy on the images that you train on.") == (not looks)


def test_the_same_answer_to_all_is_told():
    assert told(*answered(np.full(300, 3))).looks == "Every image gets the same answer, 3."


def test_labels_that_are_counted_from_another_digit_are_told():
    assert told(*answered((LABELS + 1) % 10)).looks == "Most answers are right when 1 is taken from them."
    assert told(*answered((LABELS - 1) % 10)).looks == "Most answers are right when 1 is added to them."


def test_answers_that_are_no_label_are_told():
    predicted = np.where(LABELS == 0, 10, (LABELS + 3) % 10)
    assert told(*answered(predicted)).looks == "30 of 300 answers are no label: they lie outside 0 to 9."


def test_layers_that_are_too_many_are_the_only_thing_that_is_told():
    found = told(*answered(LABELS, layers={"convolution": 3}), at_most={"convolution": 2})
    assert found.headline == "the network has 3 layers of convolution, at most 2 are allowed"
    assert found.looks == ""


@pytest.mark.parametrize(
    ("trained", "headline"),
    [
        (
            Trained(made_from="", passed_over=("w.npz was not handed in", "no notebook")),
            "there is nothing to measure: w.npz was not handed in; no notebook",
        ),
        (
            Trained(made_from="", way="run", answer=Answer(outcome=Outcome.CPU_LIMIT, detail="after 60 s")),
            "the training did not come to its end after 60 s",
        ),
        (
            Trained(made_from="", way="weights", answer=Answer(outcome=Outcome.CRASHED)),
            "the network ended without an answer (crashed)",
        ),
    ],
)
def test_without_an_answer_it_is_said_what_became_of_it(trained, headline):
    assert told(trained, {}).headline == headline


@pytest.mark.parametrize(
    ("share", "text"),
    [(F(1), "100 %"), (F(0), "0 %"), (F(2999, 3000), "99.9 %"), (F(1, 3000), "0.1 %"), (F(7, 8), "87.5 %")],
)
def test_all_and_none_are_never_rounded_to(share, text):
    assert per_cent(share) == text


def test_a_file_that_was_not_handed_in_keeps_its_name():
    trained, arrays = answered(with_right(200))
    found = told(replace(trained, passed_over=("net.pt was not handed in", "no weights fit")), arrays)
    assert found.cases.endswith(" net.pt was not handed in. No weights fit.")


def test_what_a_training_calls_although_it_is_forbidden_is_told_as_that():
    failure = Failure(type="ForbiddenOperation", message="")
    use = Use(operation="convolution", called="conv2d")
    answer = Answer(outcome=Outcome.RAISED, failure=failure, uses=(use,))
    found = told(Trained(made_from="", way="run", answer=answer), {})
    assert found.headline == "the training calls PyTorch's own convolution"
    assert found.hint == "Mend the layer that calls it first: the training goes through it."


def test_an_error_has_lines_of_the_hand_in_alone():
    """In other places a program could have written what it liked."""
    own, made_up = (Frame(file=file, line=3, function="f") for file in ("net.py", "8675309"))
    failure = Failure(type="ValueError", message="", frames=(own, made_up))
    answer = Answer(outcome=Outcome.RAISED, failure=failure)
    for raised, frames in ((replace(failure, frames=(own,)), (own,)), (None, ())):
        found = told(Trained(made_from="", way="run", answer=answer, raised=raised), {})
        assert found.problem.failure.frames == frames
        assert found.hint
