"""Accuracy in exact counts, its interval, and the straight line between the rungs of points."""

from fractions import Fraction
from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.judge.accuracy import accuracy, counted, points_for, points_in_doubt, wilson

LABELS = np.array([3, 1, 4, 1, 5])
F = Fraction
SVHN = {F(70, 100): F(0), F(84, 100): F(18), F(88, 100): F(25)}


def test_right_ones_are_counted():
    got = accuracy(np.array([3, 1, 4, 0, 9]), LABELS)
    assert (got.correct, got.of, got.share) == (3, 5, F(3, 5))


@pytest.mark.parametrize("dtype", ["i1", "u1", "i4", "i8", "u8", "f4", "f8"])
@pytest.mark.parametrize("shape", [(5,), (5, 1)])
def test_any_kind_of_whole_numbers_will_do(dtype, shape):
    assert accuracy(LABELS.astype(dtype).reshape(shape), LABELS).correct == 5


def test_what_is_no_label_is_wrong_and_no_more():
    assert accuracy(np.array([3, np.nan, np.inf, -1e300, 5.0000001]), LABELS).correct == 1
    assert accuracy(np.array([-1, 1, 1, -1]), np.array([-1, -1, 1, 1])).correct == 2


@pytest.mark.parametrize("shape", [(4,), (6,), (1, 5), (5, 10), (5, 1, 1), (), (0,), (1,)])
def test_another_shape_is_a_problem_and_never_spread_out(shape):
    problem = accuracy(np.full(shape, 1), LABELS)
    assert (problem.kind, problem.expected, problem.got) == ("shape", "(5,)", str(shape))


@pytest.mark.parametrize("dtype", ["bool", "c16", "U1", "S1", "O", "M8[s]"])
def test_what_is_no_number_is_a_problem(dtype):
    problem = accuracy(np.zeros(5, dtype), np.ones(5, int))
    assert (problem.kind, problem.expected) == ("dtype", "whole numbers")


@pytest.mark.parametrize(
    ("correct", "of", "low", "high"),
    [
        (0, 10, 0.0, 0.2775),  # published tables: 0 of 10 gives 0 to 27.8 %
        (10, 10, 0.7225, 1.0),
        (5, 10, 0.2366, 0.7634),
        (81, 263, 0.2552, 0.3663),  # Newcombe 1998, table I: 0.2553 to 0.3662
        (15, 148, 0.0624, 0.1605),  # the same: 0.0624 to 0.1605
        (1, 29, 0.0061, 0.1718),  # the same: 0.0061 to 0.1718
        (370, 397, 0.9028, 0.9529),
    ],
)
def test_wilsons_interval(correct, of, low, high):
    got = counted(correct, of)
    assert float(got.low) == pytest.approx(low, abs=1.01e-4)
    assert float(got.high) == pytest.approx(high, abs=1.01e-4)


counts = st.integers(1, 30_000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


@given(counts)
def test_the_interval_is_rounded_outwards_by_less_than_a_hundredth_of_a_per_cent(count):
    correct, of = count
    low, high = wilson(correct, of)
    middle, spread = (correct + 1.96**2 / 2), 1.96 * sqrt(correct * (of - correct) / of + 1.96**2 / 4)
    exact = (middle - spread) / (of + 1.96**2), (middle + spread) / (of + 1.96**2)
    assert -1e-9 < exact[0] - low < 1e-4 + 1e-9
    assert -1e-9 < high - exact[1] < 1e-4 + 1e-9
    assert 0 <= low <= F(correct, of) <= high <= 1
    assert 10_000 % low.denominator == 10_000 % high.denominator == 0


@given(counts)
def test_right_and_wrong_are_treated_alike(count):
    correct, of = count
    low, high = wilson(correct, of)
    other_low, other_high = wilson(of - correct, of)
    assert (low, high) == (1 - other_high, 1 - other_low)


def test_all_right_may_be_all_right():
    assert wilson(397, 397)[1] == 1
    assert wilson(0, 397)[0] == 0


@pytest.mark.parametrize(
    ("reached", "points"),
    [
        ("0", "0"), ("0.6999", "0"), ("0.70", "0"), ("0.77", "9"), ("0.84", "18"), ("0.86", "21.5"),
        ("0.8799", "24.9825"), ("0.88", "25"), ("0.95", "25"), ("1", "25"),
    ],
)  # fmt: skip
def test_points_lie_on_straight_lines_between_the_rungs(reached, points):
    assert points_for(F(reached), SVHN) == F(points)


def test_the_order_in_which_rungs_are_written_is_free():
    for reached in (F(65, 100), F(75, 100), F(85, 100), F(9, 10)):
        assert points_for(reached, dict(reversed(SVHN.items()))) == points_for(reached, SVHN)


def test_a_single_rung_is_all_or_nothing():
    ladder = {F(88, 100): F(25)}
    assert [points_for(F(n, 100), ladder) for n in (87, 88, 89)] == [0, 25, 25]


def test_a_first_rung_with_points_is_a_step():
    ladder = {F(1, 2): F(5), F(1): F(10)}
    assert points_for(F(49, 100), ladder) == 0
    assert points_for(F(1, 2), ladder) == 5
    assert points_for(F(3, 4), ladder) == F(15, 2)


def test_equal_points_on_two_rungs_are_a_level_stretch():
    ladder = {F(1, 2): F(0), F(6, 10): F(5), F(8, 10): F(5), F(9, 10): F(10)}
    assert [points_for(F(n, 100), ladder) for n in (55, 60, 70, 80, 85, 90)] == [F(5, 2), 5, 5, 5, F(15, 2), 10]


def test_no_rung_earns_nothing():
    assert points_for(F(1), {}) == 0


def test_points_are_exact():
    assert points_for(F(1, 3), {F(0): F(0), F(1): F(1)}) == F(1, 3)


def test_the_doubt_is_the_students():
    just_below = counted(340, 397)
    assert just_below.share < F(88, 100) < just_below.high
    assert points_for(just_below.share, SVHN) < 25
    assert points_in_doubt(just_below, SVHN) == 25
    far_below = counted(250, 397)
    assert points_in_doubt(far_below, SVHN) == points_for(far_below.high, SVHN) < 1


def test_a_ladder_that_falls_never_makes_the_doubt_cost_points():
    ladder = {F(1, 2): F(10), F(9, 10): F(2)}
    got = counted(60, 100)
    assert points_in_doubt(got, ladder) == points_for(F(60, 100), ladder)
