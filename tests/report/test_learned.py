"""How a training went, drawn and told: what a line may show, how a gap is told, what no student is shown."""

import re
import struct
import zlib
from base64 import b64decode, b64encode
from dataclasses import replace
from fractions import Fraction
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.model import Count, Counts, Curve, Failure, Filters, Frame, Learned, Tell, TrainingGrade
from autograder.report.curves import LABEL, SIDE, apart, plot, scale_of
from autograder.report.disclose import disclose
from autograder.report.learned import sentence
from autograder.report.markdown import summary_markdown
from autograder.report.page import student_page
from autograder.report.png import png
from autograder.report.terminal import render_check

NUMBERS = st.floats(-1e308, 1e308) | st.none()
COORDINATES = re.compile(r"[ML]([-\d.e+]+) ([-\d.e+]+)")


def curve(*means, name="losses", **more):
    """As short as it is drawn, so that every number is a step."""
    finite = [value for value in means if value is not None]
    lowest = min(finite, default=None)
    fields = {
        "steps": len(means), "first": means[0], "lowest": lowest, "last": means[-1],
        "lowest_at": means.index(lowest) + 1 if finite else 0, "not_finite": means.count(None),
    }  # fmt: skip
    return Curve(name=name, means=means, **{**fields, **more})


def filters(count=2, channels=1, side=3, **more):
    pixels = bytes(n % 256 for n in range(count * side * side * (channels if channels == 3 else 1)))
    fields = {"least": -0.5, "largest": 0.25, "not_finite": 0, **more}
    return Filters(shape=(count, channels, side, side), pixels=pixels, **fields)


def with_learned(sample, *curves, way="run", kernel=None, whole=False, tell=Tell.MISTAKE):
    """A class's grade with one item more, and how its training went."""
    seen = Learned(way=way, curves=curves, filters=kernel)
    trained = replace(sample.item(sample.ITEMS[0]), id="net", title="A network", cases=(), tell=tell, learned=seen)
    return sample.grade((trained, *sample.OPEN), whole=whole)


def points_of(path):
    return [(float(across), float(down)) for across, down in COORDINATES.findall(path)]


def test_a_line_goes_from_left_to_right_and_low_numbers_stand_low():
    (line,) = plot([curve(3.0, 2.0, 1.0)]).lines
    (x0, y0), (x1, y1), (x2, y2) = points_of(line.path)
    assert 0 < x0 < x1 < x2 < SIDE
    assert 0 == y0 < y1 < y2 <= SIDE


def test_where_no_number_is_a_line_has_a_gap_and_a_number_alone_is_a_dot():
    (line,) = plot([curve(3.0, 2.0, None, 1.0, None, None)]).lines
    assert (line.path.count("M"), line.path.count("L"), line.path.count("h0")) == (2, 1, 1)
    assert line.path.endswith("h0")


def test_a_loss_that_is_lost_has_a_mark_at_its_step():
    (line,) = plot([curve(3.0, 2.0, None, None, lost_from=3)]).lines
    assert line.lost == f"M{SIDE * 2.5 / 4:g} 0V{SIDE}"


def test_numbers_over_decades_have_a_scale_of_decades():
    drawn = plot([curve(2.0, 0.3, 0.01)])
    assert drawn.logarithmic
    assert [tick.label for tick in drawn.ticks] == ["0.01", "0.1", "1"]
    assert not plot([curve(2.0, 0.3, 0.0)]).logarithmic
    assert not plot([curve(2.0, 0.3, 0.03)]).logarithmic


def test_a_scale_begins_at_zero_unless_that_would_flatten_the_line():
    assert scale_of([0.5, 2.0]).low == 0
    assert scale_of([9.0, 10.0]).low == 9


def test_of_several_curves_each_has_its_own_look_and_a_shorter_one_ends_earlier():
    curves = [curve(*[float(n + 1)] * (4 if n else 2), name=f"curve_{n}") for n in range(12)]
    drawn = plot(curves)
    assert len({line.css for line in drawn.lines}) == 12
    assert [line.label for line in drawn.lines] == [str(n) for n in range(12)]
    assert points_of(drawn.lines[0].path)[-1][0] < SIDE / 2 < points_of(drawn.lines[1].path)[-1][0]


