"""The report of `check` and the lines of a batch."""

from dataclasses import replace
from fractions import Fraction

import pytest

from autograder.model import Cause, Problem
from autograder.report.disclose import disclose
from autograder.report.page import student_page
from autograder.report.terminal import render_check, render_grade_line


@pytest.mark.parametrize("story", ["border", "all_right", "template", "crash", "noted", "hostile"])
def test_the_terminal_reads_as_it_did(sample, same_as_gold, story):
    same_as_gold(f"check-{story}.txt", render_check(disclose(getattr(sample, story)(), "student")) + "\n")


def test_the_terminal_without_utf8_reads_as_it_did(sample, same_as_gold):
    same_as_gold("check-border-ascii.txt", render_check(disclose(sample.border(), "student"), unicode=False) + "\n")


def test_a_graded_report_counts_what_is_open(sample, same_as_gold):
    same_as_gold("check-graded.txt", render_check(disclose(sample.border(whole=True), "student")) + "\n")


def test_all_right_is_one_sentence(sample):
    text = render_check(sample.all_right(), width=120)
    assert text == "All 25 points that can be checked here. Still to do: training, problem_2_solution.pdf."


def test_our_own_failure_is_not_hidden_behind_all_right(sample):
    grade = sample.all_right()
    ours = replace(grade.items[5], state="open", cause=Cause.OURS, earned=Fraction(0), open=Fraction(3))
    text = render_check(sample.grade((*grade.items[:5], ours, *grade.items[6:])))
    assert "All 22 points" in text
    assert "Our failure, not yours: test-cnn" in text


def test_a_case_too_large_to_be_written_down_is_not_offered(sample):
    grade = sample.border()
    assert "autograder try" in render_check(grade)
    (cause,) = grade.findings
    large = replace(cause, picture=replace(cause.picture, inputs={**cause.picture.inputs, "x": None}))
    text = render_check(replace(grade, findings=(large,)))
    assert "autograder hint" in text
    assert "autograder try" not in text


def test_what_is_not_begun_carries_no_minus_sign(sample):
    text = render_check(sample.template())
    assert "not begun (raises NotImplementedError)" in text
    assert "−" not in text
    assert "Begin with output-size" in text


def test_quiet_is_one_line_for_each_item_that_lost_points(sample):
    assert render_check(sample.border(), quiet=True).splitlines() == [
        "conv-backward  4/5  dx comes back empty when padding is 0"
    ]
    assert render_check(sample.all_right(), quiet=True) == ""


def test_points_that_wait_for_another_item_say_so_in_the_table(sample):
    """A part of the item is right, so it is no longer `blocked`, and no cause tells of it."""
    grade = sample.crash()
    part = replace(grade.items[2], state="part", earned=Fraction(1), clause="waits for conv-forward", cause=None)
    grade = sample.grade((*grade.items[:2], part, *grade.items[3:]), grade.findings)
    assert "Convolution, backward: waits for conv-forward" in render_check(grade)
    assert "conv-backward  1/5  waits for conv-forward" in render_check(grade, quiet=True)


def test_the_fourth_cause_is_told_in_one_line(sample):
    lines = render_check(sample.hostile()).splitlines()
    assert sum("Smallest case" in line for line in lines) == 3


def test_the_dearest_cause_comes_first_and_then_the_rubrics_order(sample):
    text = render_check(sample.crash())
    assert text.index("pool-backward: dx") < text.index("conv-forward: ConvLayer2D")


def test_commands_are_offered_in_a_self_check_only(sample):
    assert "autograder try" in render_check(sample.border())
    assert "autograder try" not in render_check(sample.border(whole=True))


def test_a_batch_line_names_who_how_much_and_why(sample):
    line = render_grade_line(sample.border(whole=True), width=120)
    assert line == "Participant 90311  24/25  35 open  conv-backward: dx comes back empty when padding is 0"
    assert "not begun: output-size" in render_grade_line(sample.template())
    assert render_grade_line(sample.template(), name="group b/ada.zip").startswith("group b/ada.zip  0/")


def test_where_the_code_was_not_reached_no_case_is_drawn(sample):
    grade = sample.border()
    missing = Problem(kind="missing", got="ConvLayer2d")
    hint = "The nearest name there is ConvLayer2d."
    finding = replace(grade.findings[0], headline="ConvLayer2D is missing", problem=missing, hint=hint)
    text = render_check(replace(grade, findings=(finding,)))
    assert "Smallest case" not in text
    assert "autograder try" not in text
    assert text.count("ConvLayer2d") == 1


def small_difference(sample, columns):
    grade = sample.border()
    expected, got = [[float(n) for n in range(columns)]] * 2, [[n + 0.5 for n in range(columns)]] * 2
    picture = replace(grade.findings[0].picture, expected=expected, got=got, expected_shape=None, got_shape=None)
    problem = Problem(kind="values", wrong=2, of=2)
    return replace(grade, findings=(replace(grade.findings[0], picture=picture, problem=problem),))


def test_the_difference_stands_beside_what_was_expected_and_what_came(sample):
    lines = render_check(small_difference(sample, 2)).splitlines()
    (line,) = (line for line in lines if "difference" in line)
    assert "expected dx [[0 1]" in line
    assert "your dx [[0.5 1.5]" in line
    assert line.endswith("difference [[0.5 0.5]")


def test_where_it_would_need_a_row_of_its_own_the_difference_is_left_out(sample):
    text = render_check(small_difference(sample, 8))
    assert "difference" not in text
    assert "difference" in student_page(small_difference(sample, 8))
    assert "your dx" in text


def test_what_was_called_although_it_is_forbidden_is_told_where_it_costs_nothing_by_itself(sample):
    grade = sample.border()
    clause = "layer.py:9 calls PyTorch's own convolution (conv2d)"
    flag = replace(
        grade.items[0], id="own", title="Your own", check="forbidden", points=Fraction(0), earned=Fraction(0),
        state="wrong", clause=clause, shares=(), cases=(),
    )  # fmt: skip
    assert f"Your own: {clause}" in render_check(sample.grade((*grade.items, flag)), width=120)
    assert clause not in render_check(sample.grade((*grade.items, replace(flag, check="values"))), width=120)
