"""Right solutions in any style earn everything; an untouched template earns nothing and is told off for nothing."""

from pathlib import Path

import pytest

from autograder.model import Cause

RIGHT = sorted((Path(__file__).parents[1] / "submissions" / "conv_layers" / "right").iterdir())
OPEN = {
    "training": (25, Cause.NOT_AVAILABLE, "not run: up to 20 min"),
    "filters": (5, Cause.TO_BE_READ, "read by a person after you hand in"),
    "question": (5, Cause.TO_BE_READ, "149 words"),
    "pdf": (0, Cause.NOT_AVAILABLE, "not checked by this version"),
}


@pytest.fixture(scope="module")
def reference(grade_of, homework):
    return grade_of(homework.reference)


def test_the_reference_earns_all_that_is_judged(reference, code_items):
    assert (reference.earned, reference.lost, reference.open, reference.total) == (25, 0, 35, 60)
    assert [item.id for item in reference.items if item.state == "right"] == [*code_items, "notebook"]
    assert reference.findings == ()


def test_what_is_not_judged_stays_open_and_says_why(reference):
    still_open = {item.id: (item.open, item.cause, item.clause) for item in reference.items if item.state == "open"}
    assert still_open == OPEN
    assert reference.provisional


def test_every_case_of_the_reference_is_right(reference):
    ruled = [ruling for item in reference.items for case in item.cases for ruling in case.verdicts.values()]
    assert set(ruled) == {"passed"}
    assert len(ruled) > 200


@pytest.mark.parametrize("folder", RIGHT, ids=[folder.name for folder in RIGHT])
def test_a_right_solution_earns_all_and_nothing_is_said_against_it(grade_of, folder, lost_in):
    grade = grade_of(folder)
    assert (grade.earned, lost_in(grade)) == (25, {})
    assert grade.findings == ()
    assert not [remark for remark in grade.remarks if "changed in place" in remark]


def test_there_are_at_least_six_styles():
    assert len(RIGHT) >= 6


def test_the_untouched_template_earns_nothing_and_is_not_begun(grade_of, template, code_items):
    grade = grade_of(template)
    assert (grade.earned, grade.lost, grade.open) == (0, 30, 30)
    assert {item.id: item.state for item in grade.items if item.id in code_items} == dict.fromkeys(
        code_items, "not begun"
    )
    assert {item.clause for item in grade.items if item.id in code_items} == {"not begun"}


def test_the_untouched_template_crashes_nowhere_and_has_no_finding(grade_of, template):
    grade = grade_of(template)
    assert grade.findings == ()
    assert {case.outcome.value for item in grade.items for case in item.cases} <= {"not begun", "raised"}
    assert {item.cause for item in grade.items if item.lost} == {None}