def test_nothing_is_drawn_where_no_number_is():
    assert plot([]) is None
    assert plot([curve(None, None)]) is None
    assert len(plot([curve(None), curve(1.0)]).lines) == 1


@given(st.lists(st.lists(NUMBERS, min_size=1, max_size=20), max_size=12))
def test_whatever_the_numbers_a_line_stays_in_its_picture(curves):
    drawn = plot([curve(*means, name=f"curve_{n}") for n, means in enumerate(curves)])
    if drawn is None:
        return
    for line in drawn.lines:
        assert all(0 <= across <= SIDE and 0 <= down <= SIDE for across, down in points_of(line.path))
        assert points_of(line.path)
    assert all(-1e-6 <= tick.at <= 100 + 1e-6 for tick in (*drawn.ticks, *drawn.steps))
    assert len(drawn.ticks) <= 10


@given(st.lists(st.floats(0, 100), max_size=12))
def test_no_label_covers_another(places):
    moved = apart(places, LABEL)
    assert all(after - before >= LABEL - 0.02 for before, after in pairwise(sorted(moved)))
    assert all(0 <= at <= 100 for at in moved)


@pytest.mark.parametrize(
    ("told", "text"),
    [
        (curve(2.3, 0.5, 1.0), "loss: 2.3 at first, lowest 0.5 at step 2, 1 at the last of 3 steps"),
        (
            curve(2.3, None, 1.0, name="curve_0.1"),
            "0.1: 2.3 at first, lowest 1 at step 3, 1 at the last of 3 steps; nan or infinite at 1 step",
        ),
        (
            curve(2.3, None, lost_from=2),
            "loss: 2.3 at first, lowest 2.3 at step 1, of 2 steps; nan or infinite from step 2 on",
        ),
        (curve(None, None, lost_from=1), "loss: nan or infinite at both steps"),
    ],
)
def test_a_curve_is_told_by_its_first_lowest_and_last_number_and_its_gap(told, text):
    assert sentence(told) == text


class _Pictures(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.open, self.ids, self.named, self.images, self.texts = [], set(), [], [], {}
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.ids |= {found["id"]} if "id" in found else set()
        self.named += found["aria-labelledby"].split() if tag == "svg" else []
        self.images += [found["src"]] if tag == "img" else []
        self.open += [tag] if tag not in ("meta", "br", "img", "path") else []

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)

    def handle_data(self, data):
        if self.open and self.open[-1] in ("title", "desc"):
            self.texts.setdefault(self.open[-1], []).append(data)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_a_picture_can_be_read_without_seeing_it(sample):
    seen = _Pictures(
        student_page(with_learned(sample, curve(2.3, 0.5), curve(2.0, None, name="curve_1", lost_from=2)))
    )
    assert len(seen.named) == 2
    assert set(seen.named) <= seen.ids
    assert "A network: 2 curves" in seen.texts["title"]
    assert "nan or infinite from step 2 on" in seen.texts["desc"][0]


def test_filters_are_pictures_of_their_own_pixels(sample):
    page = student_page(with_learned(sample, kernel=filters(count=2, channels=3)))
    images = _Pictures(page).images
    assert len(images) == 2
    first = b64decode(images[0].removeprefix("data:image/png;base64,"))
    assert first == png(bytes(range(27)), 3, 3)
    assert struct.unpack(">IIBB", first[16:26]) == (3, 3, 8, 2)
    packed = zlib.decompress(first[first.index(b"IDAT") + 4 : -16])
    assert packed == b"".join(b"\0" + bytes(range(start, start + 9)) for start in (0, 9, 18))
    assert "img-src data:" in page
    assert "img-src" not in student_page(with_learned(sample, curve(1.0)))


