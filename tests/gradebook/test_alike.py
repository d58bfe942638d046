"""Unexplained failures are the same when the answers are equal, and when they stop with the same error."""

from dataclasses import replace

import numpy as np
import pytest

from autograder.grade import grade
from autograder.gradebook.alike import clusters, looks, unexplained
from autograder.model import Outcome

RIGHT = np.array([1.0, 2.0])


@pytest.fixture
def look_of(by_hand):
    key = by_hand.key([by_hand.item()], [by_hand.case("conv/general-1"), by_hand.case("conv/general-2")])
    expected = by_hand.expected({case.id: {"out": RIGHT} for case in key.cases})

    def look(first, second=RIGHT):
        replies = {
            case: answer if hasattr(answer, "outcome") else {"out": answer}
            for case, answer in {"conv/general-1": first, "conv/general-2": second}.items()
        }
        gathered = by_hand.gathered(key, replies)
        graded = grade(key, expected, gathered)
        found = looks(key, expected, gathered.evidence, gathered.arrays, graded)
        assert set(found) == {finding.cause for finding in unexplained(graded)}
        return next(iter(found.values()), None)

    return look


def test_equal_answers_are_alike_and_others_are_not(look_of):
    looks = [look_of(RIGHT * 3), look_of(RIGHT * 4), look_of(RIGHT * 3 + 1e-9), look_of(RIGHT, RIGHT * 3)]
    assert clusters(looks) == [[0, 2], [1], [3]]


def test_another_shape_is_another_failure(look_of):
    assert clusters([look_of(np.ones(3)), look_of(np.ones(4)), look_of(np.ones(3))]) == [[0, 2], [1]]


def test_the_same_error_is_the_same_wherever_it_stands(look_of, by_hand):
    stops = [by_hand.ended(Outcome.RAISED, error, at=("layer.py", line)) for error, line in
             [("TypeError", 3), ("TypeError", 40), ("KeyError", 3)]]  # fmt: skip
    found = [look_of(stop, stop) for stop in stops]
    assert clusters(found) == [[0, 1], [2]]
    assert all(look.silent for look in found)
    assert not look_of(stops[0], RIGHT * 3).silent


def test_a_right_program_has_nothing_to_look_at(look_of):
    assert look_of(RIGHT) is None
    assert clusters([]) == []


def test_what_no_case_asks_is_alike_when_it_reads_the_same(by_hand):
    """A training has no answers to cases, which are all equal then."""
    key = by_hand.key([by_hand.item()], [by_hand.case("conv/general-1"), by_hand.case("conv/general-2")])
    expected = by_hand.expected({case.id: {"out": RIGHT} for case in key.cases})
    gathered = by_hand.gathered(key, {case.id: {"out": RIGHT * 2} for case in key.cases})
    graded = grade(key, expected, gathered)
    found = []
    for headline in ("70 % are right", "80 % are right", "70 % are right"):
        training = replace(graded.findings[0], cause="training: net", items=("net",), headline=headline)
        told = replace(graded, findings=(training,))
        found += looks(key, expected, gathered.evidence, gathered.arrays, told).values()
    assert clusters(found) == [[0, 2], [1]]
