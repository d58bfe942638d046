"""One array against the one that was expected: in order of blame, measured against the largest expected entry."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from autograder.judge.values import MOST_ROWS, compare, scale_of
from autograder.model import Row

WITHIN = 1e-5


def test_equal_arrays_pass():
    assert compare(np.array([1.0, -2.0]), np.array([1.0, -2.0]), within=WITHIN) is None


def test_the_shape_is_blamed_before_anything_else():
    problem = compare(np.zeros((2, 3)), np.full((3, 2), np.nan), within=WITHIN)
    assert (problem.kind, problem.expected, problem.got) == ("shape", "(2, 3)", "(3, 2)")


def test_the_kind_of_number_is_blamed_before_its_value():
    problem = compare(np.array([1, 2]), np.array([np.nan, 9.0]), within=0.0, whole=True)
    assert (problem.kind, problem.expected, problem.got) == ("dtype", "whole numbers", "float64")


def test_what_is_not_finite_is_blamed_before_what_is_wrong():
    problem = compare(np.array([1.0, 2.0, 3.0]), np.array([9.0, np.nan, -np.inf]), within=WITHIN)
    assert (problem.kind, problem.wrong, problem.of) == ("not finite", 2, 3)
    assert problem.rows == (
        Row(index=(1,), expected="2", got="nan"),
        Row(index=(2,), expected="3", got="-inf"),
    )


def test_a_wrong_value_is_told_with_its_size_and_place():
    expected = np.array([[10.0, 20.0], [30.0, 40.0]])
    problem = compare(expected, np.array([[10.0, 20.5], [30.0, 38.0]]), within=WITHIN)
    assert (problem.kind, problem.wrong, problem.of) == ("values", 2, 4)
    assert (problem.worst_absolute, problem.worst_relative) == ("2", "0.05")
    assert problem.rows == (
        Row(index=(0, 1), expected="20", got="20.5"),
        Row(index=(1, 1), expected="40", got="38"),
    )


@pytest.mark.parametrize(("off", "passes"), [(0.99e-3, True), (1.01e-3, False)])
def test_an_entry_may_be_off_by_a_share_of_the_largest_one(off, passes):
    """The small entry is off by 10 % of itself; measured element by element it would fail."""
    problem = compare(np.array([100.0, 0.01]), np.array([100.0, 0.01 + off]), within=WITHIN)
    assert (problem is None) == passes


@pytest.mark.parametrize("largest", [-100.0, 100.0])
def test_the_largest_entry_is_meant_without_its_sign(largest):
    assert compare(np.array([largest, 0.0]), np.array([largest, 0.9e-3]), within=WITHIN) is None


def test_a_huge_answer_does_not_widen_its_own_tolerance():
    assert compare(np.array([1.0, 2.0]), np.array([1.0, 1e12]), within=WITHIN).wrong == 1


@pytest.mark.parametrize(("off", "passes"), [(0.99e-5, True), (1.01e-5, False)])
def test_where_zeros_are_expected_the_deviation_itself_counts(off, passes):
    assert (compare(np.zeros(3), np.array([0.0, off, 0.0]), within=WITHIN) is None) == passes


def test_the_scale_of_zeros_and_of_nothing_is_one():
    assert scale_of(np.zeros(2)) == scale_of(np.zeros((0, 3))) == 1.0
    assert scale_of(np.array([1.0, -7.0])) == 7.0


@pytest.mark.parametrize("shape", [(), (1,), (1, 1)])
def test_a_scalar_may_come_in_any_of_three_shapes(shape):
    assert compare(np.array(2.5), np.full(shape, 2.5), within=WITHIN) is None
    assert compare(np.array(2.5), np.full(shape, 2.6), within=WITHIN).kind == "values"


@pytest.mark.parametrize("got", [np.full(2, 2.5), np.full((1, 2), 2.5), np.zeros((0,))])
def test_several_numbers_are_no_scalar(got):
    assert compare(np.array(2.5), got, within=WITHIN).kind in ("shape", "empty")


def test_a_vector_of_one_number_does_not_stand_in_for_another_shape():
    assert compare(np.full((1,), 2.5), np.array(2.5), within=WITHIN).kind == "shape"
    assert compare(np.full((3,), 2.5), np.full((1, 3), 2.5), within=WITHIN).kind == "shape"


def test_an_array_without_entries_is_called_empty():
    problem = compare(np.ones((2, 3)), np.ones((2, 0)), within=WITHIN)
    assert (problem.kind, problem.expected, problem.got) == ("empty", "(2, 3)", "(2, 0)")


def test_nothing_passes_where_nothing_is_expected():
    assert compare(np.zeros((2, 0)), np.zeros((2, 0)), within=WITHIN) is None
    assert compare(np.zeros((2, 0)), np.zeros((0, 2)), within=WITHIN).kind == "shape"


@pytest.mark.parametrize("dtype", ["f4", "i8", "i2", "u1"])
def test_the_type_of_a_number_does_not_matter_where_values_are_asked_for(dtype):
    assert compare(np.array([1.0, 3.0]), np.array([1, 3], dtype=dtype), within=WITHIN) is None


def test_numbers_rounded_to_single_precision_pass():
    expected = np.random.default_rng(0).standard_normal((50, 50)) * 100
    assert compare(expected, expected.astype(np.float32), within=WITHIN) is None


@pytest.mark.parametrize("dtype", ["i8", "i4", "u1"])
def test_any_whole_number_will_do_for_a_size(dtype):
    assert compare(np.array([4, 9]), np.array([4, 9], dtype=dtype), within=0.0, whole=True) is None


@pytest.mark.parametrize("got", [[4.0, 9.0], [True, True]])
def test_a_size_is_not_made_of_floats_or_truths(got):
    assert compare(np.array([4, 9]), np.array(got), within=0.0, whole=True).kind == "dtype"


def test_a_size_that_is_one_too_large_is_wrong():
    assert compare(np.array([4, 900_000]), np.array([4, 900_001]), within=0.0, whole=True).wrong == 1


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_what_is_not_finite_never_passes(value):
    assert compare(np.array([1.0, 2.0]), np.array([1.0, value]), within=WITHIN).kind == "not finite"


def test_an_unsigned_answer_is_compared_by_its_value():
    assert compare(np.array([-1.0]), np.array([255], dtype="u1"), within=WITHIN).wrong == 1


def test_only_the_first_wrong_entries_are_listed_and_all_are_counted():
    problem = compare(np.zeros((3, 4)), np.ones((3, 4)), within=WITHIN)
    assert (problem.wrong, problem.of) == (12, 12)
    assert [row.index for row in problem.rows] == [(0, 0), (0, 1), (0, 2), (0, 3)]
    assert len(problem.rows) == MOST_ROWS


def test_a_wrong_scalar_has_a_row_without_an_index():
    assert compare(np.array(2.0), np.array([3.0]), within=WITHIN).rows == (Row(index=(), expected="2", got="3"),)


def test_the_largest_numbers_there_are_warn_of_nothing():
    assert compare(np.array([-1e308]), np.array([1e308]), within=WITHIN).kind == "values"


entries = st.integers(-(10**6), 10**6).map(lambda n: n / 64)


@given(arrays(np.float64, st.integers(1, 20), elements=entries), st.floats(0.01, 1.0), st.integers(0, 19))
def test_one_entry_off_by_a_hundredth_of_the_scale_is_found(expected, share, place):
    got = expected.copy()
    got[place % len(got)] += share * scale_of(expected)
    problem = compare(expected, got, within=WITHIN)
    assert problem.wrong == 1
    assert problem.rows[0].index == (place % len(got),)


@given(arrays(np.float64, (3, 4), elements=entries), st.floats(-0.99, 0.99))
def test_all_entries_off_by_less_than_the_tolerance_pass(expected, share):
    assert compare(expected, expected + share * WITHIN * scale_of(expected), within=WITHIN) is None
