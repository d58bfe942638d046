"""Boxes that are lent: closed before they are replaced, given back whatever happens, stopped together."""

import pytest

from autograder.batch.workers import Workers
from tests.batch.conftest import ClassBox


def test_a_broken_box_is_closed_before_another_is_opened():
    opened = []

    def open_box():
        opened.append([box.closed for box in boxes])
        boxes.append(ClassBox())
        return boxes[-1]

    boxes = []
    workers = Workers(open_box, 1)
    with workers.lent() as box:
        box.healthy = False
    workers.close()
    assert opened == [[], [True]]
    assert [box.closed for box in boxes] == [True, True]


def test_a_box_comes_back_even_when_the_work_with_it_fails():
    workers = Workers(ClassBox, 1)
    with pytest.raises(ValueError, match="no"), workers.lent():
        raise ValueError("no")
    with workers.lent() as box:
        assert box.healthy


def test_a_box_that_is_opened_while_all_are_stopped_is_stopped_as_well():
    class Late(ClassBox):
        def __init__(self):
            super().__init__()
            workers.stop()

    workers = Workers(Late, 1)
    with workers.lent() as box:
        assert not box.healthy
