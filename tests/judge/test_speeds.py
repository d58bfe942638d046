"""How long code takes beside the usual ways: what is read of an answer, and what is told of it as a grade."""

from dataclasses import replace

import pytest

from autograder.grade import grade
from autograder.judge.speeds import speed_grade, times_of
from autograder.model import Answer, Outcome, Ruling, Speed, Use
from autograder.records import to_json

SPEED = Speed(
    probe="conv_speed",
    unit="one product",
    beside={"a view": 5.0, "kernel loops": 50.0, "pixel loops": 5000.0},
    faster={"kernel loops": "a view of all windows", "pixel loops": "a loop over the kernel"},
)


def timed(seconds, unit=1e-4):
    return Answer(outcome=Outcome.ANSWERED, facts={"seconds": seconds, "unit": unit})


@pytest.mark.parametrize(
    ("units", "idea"),
    [
        (1, ""),
        (15, ""),
        (16, "a view of all windows"),
        (490, "a view of all windows"),
        (510, "a loop over the kernel"),
        (10**6, "a loop over the kernel"),
    ],
)
def test_what_would_be_faster_is_told_by_the_nearest_of_the_usual_ways(units, idea):
    told = speed_grade(SPEED, timed(units * 1e-4))
    assert told.idea == idea
    assert (told.beside, told.unit, told.stopped) == (SPEED.beside, "one product", "")


def test_seconds_have_two_digits():
    told = speed_grade(SPEED, timed(0.0123456, 0.000987654))
    assert (told.seconds, told.unit_seconds) == (0.012, 0.00099)


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"seconds": 0.1},
        {"seconds": "0.1", "unit": 0.1},
        {"seconds": 0.1, "unit": 0},
        {"seconds": -1, "unit": 0.1},
        {"seconds": 1e300, "unit": 0.1},
        {"seconds": 10**400, "unit": 0.1},
        {"seconds": None, "unit": float("nan")},
        {"seconds": [0.1], "unit": {"x": 1}},
        {"seconds": 0.1, "unit": 1e-8 / 6},
        {"seconds": 1e-8, "unit": 0.1},
    ],
)
def test_a_claim_that_is_no_time_is_not_told(facts):
    assert speed_grade(SPEED, Answer(outcome=Outcome.ANSWERED, facts=facts)) is None


def test_a_time_counts_only_where_the_question_came_to_its_end():
    assert times_of(timed(0.1)) is not None
    assert times_of(replace(timed(0.1), outcome=Outcome.RAISED)) is None


@pytest.mark.parametrize("outcome", [Outcome.CPU_LIMIT, Outcome.WALL_LIMIT])
def test_what_was_stopped_has_no_seconds_and_the_idea_for_the_slowest(outcome):
    told = speed_grade(SPEED, Answer(outcome=outcome, detail="after 20 s of computing"))
    assert (told.seconds, told.unit_seconds, told.stopped) == (0, 0, "after 20 s of computing")
    assert told.idea == "a loop over the kernel"


@pytest.fixture
def graded(by_hand):
    """An item of 4 points that tells its speed: right or wrong by its one case, and timed or not."""

    def run(timing, *, right=True, ended=None, uses=()):
        item = by_hand.item("conv", 4, speed=SPEED)
        flag = by_hand.item("own", 0, check="forbidden", probe="", operations=("convolution",), voids=("conv",))
        earning = by_hand.case("conv/general-1")
        case = replace(by_hand.case("conv/speed", "", outputs=(), probe="conv_speed"), timed=True)
        key = by_hand.key([item, flag], [earning, case])
        reply = ended or {"out": [1.0 if right else 2.0]}
        gathered = by_hand.gathered(key, {earning.id: reply, case.id: replace(timing, uses=uses)})
        return grade(key, by_hand.expected({earning.id: {"out": [1.0]}}), gathered)

    return run


def test_a_right_item_tells_its_speed_and_keeps_its_points(graded):
    item = graded(timed(0.4)).items[0]
    assert (item.earned, item.state, item.clause) == (4, "right", "")
    assert item.speed == speed_grade(SPEED, timed(0.4))


@pytest.mark.parametrize(
    "timing",
    [
        timed(1e4),
        Answer(outcome=Outcome.CPU_LIMIT, detail="after 20 s of computing"),
        Answer(outcome=Outcome.RAISED),
        Answer(outcome=Outcome.MEMORY_LIMIT),
        Answer(outcome=Outcome.NOT_REACHED),
        Answer(outcome=Outcome.OUR_FAILURE),
        Answer(outcome=Outcome.ANSWERED, facts={"seconds": "fast"}),
    ],
    ids=lambda timing: timing.outcome.value,
)
def test_whatever_becomes_of_timing_it_costs_nothing_and_is_no_case(graded, timing):
    grade = graded(timing)
    item = grade.items[0]
    assert (item.earned, item.lost, item.open, item.state) == (4, 0, 0, "right")
    assert ([case.case for case in item.cases], grade.findings) == (["conv/general-1"], ())


def test_of_what_is_wrong_no_speed_is_told(graded):
    item = graded(timed(1e-5), right=False).items[0]
    assert (item.state, item.speed) == ("wrong", None)


def test_what_stands_beside_a_point_lost_is_not_about_speed(graded):
    [slow], [fast] = (graded(timed(seconds), right=False).findings for seconds in (1.0, 1e-5))
    assert slow == fast


def test_of_what_is_not_begun_no_speed_is_told(graded):
    stub = Answer(outcome=Outcome.NOT_BEGUN)
    item = graded(stub, ended=stub).items[0]
    assert (item.state, item.speed) == ("not begun", None)


def test_a_forbidden_operation_that_only_timing_calls_is_found(graded):
    """Larger inputs must not be a way round it."""
    item = graded(timed(1e-5), uses=(Use(operation="convolution", called="conv2d"),)).items[0]
    assert (item.earned, item.speed) == (0, None)


def test_the_same_evidence_gives_the_same_bytes(graded):
    assert to_json(graded(timed(0.123456))) == to_json(graded(timed(0.123456)))


def test_a_timed_case_has_no_verdicts(by_hand):
    item = by_hand.item("conv", 1, speed=SPEED)
    cases = [by_hand.case("conv/1"), replace(by_hand.case("conv/speed", "", outputs=()), timed=True)]
    key = by_hand.key([item], cases)
    judged = by_hand.judged(
        key, by_hand.expected({"conv/1": {"out": [1.0]}}), {"conv/1": {"out": [1.0]}, "conv/speed": timed(1.0)}
    )
    assert {case: [v.ruling for v in verdicts] for case, verdicts in judged.verdicts.items()} == {
        "conv/1": [Ruling.PASSED]
    }
