"""How long code takes, as reports tell it: a fact with a number, in a neutral tone."""

from dataclasses import replace

import pytest

from autograder.model import SpeedGrade, Tell
from autograder.report import speeds
from autograder.report.disclose import disclose
from autograder.report.markdown import summary_markdown
from autograder.report.page import student_page
from autograder.report.terminal import render_check

BESIDE = {"a view": 6.0, "kernel loops": 48.0, "pixel loops": 6000.0}
UNIT = 1e-4


def speed(units, idea="", **more):
    times = {"seconds": units * UNIT, "unit_seconds": UNIT, **more}
    return SpeedGrade(unit="one product", beside=BESIDE, idea=idea, **times)


STOPPED = speed(0, "a loop", unit_seconds=0.0, stopped="after 20 s of computing")


def with_speed(sample, told, grade=None):
    """On the convolution's forward pass, which is right."""
    grade = grade or sample.border()
    items = [replace(item, speed=told) if item.id == "conv-forward" else item for item in grade.items]
    return replace(grade, items=tuple(items))


@pytest.mark.parametrize(
    ("units", "clause"),
    [
        (2, "faster than a view"),
        (4.1, "about as fast as a view"),
        (6, "about as fast as a view"),
        (8.9, "about as fast as a view"),
        (9.1, "about 2 times as long as a view"),
        (55, "about 9 times as long as a view"),
        (240, "about 40 times as long as a view"),
        (8000, "about 1,000 times as long as a view"),
    ],
)
def test_a_time_is_a_multiple_of_the_first_way_with_one_digit(sample, units, clause):
    item = replace(sample.border().items[1], speed=speed(units))
    assert speeds.clause(item) == clause


def test_without_a_time_there_is_no_clause(sample):
    assert speeds.clause(sample.border().items[1]) == ""


def test_code_that_was_stopped_says_when(sample):
    item = replace(sample.border().items[1], speed=STOPPED)
    assert speeds.clause(item) == "stopped after 20 s of computing when it was timed"


def rows_of(sample, told):
    [view] = speeds.speed_views(with_speed(sample, told))
    return [(row.way, row.factor, row.here, row.yours) for row in view.rows]


def test_the_table_goes_from_the_fastest_to_the_slowest_with_yours_in_its_place(sample):
    assert rows_of(sample, speed(240)) == [
        ("a view", "1", "about 0.6 ms", False),
        ("kernel loops", "8", "about 4.8 ms", False),
        ("yours", "40", "24 ms", True),
        ("pixel loops", "1,000", "about 600 ms", False),
    ]
    assert rows_of(sample, speed(3))[0][0] == "yours"
    assert rows_of(sample, speed(30_000))[-1] == ("yours", "5,000", "3 s", True)


def test_of_what_was_stopped_the_table_knows_no_time_of_this_machine(sample):
    assert rows_of(sample, STOPPED) == [
        ("a view", "1", "", False),
        ("kernel loops", "8", "", False),
        ("pixel loops", "1,000", "", False),
        ("yours", "stopped", "after 20 s of computing", True),
    ]


def test_every_report_that_has_a_table_tells_it(sample, every_report):
    for name, text in every_report(with_speed(sample, speed(240, "a <b>view</b>"))).items():
        told = "about 40 times as long as a view" in text.replace("\n", " ").replace("  ", " ")
        assert told or name in ("quiet", "line", "junit", "json", "colour"), name
        assert "<b>view</b>" not in text or name in ("terminal", "ascii", "colour", "json"), name


def test_the_terminals_table_has_one_clause_and_the_idea_stands_below(sample):
    text = render_check(with_speed(sample, speed(240, "a view of all windows")), width=200)
    assert "conv-forward   Convolution, forward: about 40 times as long as a view\n" in text
    note = "conv-forward: about 40 times as long as a view. Faster would be a view of all windows."
    assert f"Note, costs nothing: {note}" in text


def test_where_all_is_right_a_self_check_still_tells_it(sample):
    text = render_check(with_speed(sample, speed(6), sample.all_right()), width=200)
    assert "conv-forward: about as fast as a view." in text


def test_the_page_names_the_unit_and_says_that_nothing_depends_on_it(sample):
    page = student_page(with_speed(sample, speed(240, "a view of all windows")))
    assert "Measured beside one product, which took 0.1 ms here." in page
    assert "No points depend on it, and every way is allowed." in page
    assert '<a href="#speed-1">Convolution, forward</a>' in page
    assert "Faster would be a view of all windows." in page
    assert "How fast it is" not in student_page(sample.border())


def test_a_summary_has_the_clause_in_its_table(sample):
    assert "| Convolution, forward | 5 of 5 | about 40 times as long as a view |" in summary_markdown(
        with_speed(sample, speed(240))
    )


@pytest.mark.parametrize("told", [speed(1), speed(240, "a loop"), speed(10**6, "a loop"), STOPPED])
def test_no_right_solution_is_called_anything_else(sample, told):
    """The grade has nothing wrong in it, so that these words could come from its speed only."""
    grade = with_speed(sample, told, sample.all_right())
    for text in (render_check(grade), summary_markdown(grade), " ".join(speeds.told(grade))):
        assert not [word for word in ("wrong", "bad", "slow", "poor", "too long", "lost") if word in text.lower()]


@pytest.mark.parametrize("tell", list(Tell))
def test_a_student_reads_it_at_any_level_since_it_costs_nothing(sample, tell):
    grade = with_speed(sample, speed(240), sample.border(whole=True, tell=tell))
    assert "about 40 times as long as a view" in student_page(disclose(grade, "student"))
