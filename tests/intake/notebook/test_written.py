"""What a student wrote under a heading, as real notebooks have it, told apart from what the template gives."""

import json
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace

import pytest

from autograder.course.rubric import read_rubric
from autograder.intake.notebook.handed import read_handed
from autograder.intake.notebook.written import MOST_TEXT, written_answers
from autograder.judge.written import words_in
from autograder.model import Wanted, Writing

ROOT = Path(__file__).parents[3]

QUESTION = "## TASK 3.6: parameters\n\nHow many parameters has a network with 32 filters of 5×5 pixels?"
HOLE = "**Task 3.6**\n\n*Write your answer here.*"
BEFORE, AFTER = "## TASK 3.5\n\nTrain it.", "## TASK 3.7\n\nDraw it."
CODE = {"kind": "code", "source": "count = None"}


@pytest.fixture
def cells(notebook):
    """A notebook of texts; the ids follow from the order unless a cell has its own."""

    def make(*parts):
        asked = [part if isinstance(part, dict) else {"kind": "markdown", "source": part} for part in parts]
        return notebook(*({"id": f"c{n}", **one} for n, one in enumerate(asked, 1)))

    return make


@pytest.fixture
def template(cells):
    return cells("# Homework", BEFORE, CODE, QUESTION, HOLE, CODE, AFTER, CODE)


@pytest.fixture
def answer(cells, template):
    """What is found under the heading in a notebook of these cells."""

    def found(*parts, under="TASK 3.6", given=template, placeholders=()):
        item = SimpleNamespace(id="it", writing=Writing(under=under, numbers=(Fraction(1),)), wanted=None)
        other = SimpleNamespace(id="nb", writing=None, wanted=Wanted(placeholders=placeholders))
        (one,) = written_answers(cells(*parts), given, SimpleNamespace(items=[item, other]))
        assert one[0] == "it"
        return one[1]

    return found


@pytest.fixture
def rubric(tmp_path):
    path = tmp_path / "rubric.yaml"
    path.write_text(
        "title: A2\nhand-in: {notebook: A2_*.ipynb}\nitems:\n  - {id: dimensions, title: D, check: answer, "
        "file: A2_*.ipynb, under: TASK 3.6, contains: {number: 5}, points: 4}\n"
    )
    return read_rubric(path)


def md(source, **more):
    return {"kind": "markdown", "source": source, **more}


@pytest.mark.parametrize(
    ("parts", "cell", "text"),
    [
        ([BEFORE, CODE, QUESTION, "258058", CODE, AFTER], 4, "258058"),
        ([BEFORE, CODE, QUESTION, HOLE.replace("*Write your answer here.*", "258058"), CODE, AFTER], 4, "258058"),
        ([BEFORE, CODE, QUESTION, f"{HOLE}\n258058", CODE, AFTER], 4, "258058"),
        ([BEFORE, CODE, f"{QUESTION}\n\n258058", HOLE, CODE, AFTER], 3, "258058"),
        ([BEFORE, CODE, f"{QUESTION} 258058", HOLE, CODE, AFTER], 3, "258058"),
        ([BEFORE, QUESTION, "*Write your answer here.* 258058", CODE, AFTER], 3, "258058"),
        ([BEFORE, QUESTION, "It has", CODE, "258058.", AFTER], 3, "It has\n\n258058."),
        ([BEFORE, QUESTION, "# 258058", AFTER], 3, "# 258058"),
        ([BEFORE, QUESTION, "## Answer\n\n5\n\n# In all\n", "yes", AFTER], 3, "## Answer\n\n5\n\n# In all\n\nyes"),
        ([BEFORE, QUESTION, "## TASK 3.6\n258058", AFTER], 3, "258058"),
        ([BEFORE, QUESTION, "**Answer**\n---\n258058", AFTER], 3, "**Answer**\n---\n258058"),
        ([BEFORE, "### task 3.6\n258058", AFTER], 2, "258058"),
        ([BEFORE, "# **TASK 3.6** – mine\n258058", AFTER], 2, "258058"),
        ([BEFORE, "<h2>TASK 3.6</h2>\n258058", AFTER], 2, "258058"),
        ([BEFORE, "TASK 3.6\n========\n258058", AFTER], 2, "========\n258058"),
        ([BEFORE, "<h2 id='x'>TASK <b>3.6</b></h2>\n258058", AFTER], 2, "258058"),
        ([BEFORE, "## TASK&nbsp;3.6\n258058", AFTER], 2, "258058"),
        ([BEFORE, "## \u200bTASK\u00a03.6\n258058", AFTER], 2, "258058"),
        ([BEFORE, "## [TASK 3.6](#task)\n258058", AFTER], 2, "258058"),
        ([BEFORE, QUESTION, {"kind": "raw", "source": "258058"}, AFTER], 3, "258058"),
        ([BEFORE, QUESTION, "<!-- 258058 -->", AFTER], 3, "<!-- 258058 -->"),
        ([BEFORE, QUESTION, "<!-- begin solution: 3.6 -->\n258058\n<!-- end solution -->", AFTER], 3, "258058"),
        ([BEFORE, QUESTION, "5"], 3, "5"),
        ([QUESTION, "one", BEFORE, "not this", QUESTION, "two"], 2, "one\n\ntwo"),
        ([BEFORE, QUESTION, "```\n## TASK 3.7\nx\n```", AFTER], 3, "```\nx\n```"),
        ([BEFORE, QUESTION, "a\r\n\n\n\n\n  b", AFTER], 3, "a\n\n  b"),
    ],
)  # fmt: skip
def test_an_answer_is_found_where_students_type_it(answer, parts, cell, text):
    found = answer(*parts)
    assert (found.cell, found.text, found.nearest, found.cut) == (cell, text, "", False)


