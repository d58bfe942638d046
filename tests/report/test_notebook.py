"""What reports tell of a notebook: what is to be mended and what it costs, how its cells ended, what they drew."""

import re
from dataclasses import replace
from fractions import Fraction
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from autograder.model import CellRun, Failure, Flaw, Outcome, Tell
from autograder.report.class_page import class_page, class_row
from autograder.report.disclose import disclose
from autograder.report.junit import junit_xml
from autograder.report.markdown import summary_markdown
from autograder.report.notebook import KINDS, costless, ending
from autograder.report.notebook_view import MOST_PICTURE_BYTES, MOST_PICTURES, notebook_view
from autograder.report.page import student_page
from autograder.report.png import SIGNATURE as PNG
from autograder.report.terminal import render_check, render_grade_line

PICTURES = {"notebook/11/0": PNG + b"first", "notebook/11/1": PNG + b"second"}


class Text(HTMLParser):
    """What a reader sees, without styles, and the sources of pictures."""

    def __init__(self, page):
        super().__init__()
        self.texts, self.sources = [], []
        self.feed(page[page.index("<body") :])

    def handle_starttag(self, tag, attributes):
        self.sources += [value for name, value in attributes if name == "src"]

    def handle_data(self, data):
        self.texts.append(data)

    @property
    def text(self):
        return " ".join("".join(self.texts).split())


def page_of(grade, **more):
    return Text(student_page(grade, **more))


def test_every_flaw_stands_once_on_the_page_though_it_was_found_twice(sample):
    grade = sample.noted()
    twice = replace(grade, notebook=replace(grade.notebook, flaws=grade.notebook.flaws * 2))
    text = page_of(twice).text
    for flaw in grade.notebook.flaws:
        assert text.count(flaw.text) == 1
    assert "cost nothing" not in text
    assert "costs nothing" not in text


def test_lost_points_link_to_what_is_to_be_mended(sample):
    page = student_page(sample.noted())
    assert '<a href="#notebook">The notebook is complete</a>' in page
    assert '<a href="#notebook">problem_2.ipynb: 4 things to mend</a>' in page
    assert 'id="notebook"' in page


def test_without_points_the_page_says_that_it_costs_nothing(sample):
    assert "To mend, though it costs nothing" in page_of(sample.noted(0)).text


def test_a_grade_without_a_notebook_has_no_such_section(sample):
    assert 'id="notebook"' not in student_page(sample.border())


def test_the_terminal_tells_three_flaws_and_how_many_there_are_more(sample):
    lines = render_check(sample.noted()).splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("notebook: 4 things to mend"))
    assert lines[at].endswith("−2 points")
    told = [f"  {flaw.text}" for flaw in sample.FLAWS[:3]]
    assert lines[at + 1 : at + 7] == ["  problem_2.ipynb", *told, "  and 1 more", ""]
    assert "costs nothing" not in "".join(lines)


def test_flaws_without_points_are_among_what_costs_nothing(sample):
    grade = replace(sample.border(), notebook=sample.SEEN)
    text = " ".join(render_check(replace(grade, items=(*grade.items, sample.notebook_item(0)))).split())
    for flaw in sample.FLAWS[:3]:
        assert f"Note, costs nothing: problem_2.ipynb: {flaw.text}" in text
    assert sample.FLAWS[3].text not in text


@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize(("flaws", "said"), [(0, "right"), (1, "1 thing to mend"), (4, "4 things to mend")])
def test_an_item_without_points_has_words_and_no_minus_sign(sample, whole, flaws, said):
    text = render_check(sample.noted(0, sample.FLAWS[:flaws], whole=whole))
    assert f"The notebook is complete: {said}" in text
    assert "−" not in text
    assert "0/0" not in text


def test_quiet_lines_and_the_lines_of_a_batch_name_the_notebook(sample):
    assert render_check(sample.noted(), quiet=True) == "notebook  0/2  4 things to mend"
    assert render_grade_line(sample.noted()).endswith("notebook: 4 things to mend")


def test_a_notebook_that_is_not_there_is_told_in_one_clause(sample):
    gone = replace(
        sample.notebook_item(), state="not begun", clause="there is no notebook", flaws=(), file="problem_2.ipynb"
    )
    grade = sample.grade((*sample.border().items, gone))
    assert "notebook       there is no notebook" in render_check(grade)
    assert "there is no notebook" in page_of(grade).text


def test_a_notebook_that_cannot_be_read_is_no_remark_once_points_are_lost(sample):
    broken = Flaw(kind="unreadable", cell=None, text="problem_2.ipynb: this is no notebook.")
    seen = replace(sample.SEEN, flaws=(broken,), cells=())
    assert costless(replace(sample.all_right(), notebook=seen)) == [broken.text]
    assert costless(replace(sample.border(), notebook=seen)) == []
    assert broken.text in page_of(replace(sample.border(), notebook=seen)).text


