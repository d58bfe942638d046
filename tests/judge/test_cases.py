"""What becomes of one case: only a right array passes, whatever else comes back; what is ours is not judged."""

from dataclasses import replace

import numpy as np
import pytest

from autograder.judge.cases import ending_problem, judge_case
from autograder.model import Answer, Cause, Found, Frame, Outcome, Ruling, Value

RIGHT = np.array([[1.0, 2.0], [3.0, 4.0]])


@pytest.fixture
def judged(by_hand):
    """The verdict on one output of one case; `sent` is what came along for it."""
    item, case = by_hand.item(), by_hand.case("conv/general-1")
    expected = by_hand.expected({case.id: {"out": RIGHT}})

    def judge(answer, sent=None, *, found=None, check="values"):
        got = {} if sent is None else {f"{case.id}/out": np.asarray(sent)}
        (verdict,) = judge_case(replace(item, check=check), case, "", answer, found, expected, got)
        return verdict

    return judge


def test_the_right_array_passes(judged, by_hand):
    verdict = judged(by_hand.answered(out=RIGHT), RIGHT)
    assert (verdict.ruling, verdict.problem, verdict.cause) == (Ruling.PASSED, None, None)


def test_a_wrong_array_fails_with_its_problem(judged, by_hand):
    verdict = judged(by_hand.answered(out=RIGHT + 1), RIGHT + 1)
    assert (verdict.ruling, verdict.problem.kind) == (Ruling.FAILED, "values")


@pytest.mark.parametrize("outcome", [o for o in Outcome if o not in (Outcome.ANSWERED, Outcome.OUR_FAILURE)])
def test_no_other_ending_passes_even_if_the_right_array_lies_there(judged, by_hand, outcome):
    verdict = judged(replace(by_hand.answered(out=RIGHT), outcome=outcome, detail="how"), RIGHT)
    assert (verdict.ruling, verdict.cause) == (Ruling.FAILED, None)
    assert verdict.problem.kind == outcome.value


def test_our_failure_is_not_judged_and_nothing_is_said_against_the_student(judged, by_hand):
    verdict = judged(replace(by_hand.answered(out=RIGHT + 1), outcome=Outcome.OUR_FAILURE), RIGHT + 1)
    assert (verdict.ruling, verdict.cause, verdict.problem) == (Ruling.NOT_JUDGED, Cause.OURS, None)


def test_an_output_that_is_not_returned_fails(judged, by_hand):
    assert judged(by_hand.answered(other=RIGHT), None).problem.kind == "no output"
    assert judged(Answer(outcome=Outcome.ANSWERED), RIGHT).problem.kind == "no output"


def test_none_fails_and_says_which_shape_was_expected(judged, by_hand):
    problem = judged(by_hand.answered(out=None)).problem
    assert (problem.kind, problem.expected) == ("none", "(2, 2)")


def test_another_type_fails_and_is_named(judged, by_hand):
    problem = judged(by_hand.answered(out="Tensor of object")).problem
    assert (problem.kind, problem.expected, problem.got) == ("type", "an array of numbers", "Tensor of object")


@pytest.mark.parametrize("described", [None, "a Tensor"])
def test_a_value_that_is_no_array_fails_even_if_the_right_array_was_sent_along(judged, by_hand, described):
    assert judged(by_hand.answered(out=described), RIGHT).ruling is Ruling.FAILED


def test_an_array_that_was_too_large_to_keep_fails_by_its_shape(judged):
    big = Value(kind="array", dtype="float64", shape=(9000, 9000), kept=False)
    problem = judged(Answer(outcome=Outcome.ANSWERED, values={"out": big})).problem
    assert (problem.kind, problem.expected, problem.got) == ("shape", "(2, 2)", "(9000, 9000)")


def test_an_array_that_did_not_arrive_fails_although_its_description_is_right(judged, by_hand):
    assert judged(by_hand.answered(out=RIGHT), None).ruling is Ruling.FAILED


def test_what_arrived_counts_and_not_what_was_said_of_it(judged, by_hand):
    assert judged(by_hand.answered(out=RIGHT), RIGHT[:1]).problem.kind == "shape"


@pytest.mark.parametrize("check", ["size", "parameters"])
def test_whole_numbers_are_asked_for_where_things_are_counted(judged, by_hand, check):
    counted = RIGHT.astype(int)
    assert judged(by_hand.answered(out=counted), counted, check=check).ruling is Ruling.PASSED
    assert judged(by_hand.answered(out=RIGHT), RIGHT, check=check).problem.kind == "dtype"
    assert judged(by_hand.answered(out=counted + 1), counted + 1, check=check).problem.kind == "values"


def test_an_items_own_tolerance_counts(by_hand):
    case, off = by_hand.case("conv/general-1"), RIGHT * 1.02
    expected, got = by_hand.expected({case.id: {"out": RIGHT}}), {f"{case.id}/out": off}
    for within, ruling in ((0.05, Ruling.PASSED), (0.01, Ruling.FAILED)):
        item = by_hand.item(within=within)
        (verdict,) = judge_case(item, case, "", by_hand.answered(out=off), None, expected, got)
        assert verdict.ruling is ruling


def test_each_output_gets_a_verdict_of_its_own(by_hand):
    case = by_hand.case("conv/general-1", outputs=("dx", "dw"))
    expected = by_hand.expected({case.id: {"dx": RIGHT, "dw": RIGHT}})
    answer, got = by_hand.answered(dx=RIGHT, dw=None), {f"{case.id}/dx": RIGHT}
    verdicts = judge_case(by_hand.item(), case, "", answer, None, expected, got)
    assert [(v.output, v.ruling) for v in verdicts] == [("dx", Ruling.PASSED), ("dw", Ruling.FAILED)]


def test_what_was_not_asked_for_is_not_looked_at(judged, by_hand):
    answer = by_hand.answered(out=RIGHT, extra="a Tensor")
    assert judged(answer, RIGHT).ruling is Ruling.PASSED


def test_a_missing_name_is_told_with_the_nearest_one(by_hand):
    found = Found(exists=False, missing="ConvLayer2D", nearest="ConvLayer2d")
    problem = ending_problem(by_hand.ended(Outcome.MISSING), found)
    assert (problem.kind, problem.expected, problem.got) == ("missing", "ConvLayer2D", "ConvLayer2d")


def test_an_error_that_a_missing_name_led_to_is_told_as_the_missing_name(by_hand):
    """The probe itself raised: no line of the student's stands in the traceback."""
    found = Found(exists=False, missing="Layer.grads")
    assert ending_problem(by_hand.ended(Outcome.RAISED, "AttributeError"), found).kind == "missing"


def test_an_error_in_the_students_own_lines_is_told_as_it_is(by_hand):
    found = Found(exists=False, missing="Layer.grads")
    problem = ending_problem(by_hand.ended(Outcome.RAISED, "ValueError", at=("layer.py", 7)), found)
    assert (problem.kind, problem.failure.type) == ("raised", "ValueError")
    assert problem.failure.frames == (Frame(file="layer.py", line=7, function="forward"),)


def test_a_name_missing_at_run_time_is_told_even_if_the_source_was_not_read(by_hand):
    assert ending_problem(by_hand.ended(Outcome.MISSING), None).kind == "missing"