@pytest.mark.parametrize(
    "hole",
    [
        HOLE, "", "  \n\n", "*Your answer here*", "YOUR ANSWER HERE", "**Task 3.6**", "<br>\n&nbsp;\n\n---",
        "**\n**", "> *Write your answer here.*", "Task 3.6\n\nWrite your answer here", "\u200b",
        "Say it in a sentence.", "<!-- write your answer here -->",
    ],
)  # fmt: skip
def test_an_untouched_or_emptied_answer_has_no_text(answer, hole):
    found = answer(BEFORE, CODE, QUESTION, hole, CODE, AFTER, placeholders=("Say it in a sentence.",))
    assert (found.text, found.more, found.cut, found.cell) == ("", (), False, 4)


def test_a_cell_that_is_deleted_leaves_its_question_and_no_text(answer):
    assert answer(BEFORE, CODE, QUESTION, AFTER).text == ""


def test_the_template_itself_has_written_nothing(template, answer):
    assert answer(*({"kind": c.kind, "source": c.source} for c in template.cells)).text == ""


def test_code_of_the_template_may_be_filled_in_and_code_beside_it_is_told(answer):
    done = {"kind": "code", "source": "count = 258058"}
    assert answer(BEFORE, CODE, QUESTION, HOLE, done, AFTER).more == ()
    assert answer(BEFORE, CODE, QUESTION, HOLE, done, {"kind": "code", "source": " "}, AFTER).more == ()
    assert answer(BEFORE, CODE, QUESTION, HOLE, done, done, AFTER).more == ("code",)
    assert answer(BEFORE, CODE, QUESTION, HOLE, done, AFTER, done, done).more == ()


@pytest.mark.parametrize(
    "picture", ["![](attachment:a.png)", "![photo of it](a.png)", '<img src="a.png">', "<IMG>"]
)
def test_a_picture_is_told(answer, picture):
    found = answer(BEFORE, QUESTION, picture, AFTER)
    assert (found.more, found.text) == (("picture",), picture)


@pytest.mark.parametrize("symbol", ["∞", "π", "½", "0"])
def test_one_character_may_be_an_answer(answer, symbol):
    assert answer(BEFORE, QUESTION, symbol, AFTER).text == symbol


def test_without_its_heading_an_answer_is_found_by_its_cell(answer):
    found = answer(md(BEFORE, id="c2"), md("It is 258058.", id="c4"), md(HOLE, id="c5"), md(AFTER, id="c7"))
    assert (found.cell, found.text) == (2, "It is 258058.")
    found = answer(md(BEFORE, id="c2"), md(HOLE.replace("*Write", "258058 *Write"), id="c5"), md(AFTER, id="c7"))
    assert (found.cell, found.text) == (2, "258058 *Write your answer here.*")


def test_a_heading_that_is_not_there_has_a_near_miss_that_is_the_students_own(answer):
    gone = answer(md(BEFORE, id=""), md("258058", id=""), md(AFTER, id=""))
    assert (gone.cell, gone.text, gone.nearest) == (None, "", "")
    for heading in ("Task 36", "Task 36: how many there are in all"):
        renamed = answer(md(BEFORE, id=""), md(f"## {heading}\n258058", id=""), md(AFTER, id=""))
        assert (renamed.cell, renamed.nearest) == (None, f"“{heading}”, in cell 2")


