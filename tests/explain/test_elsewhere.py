"""What other items say about one whose own numbers say nothing."""

from dataclasses import replace

import pytest

from autograder.explain.elsewhere import elsewhere
from autograder.model import Mistake

ALL = (1, 2, 3, 4)


@pytest.fixture
def graded(homework_of, answers, by_hand, right):
    """Two items that three known mistakes break together, and the grade of some answers."""

    def made(mistakes=3, **wrong):
        key, expected = homework_of(conv=(2, ("out",)), network=(3, ("out",)))
        known = tuple(Mistake(id=str(n), items=("conv", "network")) for n in range(mistakes))
        grade = by_hand.graded(key, expected, answers(key, **wrong))
        return elsewhere(grade.items[1], grade.items, replace(key, mistakes=known))

    return made


def test_what_is_wrong_further_up_comes_first(graded, right):
    text = graded(conv={"out": (ALL, -right)}, network={"out": (ALL, -right)})
    assert text == "conv is wrong as well, and a mistake there can show here."


def test_what_is_right_further_up_is_not_it(graded, right):
    assert graded(network={"out": (ALL, -right)}) == "conv is right, so look at what comes on top of that."


def test_two_mistakes_do_not_bind_items_together(graded, right):
    assert graded(2, network={"out": (ALL, -right)}) == ""
