"""What people read: no words of the machine room, nothing that a program wrote acts as markup or as a command."""

import re
from fractions import Fraction
from html.parser import HTMLParser

import pytest

from autograder.model import Failure, Frame, ItemGrade, Problem, Row
from autograder.report import words
from autograder.report.disclose import disclose
from autograder.report.safe import cut, one_line, printed, width_of, wrap

INNER = re.compile(r"\b(verdicts?|findings?|evidence|box(es)?|probes?|not judged)\b", re.IGNORECASE)
STORIES = ("border", "all_right", "template", "crash", "hostile")
STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
ESCAPES = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture(params=STORIES)
def told(request, sample):
    return disclose(getattr(sample, request.param)(), "student")


def test_no_word_of_the_machine_room_reaches_a_student(told, every_report):
    for name, text in every_report(told).items():
        if name != "json":
            assert not INNER.search(STYLE.sub("", text)), name


def test_every_kind_of_problem_is_told_in_words_that_a_student_knows():
    kinds = {
        "empty",
        "shape",
        "values",
        "not finite",
        "raised",
        "import failed",
        "none",
        "type",
        "dtype",
        "missing",
    }
    for kind in kinds | {"not begun", *words._ENDINGS}:
        problem = Problem(kind=kind, expected="(2, 3)", got="(3, 2)", wrong=1, of=6, worst_absolute="0.5")
        text = " ".join(words.described(problem))
        assert text, kind
        assert not INNER.search(text), kind


@pytest.mark.parametrize("width", [40, 60, 80, 100])
def test_no_line_is_wider_than_the_terminal(told, width):
    from autograder.report.terminal import render_check, render_grade_line

    for unicode in (True, False):
        for quiet in (True, False):
            text = render_check(told, width=width, unicode=unicode, quiet=quiet)
            assert all(width_of(line) <= width for line in text.splitlines())
        assert width_of(render_grade_line(told, width=width, unicode=unicode)) <= width


def test_colour_adds_nothing_but_colour(told):
    from autograder.report.terminal import render_check

    coloured = render_check(told, colour=True)
    assert ESCAPES.sub("", coloured) == render_check(told)
    assert coloured != render_check(told)


def test_without_utf8_everything_is_ascii(told):
    from autograder.report.terminal import render_check

    assert render_check(told, unicode=False).isascii()


def test_nothing_hostile_gets_through(sample, every_report):
    for reader in ("student", "instructor"):
        for name, text in every_report(disclose(sample.hostile(), reader)).items():
            shown = ESCAPES.sub("", text) if name == "colour" else text
            for bad in ("\x1b", "\x07", "\x00", "\x08", "\u202e", "\u2066", "\ufffe"):
                assert bad not in shown or name == "json", (name, repr(bad))
            if name in ("page", "junit"):
                assert "<script" not in text.lower(), name


class _Tags(HTMLParser):
    """The tags of a page and what its attributes load or run."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.risky: list[tuple[str, str | None]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.seen.add(tag)
        self.risky += [(k, v) for k, v in attrs if k.startswith("on") or k == "src"]
        self.risky += [(k, v) for k, v in attrs if k == "href" and not (v or "").startswith("#")]
        if tag not in ("meta", "br", "rect", "line"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_a_page_runs_and_loads_nothing_and_closes_what_it_opens(told):
    from autograder.report.page import student_page

    tags = _Tags()
    tags.feed(student_page(told))
    assert not tags.open
    assert not tags.risky
    assert not tags.seen & {"script", "iframe", "object", "embed", "link", "img", "form", "base"}


def test_a_page_forbids_scripts_itself(sample):
    from autograder.report.page import student_page

    page = student_page(disclose(sample.border(), "student"))
    assert 'Content-Security-Policy" content="default-src &#39;none&#39;' in page
    assert "url(" not in page
    assert "@import" not in page


def test_what_a_program_prints_is_bounded(sample):
    from autograder.report.page import student_page

    assert len(student_page(disclose(sample.hostile(), "student"))) < 400_000


@pytest.mark.parametrize(
    ("value", "text"),
    [(Fraction(4), "4"), (Fraction(7, 2), "3.5"), (Fraction(1, 3), "1/3"), (Fraction(7, 3), "2 1/3"), (0, "0")],
)
def test_points_read_as_people_write_them(value, text):
    assert words.points(Fraction(value)) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(1, "−1 point"), (2, "−2 points"), (Fraction(1, 2), "−0.5 points"), (Fraction(1, 3), "−1/3 point")],
)
def test_a_loss_is_named_with_its_unit(value, text):
    assert words.minus(Fraction(value)) == text


def test_fractions_of_points_are_not_taken_for_divisions():
    assert words.out_of(Fraction(4), Fraction(5)) == "4/5"
    assert words.out_of(Fraction(5, 3), Fraction(5)) == "1 2/3 of 5"


def test_wrong_numbers_come_with_count_size_and_place():
    rows = (Row(index=(0, 1), expected="3", got="4"),)
    problem = Problem(kind="values", wrong=3, of=16, worst_absolute="0.5", worst_relative="0.125", rows=rows)
    assert words.described(problem) == (
        "3 of 16 numbers are wrong; the largest error is 0.5, 12.5 % of the largest expected number.",
        "At [0, 1]: expected 3, got 4.",
    )


def test_an_exception_is_told_by_the_students_own_last_line():
    frames = (
        Frame(file="a.py", line=3, function="f", text="g()"),
        Frame(file="b/a.py", line=9, function="g", text="1/0"),
    )
    failure = Failure(type="ZeroDivisionError", message="division by zero", frames=frames)
    assert words.raised_lines(failure) == ("a.py:9  1/0", "ZeroDivisionError: division by zero")


def test_open_points_say_whose_turn_it_is(sample):
    training, filters, _ = sample.OPEN
    assert words.turn(filters, graded=True) == "a person reads this; nothing for you to do"
    assert words.turn(training, graded=False).startswith("not run")
    assert "ours" not in words.turn(filters, graded=False)
    ours: ItemGrade = sample.open_item("x", "X", 1, words.Cause.OURS, "")
    assert "not yours" in words.turn(ours, graded=True)


def test_control_characters_become_visible_and_blanks_stay():
    assert one_line("a\x1b[31m\u202eb\nc") == r"a\x1b[31m\u202eb c"
    assert printed("a\n\tb\x00\r\n") == "a\n    b\\x00\n"


def test_a_long_text_keeps_both_ends():
    text = printed("first" + "x" * 10_000 + "last")
    assert text.startswith("first")
    assert text.endswith("last")
    assert "6009 characters left out" in text


def test_wrapping_counts_columns_and_cuts_what_has_no_blank():
    assert wrap("漢字漢字漢字 ab", 8) == ["漢字漢字", "漢字 ab"]
    assert wrap("", 10) == []
    assert cut("漢字漢字", 5) == "漢字…"


def test_a_wrong_shape_is_named_even_beside_its_drawing():
    problem = Problem(kind="shape", expected="(1, 3, 3, 1)", got="(1, 4, 4, 1)")
    assert words.described(problem, drawn=True) == ("Expected shape (1, 3, 3, 1), got (1, 4, 4, 1).",)
    assert words.described(Problem(kind="values", wrong=1, of=2), drawn=True) == ()
