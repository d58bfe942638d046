"""A mistake is named only when it agrees with what was seen in every public case of the item."""

import numpy as np
import pytest

from autograder.explain.fingerprint import Fingerprint, Rows
from autograder.explain.recognise import Bank, rank
from autograder.explain.together import WITHIN
from autograder.model import Mistake

ZEROS = (np.zeros(2),) * 5
PLACES = (("conv", "dx"), ("conv", "dw"), ("conv", "dx"), ("conv", "dw"), ("pool", "dx"))


def print_of(*places):
    """A status, or a status with one number for its marks."""
    statuses = [p if isinstance(p, str) else p[0] for p in places]
    marks = [[0.0] * 3 if isinstance(p, str) else [p[1], 0.5, -p[1]] for p in places]
    return Fingerprint(tuple(statuses), np.array(marks, dtype=float))


def bank(**prints):
    made = [print_of(*places) for places in prints.values()]
    statuses = tuple(sorted({status for one in made for status in one.statuses}))
    return Bank(tuple(prints), PLACES, statuses, Rows.of(made, statuses), ZEROS)


def matching(known, seen, item, outputs):
    return known.beside(seen).matching(item, outputs)


def values(number):
    return ("values", number)


KNOWN = bank(
    dx_wrong=(values(1.0), "right", values(2.0), "right", "right"),
    both_wrong=(values(1.0), values(3.0), values(2.0), values(4.0), "right"),
    pool_wrong=("right", "right", "right", "right", values(5.0)),
)


def test_exactly_the_same_answers_are_recognised():
    seen = print_of(values(1.0), "right", values(2.0), "right", "right")
    assert matching(KNOWN, seen, "conv", ("dx", "dw")) == ("dx_wrong",)


def test_all_mistakes_that_agree_are_named():
    """dw is wrong as well, and in another way."""
    seen = print_of(values(1.0), values(7.0), values(2.0), values(8.0), "right")
    assert matching(KNOWN, seen, "conv", ("dx",)) == ("dx_wrong", "both_wrong")


def test_one_disagreement_refuses():
    for place, other in ((2, values(2.1)), (2, "right"), (2, "shape (1, 2)"), (2, "raised"), (1, values(3.0))):
        places = [values(1.0), "right", values(2.0), "right", "right"]
        places[place] = other
        assert matching(KNOWN, print_of(*places), "conv", ("dx", "dw")) == ()


def test_other_items_do_not_matter():
    seen = print_of(values(1.0), "right", values(2.0), "right", values(9.0))
    assert matching(KNOWN, seen, "conv", ("dx", "dw")) == ("dx_wrong",)
    assert matching(KNOWN, seen, "pool", ("dx",)) == ()


def test_one_wrong_answer_is_enough_where_there_is_no_more():
    seen = print_of("right", "right", "right", "right", values(5.0))
    assert matching(KNOWN, seen, "pool", ("dx",)) == ("pool_wrong",)


def test_what_is_all_right_is_no_mistake():
    seen = print_of(*["right"] * 5)
    assert matching(KNOWN, seen, "conv", ("dx", "dw")) == ()
    assert matching(KNOWN, seen, "pool", ("dx",)) == ()


def test_single_precision_is_still_recognised():
    near = 1.0 + 0.9 * WITHIN
    seen = print_of(values(near), "right", values(2.0 * near), "right", "right")
    assert matching(KNOWN, seen, "conv", ("dx", "dw")) == ("dx_wrong",)


def test_small_marks_are_compared_in_the_scale_of_what_is_expected():
    """Marks are shares of the largest expected entry: noise of a millionth of it is no difference."""
    small = bank(small=(values(1e-6), "right", values(2e-6), "right", "right"))
    assert matching(small, print_of(values(0.0), "right", values(0.0), "right", "right"), "conv", ("dx",)) == (
        "small",
    )


@pytest.mark.parametrize("silence", ["raised", "timeout", "not begun"])
def test_where_both_are_silent_nothing_is_learnt(silence):
    """Any error looks like any other: two wrong answers have to agree beside it."""
    silent = bank(m=(values(1.0), "right", "raised", "right", "right"))
    assert matching(silent, print_of(values(1.0), "right", silence, "right", "right"), "conv", ("dx", "dw")) == ()
    more = bank(m=(values(1.0), values(3.0), "raised", "right", "right"))
    assert matching(more, print_of(values(1.0), values(3.0), silence, "right", "right"), "conv", ("dx", "dw")) == (
        "m",
    )


