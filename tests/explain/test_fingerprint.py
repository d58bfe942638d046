"""What an answer looks like in a few numbers: the same numbers everywhere, and no way back to a solution."""

import numpy as np
import pytest

from autograder.explain.fingerprint import MARKS, fingerprint, project, slots
from autograder.model import Outcome

RIGHT = np.array([[1.0, -2.0, 0.5], [3.0, 0.25, -4.0]])


@pytest.fixture
def seen(by_hand):
    """The status and marks of one answer to one case where RIGHT is expected."""
    case = by_hand.case("conv/general-1")
    key, expected = by_hand.key([by_hand.item()], [case]), by_hand.expected({case.id: {"out": RIGHT}})

    def look(reply):
        gathered = by_hand.gathered(key, {case.id: reply})
        verdicts = by_hand.judged(key, expected, {case.id: reply}).verdicts
        found = fingerprint(slots(key), gathered.evidence.answers, verdicts, expected, gathered.arrays)
        assert len(found.statuses) == len(found.marks) == 1
        return found.statuses[0], found.marks[0]

    return look


def test_the_projection_is_the_same_on_every_machine():
    assert project(RIGHT, 4.0).tolist() == pytest.approx(
        [0.4671179491842988, -0.14499129724383683, -0.2019018129673019], abs=1e-12
    )


def test_the_projection_does_not_depend_on_how_numbers_lie_in_memory():
    assert np.array_equal(project(RIGHT, 4.0), project(np.asfortranarray(RIGHT), 4.0))
    assert np.array_equal(project(RIGHT, 4.0), project(RIGHT.ravel(), 4.0))


def test_the_projection_is_linear_and_measured_against_the_scale():
    assert project(3 * RIGHT, 4.0) == pytest.approx(3 * project(RIGHT, 4.0))
    assert project(RIGHT, 8.0) == pytest.approx(project(RIGHT, 4.0) / 2)


def test_another_order_of_the_same_numbers_looks_different():
    assert np.abs(project(RIGHT, 4.0) - project(RIGHT[::-1], 4.0)).max() > 0.01


def test_single_precision_looks_the_same_within_a_millionth():
    many = np.random.default_rng(0).standard_normal((20, 30))
    assert project(many.astype(np.float32), 3.0) == pytest.approx(project(many, 3.0), abs=1e-6)


def test_nothing_projects_to_zeros():
    assert project(np.zeros((0, 3)), 1.0).tolist() == [0.0] * MARKS


def test_what_is_not_finite_is_marked_by_its_place():
    one, other = RIGHT.copy(), RIGHT.copy()
    one[0, 0], other[1, 1] = np.nan, np.nan
    assert np.isfinite(project(one, 4.0)).all()
    assert not np.allclose(project(one, 4.0), project(other, 4.0))
    one[0, 0] = np.inf
    assert not np.allclose(project(one, 4.0), project(np.where(np.isinf(one), -one, one), 4.0))


def test_few_numbers_give_no_array_away():
    """Three marks of an array of six numbers: many arrays have them."""
    assert RIGHT.size > MARKS


def test_a_right_answer_is_right_and_leaves_no_marks(seen):
    status, marks = seen({"out": RIGHT})
    assert status == "right"
    assert marks.tolist() == [0.0, 0.0, 0.0]


def test_wrong_numbers_leave_marks_of_what_came(seen):
    status, marks = seen({"out": RIGHT + 1})
    assert status == "values"
    assert marks == pytest.approx(project(RIGHT + 1, 4.0))


def test_numbers_that_are_not_finite_have_a_status_of_their_own(seen):
    assert seen({"out": RIGHT * np.nan})[0] == "not finite"


@pytest.mark.parametrize(
    ("reply", "status"),
    [
        ({"out": RIGHT.T}, "shape (3, 2)"),
        ({"out": np.zeros((2, 0))}, "shape (2, 0)"),
        ({"out": None}, "none"),
        ({"out": "a Tensor"}, "other"),
        ({"other": RIGHT}, "no output"),
    ],
)
def test_other_answers_have_a_status_and_no_marks(seen, reply, status):
    found, marks = seen(reply)
    assert found == status
    assert not marks.any()


@pytest.mark.parametrize(
    ("outcome", "status"),
    [
        (Outcome.NOT_BEGUN, "not begun"),
        (Outcome.RAISED, "raised"),
        (Outcome.EXITED, "raised"),
        (Outcome.CRASHED, "raised"),
        (Outcome.CPU_LIMIT, "timeout"),
        (Outcome.WALL_LIMIT, "timeout"),
        (Outcome.NOT_REACHED, "timeout"),
    ],
)
def test_silence_has_three_kinds(seen, by_hand, outcome, status):
    assert seen(by_hand.ended(outcome))[0] == status


def test_whole_numbers_leave_marks_as_well(seen):
    status, marks = seen({"out": np.ones((2, 3), dtype=int)})
    assert status == "values"
    assert marks.any()


def test_there_is_a_slot_for_every_output_of_every_public_case(by_hand):
    cases = [
        by_hand.case("conv/rung-1", "", outputs=("dx", "dw")),
        by_hand.case("conv/general-1"),
        by_hand.case("conv/general-1-twin", hidden=True),
        by_hand.case("conv/general-1/sweep-x", "", sweeps="x", about="conv/general-1"),
    ]
    found = slots(by_hand.key([by_hand.item()], cases))
    assert [(case.id, output) for case, output in found] == [
        ("conv/rung-1", "dx"), ("conv/rung-1", "dw"), ("conv/general-1", "out"),
    ]  # fmt: skip


def test_an_answer_that_diverges_is_projected_without_a_word():
    """Warnings are errors here; an instructor would read one for each case of such a program."""
    assert project(np.full(6, 1.7e308), 4.0).shape == (MARKS,)
