"""Two mistakes at a time: told apart by different cases, or recognised together when a key knows the pair."""

from types import MappingProxyType

import numpy as np
import pytest

from autograder.explain.fingerprint import MARKS, Fingerprint, Rows
from autograder.explain.recognise import Bank, Pairs

PLACES = tuple(("conv", "out") for _ in range(6))
ZEROS = (np.zeros(2),) * 6
EVERYTHING = ("one", "two", "three")


def printed(*marks):
    """A fingerprint of one output in six cases: 0 is right, None raises, all else are wrong numbers."""
    statuses = tuple("right" if m == 0 else "raised" if m is None else "values" for m in marks)
    return Fingerprint(statuses, np.array([[m or 0.0] * MARKS for m in marks]))


ONE, TWO, THREE = printed(1, 2, 3, 0, 0, 0), printed(0, 0, 0, 4, 5, 6), printed(7, 7, 7, 7, 7, 7)


@pytest.fixture
def bank():
    """Three mistakes; of the first and the third it is known what they give together."""
    statuses = ("raised", "right", "values")
    pairs = Pairs(
        np.array([[0, 2]], dtype=np.int16),
        Rows(np.full((1, 6), 2, dtype=np.int16), np.array([[[8], [9], [10], [7], [7], [7]]], dtype=np.float32)),
    )
    return Bank(
        EVERYTHING, PLACES, statuses, Rows.of((ONE, TWO, THREE), statuses), ZEROS, MappingProxyType({"conv": pairs})
    )


def together(bank, seen, possible=EVERYTHING):
    return bank.beside(seen).together("conv", ("out",), possible)


def test_two_that_act_in_different_cases_are_both_named(bank):
    assert together(bank, printed(1, 2, 3, 4, 5, 6)) == ("one", "two")


def test_one_case_that_speaks_against_a_pair_is_enough(bank):
    assert together(bank, printed(1, 2, 3, 4, 5, 6.1)) == ()
    assert together(bank, printed(1, 2, 3, 4, 5, 0)) == ()
    assert together(bank, printed(1, 2, 3, 4, 5, None)) == ()


def test_two_that_meet_in_one_number_are_named_when_they_were_asked_together(bank):
    assert together(bank, printed(8, 9, 10, 7, 7, 7)) == ("one", "three")
    assert together(bank, printed(8, 9, 10, 7, 7, 7.1)) == ()


def test_a_pair_with_a_mistake_that_is_not_possible_is_not_named(bank):
    assert together(bank, printed(8, 9, 10, 7, 7, 7), possible=("one", "two")) == ()


def test_an_item_that_is_right_in_a_case_of_one_of_them_is_no_pair(bank):
    assert together(bank, printed(1, 2, 0, 4, 5, 6)) == ()


def test_a_single_mistake_is_found_where_it_raises_in_another_style(bank):
    assert bank.beside(printed(None, 7, 7, 7, None, 7)).matching("conv", ("out",)) == ("three",)
    assert bank.beside(printed(None, 7, 7, None, None, None)).matching("conv", ("out",)) == ()
    assert bank.beside(printed(None, 7, 7, 7, 0, 7)).matching("conv", ("out",)) == ()
