"""What a training reached: answers counted against the labels, a straight line of points, too many layers."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.judge.training import reached
from autograder.model import Answer, Cause, Outcome, Rung, Share, Target, Tell, Trained, Value
from autograder.model.rubric import Item

F = Fraction
LABELS = np.arange(300) % 10
LADDER = (Rung(accuracy=F(1, 2), points=F(0)), Rung(accuracy=F(9, 10), points=F(8)))


def item(**more):
    target = Target(ladders={"digits": LADDER}, measure=("weights", "run"), budget_seconds=60.0, **more)
    shares = (Share(group="all", points=F(8)),)
    return Item(
        id="net", title="Net", check="training", shares=shares, tell=Tell.MISTAKE, target=target,
        cause_open=Cause.NOT_AVAILABLE, why_open="not run",
    )  # fmt: skip


def answered(predicted, **facts):
    """The evidence of this answer, and its arrays."""
    array = np.asarray(predicted)
    value = Value(kind="array", dtype=array.dtype.name, shape=array.shape)
    answer = Answer(outcome=Outcome.ANSWERED, values={"predicted": value}, facts=facts)
    arrays = {"training/net/labels": LABELS, "training/net/predicted": array}
    return Trained(made_from="", way="weights", data="digits", classes=10, answer=answer), arrays


def with_right(count):
    return np.where(np.arange(300) < count, LABELS, (LABELS + 1) % 10)


@given(st.integers(0, 300), st.integers(0, 300))
def test_more_right_answers_never_earn_less(one, other):
    few, many = (reached(item(), *answered(with_right(count))).points for count in sorted((one, other)))
    assert 0 <= few <= many <= 8


@pytest.mark.parametrize(("right", "points"), [(300, 8), (262, 8), (30, 0), (120, 0)])
def test_all_points_from_the_last_rung_on_within_the_doubt_and_none_by_chance(right, points):
    assert reached(item(), *answered(with_right(right))).points == points


def test_between_the_rungs_is_a_straight_line_from_the_upper_end_of_the_interval():
    got = reached(item(), *answered(with_right(200)))
    assert got.points == 8 * (got.accuracy.high - F(1, 2)) / F(4, 10)
    assert got.accuracy.share == F(2, 3)


def test_a_data_set_without_a_ladder_earns_nothing():
    trained, arrays = answered(LABELS)
    other = Trained(made_from="", way="weights", data="svhn", answer=trained.answer)
    assert reached(item(), other, arrays).points == 0


def test_more_layers_than_allowed_earn_nothing():
    strict = item(at_most={"convolution": 2, "max-pooling": 2})
    for layers, points, too_many in (
        ({"convolution": 2, "max-pooling": 2}, 8, {}),
        ({"convolution": 3, "max-pooling": 1}, 0, {"convolution": 3}),
        ({"max-pooling": 5}, 0, {"max-pooling": 5}),
    ):
        got = reached(strict, *answered(LABELS, layers=layers))
        assert (got.points, got.too_many) == (points, too_many)


@pytest.mark.parametrize("layers", [None, 3, [], {"convolution": "many"}])
def test_what_is_said_of_layers_in_no_known_form_counts_none(layers):
    assert reached(item(at_most={"convolution": 2}), *answered(LABELS, layers=layers)).points == 8


@pytest.mark.parametrize(
    "predicted", [LABELS[:-1], np.append(LABELS, 0), LABELS[None], np.eye(10)[LABELS], np.float64(3), LABELS > 4]
)
def test_answers_of_another_form_earn_nothing(predicted):
    got = reached(item(), *answered(predicted))
    assert (got.points, got.accuracy) == (0, None)
    assert got.problem.kind in ("shape", "dtype")


@pytest.mark.parametrize("fill", [np.nan, np.inf, -1, 10, 2.5])
def test_answers_out_of_range_are_wrong_answers(fill):
    got = reached(item(), *answered(np.full(300, fill)))
    assert (got.points, got.accuracy.correct) == (0, 0)


def test_an_answer_of_which_only_the_shape_was_kept_is_of_another_shape():
    trained, arrays = answered(np.zeros(9999))
    del arrays["training/net/predicted"]
    assert reached(item(), trained, arrays).problem.got == "(9999,)"


@pytest.mark.parametrize("outcome", [o for o in Outcome if o is not Outcome.ANSWERED])
def test_no_answer_earns_nothing(outcome):
    trained = Trained(made_from="", way="run", data="digits", answer=Answer(outcome=outcome))
    got = reached(item(), trained, {"training/net/labels": LABELS})
    assert (got.points, got.accuracy, got.problem.kind) == (0, None, outcome.value)


@pytest.mark.parametrize("value", [None, Value(kind="none"), Value(kind="other", dtype="Net")])
def test_what_is_no_array_earns_nothing(value):
    values = {"predicted": value} if value else {}
    answer = Answer(outcome=Outcome.ANSWERED, values=values)
    trained = Trained(made_from="", way="run", data="digits", answer=answer)
    assert reached(item(), trained, {}).points == 0
