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


def test_one_case_of_its_own_is_enough_for_the_second_of_two():
    known = bank_of(first=cases(1, 2, 3, 4, 0, 0), second=cases(0, 0, 0, 5, 6, 0))
    assert together(known, answered(*cases(1, 2, 3, 9, 6, 0))) == ("first", "second")
    assert together(known, answered(*cases(1, 2, 3, 9, 7, 0))) == ()
    assert together(known, answered(*cases(1, 2, 3, 9, 0, 0))) == ()
    assert together(known, answered(*cases(1, 2, 3, 9, 6, 8))) == ()


def test_two_that_are_seen_alone_in_more_cases_go_before_those_with_one():
    often = {"first": cases(1, 2, 3, 4, 0, 0), "second": cases(0, 0, 0, 0, 6, 7)}
    known = bank_of(**often, third=cases(1, 2, 3, 4, 8, 0))
    assert together(known, answered(*cases(1, 2, 3, 4, 6, 7))) == ("first", "second")


def test_shapes_alone_name_no_two_mistakes():
    shapes = {"first": ("s", "s", "s", 0, 0, 0), "second": (0, 0, 0, "s", "s", "s")}
    assert together(bank_of_shapes(**shapes), printed_shapes("s", "s", "s", "s", "s", "s")) == ()
    with_numbers = {**shapes, "second": (0, 0, 0, 7, "s", "s")}
    assert together(bank_of_shapes(**with_numbers), printed_shapes("s", "s", "s", 7, "s", "s")) == (
        "first",
        "second",
    )


def test_a_mistake_that_raises_in_one_of_its_ways_may_raise_in_a_pair():
    """The second row of the second mistake is silent in the last case, where its first is right."""
    rows = [
        answered(*cases(*numbers)) for numbers in ((1, 2, 3, 4, 0, 0), (0, 0, 0, 5, 6, 0), (0, 0, 0, 5, 6, None))
    ]
    statuses = ("raised", "right", "values")
    known = Bank(
        ("first", "second", "second"), PLACES, statuses, Rows.of(rows, statuses), tuple(map(np.array, EXPECTED))
    )
    seen = answered(*cases(1, 2, 3, 9, 6, None))
    assert together(known, seen) == ("first", "second")
    only_once = dataclasses.replace(known, names=("first", "second", "third"))
    assert together(only_once, answered(*cases(1, 2, 3, 9, 6, None))) == ("first", "third")
    without = dataclasses.replace(known, names=known.names[:2], rows=Rows.of(rows[:2], statuses))
    assert together(without, seen) == ()


def test_a_pair_that_was_asked_may_raise_where_one_of_its_mistakes_does_in_another_way(bank):
    asked = bank.pairs["conv"]
    right_at_last = Rows(np.array([[2, 2, 2, 2, 2, 1]], dtype=np.int16), asked.rows.marks)
    known = dataclasses.replace(bank, pairs={"conv": Pairs(asked.members, right_at_last)})
    seen = printed(8, 9, 10, 7, 7, None)
    assert together(known, seen) == ()
    rows = Rows.of((ONE, TWO, THREE, printed(0, 0, 0, 0, 0, None)), bank.statuses)
    silent = dataclasses.replace(known, names=(*EVERYTHING, "one"), rows=rows)
    assert together(silent, seen) == ("one", "three")


def where_alone(known, seen):
    return known.beside(seen).where_alone("conv", ("out",))


def tagged(known, *holds):
    """A tag that holds in these of the six cases, beside one that holds in all and one that holds in none."""
    return dataclasses.replace(
        known, tags=tuple({"any": True, "large": n in holds, "never": False} for n in range(6))
    )


def with_something_else(numbers, *where):
    """A fingerprint that in these cases is a multiple of nothing."""
    seen = answered(*numbers)
    seen.marks[list(where)] = (3.0, -1.0, 2.0)
    return seen


ALONE = {"everywhere": (1, 2, 3, 4, 5, 6), "large": (0, 0, 0, 0, 8, 9)}


def test_one_that_explains_all_but_the_cases_of_a_tag_is_named_where_another_acts_in_those():
    known = tagged(bank_of(**{name: cases(*numbers) for name, numbers in ALONE.items()}), 4, 5)
    assert where_alone(known, with_something_else(cases(1, 2, 3, 4, 7, 11), 4, 5)) == ("everywhere",)


def test_a_multiple_of_what_a_mistake_gives_is_not_that_mistake_with_another():
    known = tagged(bank_of(**{name: cases(*numbers) for name, numbers in ALONE.items()}), 4, 5)
    assert where_alone(known, answered(*cases(1, 2, 3, 4, 7, 11))) == ()


def test_what_is_left_has_to_be_the_cases_of_a_tag_and_of_another_mistake():
    known = bank_of(**{name: cases(*numbers) for name, numbers in ALONE.items()})
    seen = with_something_else(cases(1, 2, 3, 4, 7, 11), 4, 5)
    assert where_alone(tagged(known, 3, 4, 5), seen) == ()
    assert where_alone(known, seen) == ()
    elsewhere = bank_of(everywhere=cases(*ALONE["everywhere"]), large=cases(0, 0, 0, 7, 8, 9))
    assert where_alone(tagged(elsewhere, 4, 5), seen) == ()


def test_one_that_breaks_what_is_right_or_is_seen_too_little_is_not_named_in_part():
    known = tagged(bank_of(everywhere=cases(1, 2, 3, 4, 5, 6), large=cases(0, 0, 0, 0, 8, 9)), 4, 5)
    assert where_alone(known, with_something_else(cases(1, 2, 3, 0, 7, 11), 4, 5)) == ()
    rarely = tagged(bank_of(twice=cases(1, 2, 0, 0, 5, 6), large=cases(0, 0, 0, 0, 8, 9)), 4, 5)
    assert where_alone(rarely, with_something_else(cases(1, 2, 0, 0, 7, 11), 4, 5)) == ()


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


def cases(*errors):
    """What is expected, with these errors; None raises."""
    return tuple(None if e is None else n + e / 10 for n, e in zip(EXPECTED, errors, strict=True))


def printed_shapes(*marks):
    """A fingerprint in which "s" is a wrong shape."""
    seen = printed(*(0 if m == "s" else m for m in marks))
    statuses = tuple("shape" if m == "s" else s for m, s in zip(marks, seen.statuses, strict=True))
    return Fingerprint(statuses, seen.marks)


def bank_of_shapes(**known):
    statuses = ("right", "shape", "values")
    return Bank(
        tuple(known), PLACES, statuses, Rows.of([printed_shapes(*m) for m in known.values()], statuses), ZEROS
    )


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