@pytest.mark.parametrize(
    "heading", ["TASK 3.6 (4 points)", "TASK 3.6: 258058", "TASK 3.6: parameters 5", "3. TASK 3.6"]
)
def test_what_is_added_to_a_heading_is_no_answer_and_is_told(answer, heading):
    found = answer(BEFORE, f"## {heading}", HOLE, AFTER)
    assert (found.text, found.more) == ("", ("heading",))
    found = answer(BEFORE, f"## {heading}\nfive", AFTER)
    assert (found.text, found.more) == ("five", ("heading",))
    assert answer(BEFORE, f"## {heading.upper()}: parameters", given=None).more == ("heading",)


@pytest.mark.parametrize(
    "heading", ["TASK 3.6: parameters", "task 3.6", "TASK 3.6.", "**TASK&nbsp;3.6: parameters**"]
)
def test_a_heading_that_says_what_it_said_adds_nothing(answer, heading):
    assert answer(BEFORE, f"# {heading}", "five", AFTER).more == ()


@pytest.mark.parametrize("line", ["**TASK 3.6: parameters**", "> ## TASK 3.6", "- TASK 3.6:", "Task 3.6 258058"])
def test_a_line_that_is_no_heading_may_be_meant(answer, line):
    found = answer(md(BEFORE, id=""), md(f"{line}\n258058", id=""), md(AFTER, id=""))
    assert (found.cell, found.text, found.nearest) == (None, "", f"“{line.strip('> -#*')}”, in cell 2")
    for other in ("TASK 3.61", "In TASK 3.6 I wrote", "TASK 3.6.1"):
        assert answer(md(BEFORE, id=""), md(other, id=""), md(AFTER, id="")).nearest == ""


def test_without_a_template_the_next_heading_of_its_rank_ends_it(answer):
    found = answer("# Part", "## TASK 3.6\nfive", "### More\nsix", "## Next\nseven", "# Part\neight", given=None)
    assert (found.cell, found.text) == (2, "five\n\n### More\nsix")
    assert answer("## TASK 3.6", "*Write your answer here.*", "## Next", given=None).text == ""
    assert answer("## TASK 3.5", "## Other", given=None).nearest == "“TASK 3.5”, in cell 1"


@pytest.mark.parametrize(
    ("under", "text"),
    [("2. Answer", "two"), ("Report", "short"), ("3.1", "four")],
)
def test_a_heading_that_says_just_this_goes_before_those_that_go_on(answer, under, text):
    parts = ("## 1. Answer", "one", "## 2. Answer", "two", "## Report on it", "long", "## Report", "short",
             "## 3.1 What is it?", "four", "## 3.1.1 Else", "five")  # fmt: skip
    assert answer(*parts, under=under, given=None).text.splitlines()[-1] == text


def test_a_long_answer_is_cut_and_its_lines_are_counted(answer):
    found = answer(BEFORE, QUESTION, "word " * MOST_TEXT, AFTER)
    assert (len(found.text), found.cut) == (MOST_TEXT, True)
    assert answer(BEFORE, QUESTION, "\n\n".join("word" for _ in range(3000)), AFTER).cut
    assert answer(BEFORE, QUESTION, "![" * MOST_TEXT, AFTER).text == ""


def test_a_handed_in_notebook_brings_its_answers_along(rubric):
    def book(*sources):
        made = [
            {"cell_type": "markdown", "id": f"c{n}", "metadata": {}, "source": s} for n, s in enumerate(sources)
        ]
        return json.dumps({"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})

    given = book("# Homework", QUESTION, HOLE)
    handed = read_handed("A2_Doe.ipynb", book("# Homework", QUESTION, "It is 5").encode(), rubric, given)
    assert {item: one.text for item, one in handed.written.items()} == {"dimensions": "It is 5"}
    assert read_handed("A2_Doe.ipynb", b"PK\x03\x04", rubric, given).written == {}


@pytest.mark.parametrize("homework", ["lenet5", "cnn_training", "conv_layers"])
def test_every_reference_answers_in_words_and_no_template_does(homework):
    rubric = read_rubric(ROOT / "rubrics" / homework / "rubric.yaml")
    template = (ROOT / "student_template" / homework / rubric.notebook).read_bytes()
    solved = (ROOT / "reference" / homework / rubric.notebook).read_bytes()
    wanted = {item.id: item.writing for item in rubric.items if item.check == "answer"}
    done, begun = (
        read_handed(rubric.notebook, data, rubric, template.decode()).written for data in (solved, template)
    )
    assert done.keys() == begun.keys() == wanted.keys() != set()
    for item, asked in wanted.items():
        assert (begun[item].text, begun[item].more, done[item].cell) == ("", (), begun[item].cell)
        assert asked.words[0] <= words_in(done[item].text) <= asked.words[1]
        assert "solution" not in done[item].text