@pytest.mark.parametrize(
    ("kernel", "said"),
    [
        (filters(), "The first layer's 2 filters of 3×3, weights from -0.5 to 0.25."),
        (filters(channels=8), "The mean of its 8 channels is drawn."),
        (filters(channels=3), "its channels are red, green and blue"),
        (filters(not_finite=4), "4 of them nan or infinite"),
    ],
)
def test_what_is_drawn_of_filters_is_said(sample, kernel, said):
    assert said in student_page(with_learned(sample, kernel=kernel)).replace("&#39;", "'")


def test_every_report_tells_how_training_went(sample, every_report):
    for name, text in every_report(with_learned(sample, curve(2.3, 0.517))).items():
        assert name in ("quiet", "line", "junit") or "0.517" in text, name


def test_a_long_study_does_not_fill_a_terminal(sample):
    curves = [curve(1.0, name=f"curve_{n}") for n in range(12)]
    text = render_check(with_learned(sample, *curves))
    assert "3: 1 at first" in text
    assert "4: 1 at first" not in text
    assert "and 8 more curves" in text


SECRET = 8675309.0


def drawn_by_a_cheat(sample, **more):
    """Every number that a program beside the judged images may choose, and a name, carries one of them."""
    kernel = replace(filters(channels=3), pixels=b"8675309".ljust(54), least=SECRET, largest=SECRET)
    curves = curve(1.0, SECRET, 2.0, first=SECRET, last=SECRET, lowest=SECRET), curve(SECRET, name="curve_8675309")
    return with_learned(sample, *curves, kernel=kernel, **more)


def test_no_report_of_a_student_holds_what_a_program_beside_the_judged_images_has_drawn(sample, every_report):
    graded = drawn_by_a_cheat(sample, whole=True)
    traces = ("8675309", "8.675e", "8.68e", b64encode(b"8675309").decode()[:8])
    for name, text in every_report(disclose(graded, "student")).items():
        assert not [trace for trace in traces if trace in text], name
        assert "<img" not in text, name
    assert "8.68e+06" in student_page(disclose(graded, "instructor"))


def test_a_student_who_trains_it_sees_it_and_of_saved_weights_the_filters(sample):
    own = drawn_by_a_cheat(sample)
    assert disclose(own, "student").items[0].learned == own.items[0].learned
    saved = with_learned(sample, way="weights", kernel=filters(), whole=True)
    assert disclose(saved, "student").items[0].learned == saved.items[0].learned


def test_a_graded_student_reads_the_loss_in_brief_and_where_to_see_more(sample):
    told = disclose(with_learned(sample, curve(2.345, 0.0123), whole=True), "student")
    page = student_page(told)
    assert "Loss: 2.3 at first, lowest 0.012 at step 2" in page
    assert "autograder check net draws the curve on your machine" in page
    assert "<svg" not in page
    assert disclose(told, "student") == told


def test_where_only_points_are_told_nothing_of_it_is(sample):
    seen = disclose(with_learned(sample, curve(1.0), kernel=filters(), tell=Tell.POINTS), "student").items[0]
    assert (seen.learned, seen.counts) == (None, None)


LAYERS = (
    Count(layer="C1", expected=156, got=150, why="no bias"),
    Count(layer="C3", expected=2416, got=2416),
    Count(layer="F6", expected=10, got=None),
)
TABLE = Counts(
    table="paper 1998", layers=LAYERS, total=Count(layer="", expected=2582, got=2566, why="<b> biases")
)  # fmt: skip


def with_counts(sample, counts=TABLE, **more):
    item = replace(sample.item(sample.ITEMS[0]), id="size", title="Parameters", cases=(), counts=counts, **more)
    return sample.grade((item, *sample.OPEN))


def test_a_page_has_every_layer_beside_the_right_number(sample):
    page = student_page(with_counts(sample))
    cells = [re.findall(r">([^<>]*)</t[hd]>", row) for row in re.findall(r"<tr.*?</tr>", page, re.DOTALL)]
    assert ["C1", "156", "150", "−6", "no bias"] in cells
    assert ["C3", "2,416", "2,416", "0", ""] in cells
    assert ["F6", "10", "none", "−10", ""] in cells
    assert ["in all", "2,582", "2,566", "−16", "&lt;b&gt; biases"] in cells
    assert "“paper 1998”" in page