def test_the_summary_tells_flaws_with_and_without_points(sample):
    lost, free = (summary_markdown(sample.noted(points)) for points in (2, 0))
    assert "**notebook (−2).** problem\\_2.ipynb: 4 things to mend.\\\nCell 9 was not executed." in lost
    assert "Costs nothing" not in lost
    assert "Costs nothing:\\\nproblem\\_2.ipynb: Cell 9 was not executed." in free
    assert "**notebook" not in free


@pytest.mark.parametrize(
    ("outcome", "detail", "said"),
    [
        (Outcome.CPU_LIMIT, "after 60 s of computing in this cell", "was stopped after 60 s of computing"),
        (
            Outcome.CPU_LIMIT,
            "after 600 s of computing in all cells together",
            "was stopped after 600 s of computing in all cells together",
        ),
        (Outcome.WALL_LIMIT, "after 10 s of waiting", "was stopped after 10 s of waiting"),
        (Outcome.OUTPUT_LIMIT, "after more than 4 MB of output", "was stopped after more than 4 MB of output"),
        (Outcome.MEMORY_LIMIT, "", "asked for more memory than there is"),
        (Outcome.THREAD_LIMIT, "", "was stopped: it ran more threads than it may"),
        (Outcome.FILE_LIMIT, "", "was stopped: it wrote more to files than it may"),
        (Outcome.CRASHED, "the program ended in this cell", "ended the whole program"),
        (Outcome.UNREADABLE, "no message", "ran, but what it printed cannot be read"),
        (Outcome.NOT_REACHED, "tagged training", "was not run again: tagged training"),
        (Outcome.OUR_FAILURE, "at box.py:3", "could not be run again: our failure, not yours"),
    ],
)
def test_every_end_of_a_cell_has_words(outcome, detail, said):
    assert ending(CellRun(outcome=outcome, detail=detail)) == said


def test_an_error_is_told_by_its_name_and_the_first_line_of_its_message():
    failure = Failure(type="ZeroDivisionError", message="division by zero\nand more")
    run = CellRun(outcome=Outcome.RAISED, failure=failure)
    assert ending(run) == "ended with ZeroDivisionError: division by zero"
    assert ending(replace(run, failure=replace(failure, message=""))) == "ended with ZeroDivisionError"
    assert ending(replace(run, failure=None)) == "ended with an error"
    assert len(ending(replace(run, failure=replace(failure, message="x" * 5000)))) < 300


def test_cells_that_stopped_short_are_told_in_order_and_together_where_the_reason_is_one(sample):
    view = notebook_view(sample.noted(), {})
    assert view is not None
    assert [(one.cells, one.begins) for one in view.endings] == [
        ("Cell 5", "for epoch in range(1000):"),
        ("Cell 7", "rate = hits / seen"),
        ("Cell 9", "%%time"),
        ("Cell 13", "os._exit(1)"),
        ("Cells 14 to 16", ""),
    ]
    assert view.endings[-1].how == "were not run again: the program had ended"
    assert view.ran == "From top to bottom, 3 of 9 code cells came to the end."


def test_a_notebook_that_was_only_read_says_so(sample):
    grade = sample.noted()
    cells = tuple(replace(cell, run=None) for cell in grade.notebook.cells)
    text = page_of(replace(grade, notebook=replace(grade.notebook, cells=cells))).text
    assert "Its cells were not run here." in text
    assert "What its cells printed" not in text


def test_pictures_are_part_of_the_page_and_nothing_else_may_be_loaded(sample):
    page = student_page(sample.noted(), pictures=PICTURES)
    assert all(source.startswith("data:image/png;base64,iVBORw0K") for source in Text(page).sources)
    assert len(Text(page).sources) == 2
    assert "default-src &#39;none&#39;" in page
    assert "img-src data:" in page
    assert "not shown" not in page


@pytest.mark.parametrize(
    "pictures",
    [{}, {"notebook/11/0": b"<svg onload=alert(1)>", "notebook/11/1": b""}, {"notebook/12/0": PNG, "11/0": PNG}],
    ids=["none at hand", "no PNG", "of other names"],
)
def test_a_page_without_its_pictures_says_how_many_there_were(sample, pictures):
    page = student_page(sample.noted(), pictures=pictures)
    assert "2 pictures not shown here" in page
    assert "<img" not in page
    assert "img-src" not in page


