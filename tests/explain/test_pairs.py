"""Two mistakes at a time: told apart by different cases, or recognised together when a key knows the pair."""

import dataclasses
from types import MappingProxyType

import numpy as np
import pytest

from autograder.explain.fingerprint import MARKS, Fingerprint, Rows, project
from autograder.explain.recognise import Bank, Pairs
from autograder.judge.values import scale_of

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


def together(bank, seen):
    return bank.beside(seen).together("conv", ("out",))


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
    """The last case is another item's now: all right there, where the third mistake is wrong."""
    places = (*PLACES[:5], ("pool", "out"))
    known = bank.pairs["conv"]
    pairs = {"conv": Pairs(known.members, Rows(known.rows.status[:, :5], known.rows.marks[:, :5]))}
    other = dataclasses.replace(bank, places=places, pairs=pairs)
    assert together(other, printed(8, 9, 10, 7, 7, 7)) == ("one", "three")
    assert together(other, printed(8, 9, 10, 7, 7, 0)) == ()


def test_an_item_that_is_right_in_a_case_of_one_of_them_is_no_pair(bank):
    assert together(bank, printed(1, 2, 0, 4, 5, 6)) == ()


def test_a_single_mistake_is_found_where_it_raises_in_another_style(bank):
    assert bank.beside(printed(None, 7, 7, 7, None, 7)).matching("conv", ("out",)) == ("three",)
    assert bank.beside(printed(None, 7, 7, None, None, None)).matching("conv", ("out",)) == ()
    assert bank.beside(printed(None, 7, 7, 7, 0, 7)).matching("conv", ("out",)) == ()


# What is expected, as its first mark, in six cases; the arrays are single numbers, whose marks are in proportion.
EXPECTED = (2.0, 3.0, 4.0, 5.0, 6.0, 7.0)


def marks_of(number, expected):
    """The marks that a wrong number gets where another is expected."""
    return project(np.array(number), scale_of(np.array(expected)))


def answered(*numbers):
    """A fingerprint of these numbers; None raises."""
    statuses = tuple(
        "raised" if n is None else "right" if n == right else "values"
        for n, right in zip(numbers, EXPECTED, strict=True)
    )
    marks = [
        np.zeros(MARKS) if n is None or n == right else marks_of(n, right)
        for n, right in zip(numbers, EXPECTED, strict=True)
    ]
    return Fingerprint(statuses, np.array(marks))


def bank_of(**known):
    statuses = ("raised", "right", "values")
    rows = Rows.of([answered(*numbers) for numbers in known.values()], statuses)
    return Bank(tuple(known), PLACES, statuses, rows, tuple(np.array(n) for n in EXPECTED))


def changed(change):
    return tuple(change(n, case) for case, n in enumerate(EXPECTED))


BIAS_TWICE = changed(lambda n, case: n + 0.5)
LAST_CASES = changed(lambda n, case: n - 0.25 * (case > 1))
DOUBLED = changed(lambda n, case: n * 2)
BY_CASE = changed(lambda n, case: n / (case + 1) + 0.1)


def test_two_whose_errors_add_up_are_both_named():
    known = bank_of(bias=BIAS_TWICE, last=LAST_CASES, doubled=DOUBLED)
    both = changed(lambda n, case: n + 0.5 - 0.25 * (case > 1))
    assert together(known, answered(*both)) == ("bias", "last")
    one_off = (*both[:-1], both[-1] + 0.01)
    assert together(known, answered(*one_off)) == ()


def test_one_that_only_multiplies_is_named_with_the_other():
    known = bank_of(by_case=BY_CASE, doubled=DOUBLED)
    both = tuple(2 * n for n in BY_CASE)
    assert together(known, answered(*both)) == ("by_case", "doubled")
    one_off = (*both[:-1], both[-1] + 0.01)
    assert together(known, answered(*one_off)) == ()


def test_where_nothing_came_one_of_the_two_has_to_be_silent():
    silent = (None, *BIAS_TWICE[1:])
    known = bank_of(bias=silent, last=LAST_CASES)
    both = (None, *(n + 0.5 - 0.25 * (case > 0) for case, n in enumerate(EXPECTED[1:])))
    assert together(known, answered(*both)) == ("bias", "last")
    loud = bank_of(bias=BIAS_TWICE, last=LAST_CASES)
    assert together(loud, answered(*both)) == ()


def test_of_several_pairs_that_fit_only_what_they_share_is_named():
    known = bank_of(bias=BIAS_TWICE, last=LAST_CASES, last_again=LAST_CASES)
    both = changed(lambda n, case: n + 0.5 - 0.25 * (case > 1))
    assert together(known, answered(*both)) == ("bias",)


def test_where_a_mistake_that_is_known_raises_nothing_was_seen_of_another():
    known = bank_of(raises=(None, None, 9.0, *EXPECTED[3:]), last=(2.0, 3.0, *LAST_CASES[2:]))
    seen = known.beside(answered(None, None, *LAST_CASES[2:]))
    assert seen.matching("conv", ("out",)) == ()
    assert seen.matching("conv", ("out",), silenced_by=("raises",)) == ("last",)
