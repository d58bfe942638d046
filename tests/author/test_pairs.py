"""Which known mistakes are asked together, and what is kept of it."""

import numpy as np

from autograder.author.pairs import Pair, as_arrays, pairs_of
from autograder.course.mistakes import Edit, MistakeEdit
from autograder.explain.fingerprint import MARKS, Fingerprint


def edit(name, base=""):
    made = Edit(file="layer.py", right=name, wrong="")
    return MistakeEdit(id=name, edits=(made,), body=None, base=base, hint="", name="", seen=0)


def printed(*marks):
    statuses = tuple("values" if m else "right" for m in marks)
    return Fingerprint(statuses, np.array([[float(m)] * MARKS for m in marks]))


def key_of(by_hand):
    cases = [by_hand.case(f"{item}/{n}") for item in ("conv", "net") for n in range(2)]
    return by_hand.key([by_hand.item("conv"), by_hand.item("net")], cases)


def test_two_that_are_wrong_in_the_same_output_of_the_same_item_make_a_pair(by_hand):
    edits = [edit("a"), edit("b"), edit("c"), edit("d", base="loops")]
    prints = [printed(1, 0, 0, 0), printed(0, 2, 0, 3), printed(0, 0, 4, 4), printed(5, 5, 0, 0)]
    assert list(pairs_of(edits, prints, key_of(by_hand))) == [Pair(0, 1, "conv")]


def test_a_pair_in_which_one_hides_the_other_is_kept_as_that_only(by_hand):
    prints = [printed(1, 1, 0, 0), printed(2, 0, 0, 0), printed(0, 3, 0, 0)]
    found = [
        (Pair(0, 1, "conv"), printed(1, 1)),
        (Pair(1, 2, "conv"), printed(2, 3)),
    ]
    arrays = dict(as_arrays(found, prints, key_of(by_hand), ("right", "values")))
    assert arrays["pairs/conv/members"].tolist() == [[1, 2]]
    assert arrays["pairs/conv/status"].tolist() == [[1, 1]]
    assert arrays["pairs/conv/marks"].tolist() == [[[2], [3]]]
    assert arrays["pairs/hides"].tolist() == [0]
