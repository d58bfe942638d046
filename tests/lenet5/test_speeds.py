"""Convolutions in a real box, timed beside a yardstick: by an order of magnitude apart, and never a point."""

from dataclasses import replace

import pytest

from autograder.box.questions import batch_of
from autograder.grade import gather, grade
from autograder.model import Outcome
from tests.lenet5.conftest import CORPUS, NOTEBOOK

CONV, POOL = "conv-forward", "pool-forward"
CASES = ("conv-forward/speed", "pool-forward/speed")
HEAD = r"""    "        \"\"\"Takes [N, C, H, W] and gives [N, F, H', W']. Leaves x as it is.\"\"\"\n",
"""


def units(grade, item):
    told = next(one for one in grade.items if one.id == item).speed
    return told.seconds / told.unit_seconds


@pytest.mark.parametrize("item", [CONV, POOL])
def test_loops_over_all_pixels_take_ten_times_as_long_as_a_strided_view_and_more(grade_of, item):
    loops, strided = (grade_of(CORPUS / "right" / style) for style in ("loops", "strided"))
    assert units(loops, item) > 10 * units(strided, item)
    ideas = [next(one for one in grade.items if one.id == item).speed.idea for grade in (loops, strided)]
    assert "shifted image" in ideas[0]
    assert ideas[1] == ""


@pytest.fixture
def asked(whole_key, box, notebooks, tmp_path):
    """The grade and answers of the reference with this line at the head of Conv2d.forward, under a short limit."""

    def run(line):
        text = notebooks.REFERENCE.read_text(encoding="utf-8")
        assert text.count(HEAD) == 1
        (tmp_path / NOTEBOOK).write_text(text.replace(HEAD, f'{HEAD}    "        {line}\\n",\n'), encoding="utf-8")
        key, arrays = whole_key
        limits = replace(key.rubric.limits, case_seconds=1.0)
        gathered = gather(tmp_path, key, arrays, batch_of(key, arrays, limits=limits), box)
        return grade(key, arrays, gathered), gathered.evidence.answers

    return run


IS_TIMED = "x.shape == (4, 6, 14, 14) and x.dtype == torch.float32"


def test_a_convolution_that_runs_into_the_limit_when_it_is_timed_is_told_so_and_loses_nothing(asked):
    grade, answers = asked(f"while {IS_TIMED}: pass")
    assert answers[CASES[0]].outcome is Outcome.CPU_LIMIT
    item = next(one for one in grade.items if one.id == CONV)
    assert (item.speed.stopped, item.speed.seconds) == ("after 1 s of computing", 0)
    assert {one.id: one.lost for one in grade.items if one.lost} == {}
    assert {name for name, answer in answers.items() if answer.outcome is not Outcome.ANSWERED} == {CASES[0]}


def test_a_convolution_that_cannot_be_called_when_it_is_timed_loses_nothing(asked):
    grade, answers = asked(f"if {IS_TIMED}: raise ValueError('too large')")
    assert answers[CASES[0]].outcome is Outcome.RAISED
    item = next(one for one in grade.items if one.id == CONV)
    assert (item.state, item.speed) == ("right", None)
    assert {one.id: one.lost for one in grade.items if one.lost} == {}


def test_a_convolution_that_cannot_be_called_at_all_loses_its_points_once_and_tells_no_speed(asked):
    grade, _ = asked("raise ValueError('never')")
    items = {one.id: one for one in grade.items}
    assert items[CONV].lost == items[CONV].points == 18
    assert items[CONV].speed is None
    assert items[POOL].speed is not None


def test_timing_is_asked_of_the_public_part_alone(whole_key):
    """So that no time can speak of hidden numbers: they come later."""
    key, arrays = whole_key
    timed = [case for case in key.cases if case.timed]
    assert [case.id for case in timed] == list(CASES)
    assert not [case for case in timed if case.hidden or case.twin or case.outputs]
    assert {question.stage for question in batch_of(key, arrays).questions if question.id in CASES} == {0}
