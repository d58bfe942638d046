"""What people read: no words of the machine room, nothing that a program wrote acts as markup or as a command."""

import re
from dataclasses import replace
from fractions import Fraction
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from autograder.model import Failure, Frame, ItemGrade, Problem, Row
from autograder.report import story, words
from autograder.report.disclose import disclose
from autograder.report.safe import cut, one_line, printed, width_of, wrap

INNER = re.compile(r"\b(verdicts?|findings?|evidence|box(es)?|probes?|not judged)\b", re.IGNORECASE)
STORIES = ("border", "all_right", "template", "crash", "noted", "hostile")
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


class _Shape(HTMLParser):
    """Headings in order, tables with what they are called, ids, and what scrolls by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.headings: list[int] = []
        self.ids: list[str] = []
        self.tables: list[tuple[bool, bool]] = []
        self.scrolls: list[dict[str, str | None]] = []

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.ids += [found["id"]] if "id" in found else []
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag == "table":
            self.tables.append(("aria-label" in found, False))
        if tag in ("caption", "th"):
            named, headed = self.tables[-1]
            self.tables[-1] = (named or tag == "caption", headed or tag == "th")
        if found.get("class") == "scroll":
            self.scrolls.append(found)


@pytest.fixture
def pages(told, sample):
    from autograder.report.class_page import class_page, class_row
    from autograder.report.page import student_page

    items = {item.id: item.points for item in told.items}
    whole = student_page(disclose(sample.border(whole=True), "instructor"))
    return student_page(told), whole, class_page([class_row(told)], title="a", homework="b", items=items)


def test_a_page_can_be_read_without_seeing_it(pages):
    for page in pages:
        shape = _Shape()
        shape.feed(page)
        assert shape.headings[0] == 1
        assert shape.headings.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(shape.headings))
        assert len(shape.ids) == len(set(shape.ids))
        assert all(named or headed for named, headed in shape.tables)


def test_what_scrolls_by_itself_can_be_reached_by_keyboard_and_has_a_name(pages):
    for page in pages:
        shape = _Shape()
        shape.feed(page)
        assert all(box.get("tabindex") == "0" and box.get("aria-label") for box in shape.scrolls)


def test_a_box_that_scrolls_clips_the_unseen_texts_in_it():
    """They are positioned: a box that is not lets them stretch the page to the width of its content."""
    css = (Path(words.__file__).parent / "templates" / "style.css").read_text(encoding="utf-8")
    rules = dict(re.findall(r"^(\S[^{]*?) \{([^}]*)\}", css, re.MULTILINE))
    assert "position: absolute" in rules[".unseen"]
    scrolling = {
        selector: rule for selector, rule in rules.items() if "overflow-x: auto" in rule and selector != "pre"
    }
    assert scrolling
    assert all("position: relative" in rule for rule in scrolling.values())


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_texts_stand_out_from_what_is_behind_them(scheme):
    css = (Path(words.__file__).parent / "templates" / "style.css").read_text(encoding="utf-8")
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]+);", re.findall(r":root \{[^}]*\}", css)[scheme]))
    pairs = [
        (ink, paper) for ink in ("ink", "soft", "right", "wrong", "link", "next") for paper in ("paper", "card")
    ]
    pairs += [(f"curve-{n}", "paper") for n in range(6)]
    pairs += [("right", "right-soft"), ("wrong", "wrong-soft"), ("soft", "open-soft"), ("mark-ink", "mark")]
    for ink, paper in pairs:
        dark, light = sorted((_luminance(colours[ink]), _luminance(colours[paper])))
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (ink, paper)


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
    [
        (Fraction(4), "4"),
        (Fraction(7, 2), "3.5"),
        (Fraction(1, 3), "1/3"),
        (Fraction(7, 3), "2 1/3"),
        (0, "0"),
        (Fraction(526, 45), "11.69"),
        (Fraction(1, 1000), "0.00"),
        (Fraction(5, 12), "5/12"),
    ],
)
def test_points_read_as_people_write_them(value, text):
    assert words.points(Fraction(value)) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(1, "−1 point"), (2, "−2 points"), (Fraction(1, 2), "−0.5 points"), (Fraction(1, 3), "−1/3 point")],
)
def test_a_loss_is_named_with_its_unit(value, text):
    assert words.minus(Fraction(value)) == text


@pytest.mark.parametrize(("number", "text"), [(1, "the one case"), (2, "both cases"), (9, "all 9 cases")])
def test_a_whole_number_of_cases_reads_as_people_say_it(number, text):
    assert words.every(number, "case") == text


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


def test_what_has_a_name_is_named_once_and_the_numbers_have_short_heads(sample):
    drawn = replace(sample.BORDER.picture, called="the table of blocks", settings={"N": 1, "failed": ""})
    case = story.smallest_case(drawn)
    assert case.settings == "N 1; the table of blocks"
    assert (case.expected.name, case.got.name) == ("expected", "yours")
    plain = story.smallest_case(sample.BORDER.picture)
    assert (plain.expected.name, plain.got.name) == ("expected dx", "your dx")