def test_pictures_have_an_end(sample):
    grade = sample.noted()
    many = replace(sample.CELLS[6], run=replace(sample.CELLS[6].run, pictures=100))
    grade = replace(grade, notebook=replace(grade.notebook, cells=(many,)))
    small = page_of(grade, pictures={f"notebook/11/{n}": PNG for n in range(100)})
    assert len(small.sources) == MOST_PICTURES
    large = page_of(grade, pictures={f"notebook/11/{n}": PNG + bytes(MOST_PICTURE_BYTES // 4) for n in range(100)})
    assert len(large.sources) == 3
    assert "97 pictures not shown here" in large.text


def test_what_a_cell_printed_is_text_and_folded_away(sample):
    html = sample.cell(2, "show()", sample.ran(prints="<b>bold</b><script>alert(1)</script>"))
    page = student_page(replace(sample.noted(), notebook=replace(sample.SEEN, cells=(html,))))
    assert "<pre>&lt;b&gt;bold&lt;/b&gt;&lt;script&gt;alert(1)&lt;/script&gt;</pre>" in page
    assert "<details open" not in page


def test_a_flood_of_cells_and_flaws_has_an_end(sample):
    cells = tuple(sample.cell(n, "boom()", sample.ran(Outcome.CRASHED, "x" * 9000)) for n in range(1, 2001))
    flaws = tuple(Flaw(kind="error", cell=n, text=f"Cell {n} ends with E.") for n in range(1, 2001))
    grade = replace(sample.noted(2, flaws), notebook=replace(sample.SEEN, flaws=flaws, cells=cells))
    page = student_page(grade)
    assert len(page) < 800_000
    for told in ("and 1900 more<", "and 1950 more<", "and 1900 more cells"):
        assert told in page
    assert len(render_check(grade).splitlines()) < 40
    assert len(junit_xml(grade)) < 200_000


def test_flags_are_for_instructors_only(sample, every_report):
    assert page_of(sample.noted()).text.count(sample.FLAG) == 1
    shown = disclose(sample.noted(), "student")
    for name, text in every_report(shown).items():
        assert sample.FLAG not in text, name
        assert "0.9731" not in text, name
        assert "Look at this" not in text, name


def test_a_student_who_is_told_points_only_reads_of_no_flaw_that_cost_some(sample, every_report):
    shown = disclose(sample.noted(tell=Tell.POINTS), "student")
    for name, text in every_report(shown).items():
        for flaw in sample.FLAWS:
            assert flaw.text not in text, name
        assert "things to mend" not in text, name
    free = disclose(sample.noted(0, tell=Tell.POINTS), "student")
    assert sample.FLAWS[0].text in page_of(free).text


def test_disclosing_keeps_what_the_cells_printed(sample):
    shown = disclose(sample.noted(), "student")
    assert shown.notebook == sample.noted().notebook
    assert shown.items == sample.noted().items


def test_a_class_page_lists_every_flag_by_submission_and_counts_them(sample):
    first = replace(sample.noted(), submission="anna", flags=("flag one", "flag <b>two</b>"))
    rows = [class_row(first, href="instructor/anna/report.html"), class_row(sample.noted(2, ())), row_of(sample)]
    page = class_page(rows, title="x", homework="y", items={})
    assert '<a href="#flags">3 flags</a>' in page
    section = page[page.index('id="flags"') : page.index('id="distribution"')]
    assert "3 flags in 2 submissions" in section
    assert section.count('<a href="instructor/anna/report.html#flags">anna</a>') == 2
    assert "flag &lt;b&gt;two&lt;/b&gt;" in section


def row_of(sample):
    """Somebody without flags."""
    return class_row(replace(sample.all_right(), submission="ben"))


def test_a_class_without_flags_says_nothing_of_them(sample):
    assert "flags" not in class_page([row_of(sample)], title="x", homework="y", items={})


def test_a_class_page_counts_what_notebooks_lack_by_its_kind(sample):
    rows = [class_row(replace(sample.noted(), submission=name)) for name in "ab"] + [row_of(sample)]
    page = class_page(rows, title="x", homework="y", items={"notebook": Fraction(2)})
    assert "2 of 3: cells were not executed" in page
    assert "notebook: 4 things to mend" in page
    assert "cells were not executed" not in class_page(
        [class_row(sample.noted(0))], title="x", homework="y", items={}
    )


def test_every_kind_of_flaw_has_words_for_a_class():
    (kinds,) = re.findall(r"Literal\[(.*)\]", str(Flaw.__dataclass_fields__["kind"].type))
    assert {kind.strip("'") for kind in kinds.split(", ")} == set(KINDS)


@pytest.mark.parametrize(
    ("points", "flaws", "tag"), [(2, 4, "failure"), (2, 0, None), (0, 4, "system-out"), (0, 0, None)]
)
def test_junit_fails_a_notebook_that_costs_points(sample, points, flaws, tag):
    root = ElementTree.fromstring(junit_xml(sample.noted(points, sample.FLAWS[:flaws])))
    (suite,) = (suite for suite in root.iter("testsuite") if suite.get("name") == "notebook")
    assert (suite.get("tests"), suite.get("failures")) == ("1", str(int(tag == "failure")))
    (test,) = suite.findall("testcase")
    assert [child.tag for child in test] == ([tag] if tag else [])
    assert not tag or test[0].text == "\n".join(flaw.text for flaw in sample.FLAWS)