def test_terminal_and_summary_have_the_layers_that_differ(sample):
    grade = with_counts(sample, earned=Fraction(0), state="wrong")
    assert [line.strip() for line in render_check(grade).splitlines() if "150" in line or "in all" in line] == [
        "C1           156    150          −6  no bias",
        "in all     2,582  2,566         −16  <b> biases",
    ]
    summary = summary_markdown(grade)
    assert "| C1 | 156 | 150 | −6 | no bias |" in summary
    assert "| in all | 2,582 | 2,566 | −16 | &lt;b&gt; biases |" in summary
    assert "C3" not in render_check(grade) + summary


def test_right_counts_stand_on_the_page_only(sample):
    right = replace(TABLE, layers=LAYERS[1:2], total=Count(layer="", expected=2416, got=2416))
    grade = with_counts(sample, right)
    assert "2,416" in student_page(grade)
    assert "2,416" not in render_check(grade) + summary_markdown(grade)


def broken_off(sample, *, earned=4, whole=False):
    """A class's grade in which a training has raised after some steps."""
    frame = Frame(file="net.ipynb cell 9", line=31, function="secret_31", text="share = secret_31 / 0")
    failure = Failure(type="Secret31Error", message="secret 31", frames=(frame,))
    reached = TrainingGrade(
        way="run", data="digits", correct=8, of=10, low=Fraction(1, 2), high=Fraction(9, 10), full=Fraction(9, 10),
        raised=failure,
    )  # fmt: skip
    state = "right" if earned == 4 else "part"
    item = replace(
        sample.item(sample.ITEMS[0]), id="net", title="A network", cases=(), tell=Tell.MISTAKE, training=reached,
        state=state, points=Fraction(4), earned=Fraction(earned),
    )  # fmt: skip
    finding = replace(sample.BORDER, items=("net",), lost=Fraction(4 - earned), picture=None, problem=None)
    return sample.grade((item, *sample.OPEN), () if earned == 4 else (finding,), whole=whole)


LATE = "ends with an error at net.ipynb cell 9:31"


@pytest.mark.parametrize("earned", [4, 2])
@pytest.mark.parametrize("render", [lambda grade: " ".join(render_check(grade).split()), student_page])
def test_where_a_training_has_raised_is_told_once_and_as_a_note_where_it_costs_nothing(sample, render, earned):
    text = render(broken_off(sample, earned=earned))
    assert text.count(f"{LATE} (Secret31Error: secret 31)") == 1
    assert ("costs nothing" in text or "cost nothing" in text) == (earned == 4)


@pytest.mark.parametrize("whole", [True, False])
def test_in_what_way_weights_do_not_fit_is_told_where_no_judged_image_lay_beside(sample, every_report, whole):
    graded, said = broken_off(sample, whole=whole, earned=2), "w.pt does not fit the network: secret 32, secret 33"
    finding = replace(
        graded.findings[0], headline=f"there is nothing to measure: {said}", cases=f"Run here. {said}."
    )
    item = replace(graded.items[0], clause=said)
    graded = replace(graded, findings=(finding,), items=(item, *graded.items[1:]))
    told = disclose(graded, "student")
    texts = every_report(told)
    quoting = {name for name, text in texts.items() if re.search("secret.?3[23]", text)}
    assert quoting == set() if whole else quoting >= {"page", "terminal"}
    assert told.items[0].clause == ("w.pt does not fit the network" if whole else said)
    assert "w.pt does not fit the network" in " ".join(texts["page"].split())


def test_a_graded_students_report_has_of_the_error_the_line_alone(sample, every_report):
    """A program that was run beside the judged images could carry them out in its words."""
    for name, text in every_report(disclose(broken_off(sample, whole=True), "student")).items():
        assert not re.search("secret.?31", text, re.IGNORECASE), name
        assert LATE in " ".join(text.split()) or name not in ("page", "terminal"), name