def test_silence_alone_names_nothing():
    silent = bank(m=("raised", "raised", "raised", "raised", "right"))
    assert matching(silent, print_of(*["raised"] * 4, "right"), "conv", ("dx", "dw")) == ()


def test_silence_where_the_mistake_answers_refuses():
    assert matching(KNOWN, print_of("raised", "right", values(2.0), "right", "right"), "conv", ("dx", "dw")) == ()


@pytest.mark.parametrize("status", ["none", "shape (1, 3)", "no output"])
def test_the_same_kind_of_answer_without_numbers_agrees(status):
    known = bank(m=(status, "right", status, "right", "right"))
    assert matching(known, print_of(status, "right", status, "right", "right"), "conv", ("dx", "dw")) == ("m",)
    assert matching(known, print_of(status, "right", "shape (9, 9)", "right", "right"), "conv", ("dx", "dw")) == ()


def test_a_bank_reads_the_fingerprints_of_its_key(by_hand):
    cases = [by_hand.case("conv/general-1", outputs=("dx", "dw")), by_hand.case("pool/general-1")]
    key = by_hand.key(
        [by_hand.item("conv"), by_hand.item("pool")],
        cases,
        mistakes=(Mistake(id="one", items=("conv",)), Mistake(id="two", items=("pool",))),
        statuses=("right", "values"),
    )
    arrays = {
        "fingerprint/status": np.array([[1, 0, 0], [0, 0, 1]], dtype=np.int16),
        "fingerprint/marks": np.arange(18, dtype=np.float32).reshape(2, 3, 3),
    }
    expected = by_hand.expected({"conv/general-1": {"dx": [1], "dw": [2]}, "pool/general-1": {"out": [3]}})
    found = Bank.of(key, arrays | expected)
    assert [array.item() for array in found.expected] == [1, 2, 3]
    assert found.names == ("one", "two")
    assert found.places == (("conv", "dx"), ("conv", "dw"), ("pool", "out"))
    assert found.statuses == ("right", "values")
    assert found.rows.status[1].tolist() == [0, 0, 1]
    assert found.rows.marks[1, 2].tolist() == [15.0, 16.0, 17.0]


def test_a_key_without_mistakes_recognises_nothing(by_hand):
    found = Bank.of(by_hand.key([by_hand.item()], [by_hand.case("conv/general-1")]), {})
    assert matching(found, print_of(values(1.0)), "conv", ("out",)) == ()


def ranked(by_hand, candidates, *mistakes):
    return rank(candidates, by_hand.key([], [], mistakes=mistakes))


def test_a_mistake_that_explains_more_goes_first(by_hand):
    few, many = Mistake(id="few", items=(), seen=99), Mistake(id="many", items=())
    assert ranked(by_hand, {"1": ["few", "many"], "2": ["many"]}, few, many) == ["many", "few"]


def test_among_equals_the_one_seen_more_often_goes_first(by_hand):
    rare, common = Mistake(id="rare", items=(), seen=1), Mistake(id="common", items=(), seen=13)
    assert ranked(by_hand, {"1": ["rare", "common"]}, rare, common) == ["common", "rare"]


def test_the_authors_order_decides_at_last(by_hand):
    one, other = Mistake(id="one", items=()), Mistake(id="other", items=())
    assert ranked(by_hand, {"1": ["other", "one"]}, one, other) == ["one", "other"]
    assert ranked(by_hand, {"1": ["other", "one"]}, other, one) == ["other", "one"]


def test_a_mistake_that_breaks_what_is_right_is_not_possible():
    """both_wrong is wrong in dw, which is right here; the numbers of dx alone would fit."""
    seen = print_of(values(1.0), "right", values(2.0), "right", "right")
    assert KNOWN.beside(seen).possible == {"dx_wrong"}


def test_one_that_raises_where_numbers_are_right_is_possible_in_an_item_with_something_wrong():
    raises = bank(m=(values(1.0), "raised", "right", "right", "right"), other=(*["right"] * 4, "raised"))
    seen = print_of(values(1.0), "right", "right", "right", "right")
    assert raises.beside(seen).possible == {"m"}
