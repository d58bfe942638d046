"""A written answer stands on the page as it was typed, whole, and folded where it is long."""

import re
from dataclasses import replace
from fractions import Fraction

import pytest

from autograder.model import Cause, NotebookSeen, Written
from autograder.report.disclose import disclose
from autograder.report.junit import junit_xml
from autograder.report.markdown import summary_markdown
from autograder.report.page import student_page
from autograder.report.terminal import render_check
from autograder.report.words import state_words, turn
from autograder.report.written import LONG, written_views

SHORT = "Edges & <b>colours</b>.\n\n  * the *third*\x07"


@pytest.fixture
def graded(sample):
    """A grade in which the item `question` is an answer with this text."""

    def make(text, *, clause="12 words, 40 to 600 were asked for", whole=True, **more):
        found = sample.border(whole=whole)
        items = [
            replace(item, check="answer", clause=clause, **more) if item.id == "question" else item
            for item in found.items
        ]
        seen = NotebookSeen(name="work.ipynb", written={"question": Written(under="Question", cell=31, text=text)})
        return replace(found, items=tuple(items), notebook=seen)

    return make


def folded(page):
    return re.findall(r"<details><summary>([^<]*)</summary>\s*<pre class=\"prose\">([^<]*)</pre>", page)


@pytest.mark.parametrize("reader", ["instructor", "student"])
def test_a_short_answer_stands_open_beside_what_is_said_of_it(graded, reader):
    page = student_page(disclose(graded(SHORT), reader))
    assert '<pre class="prose">Edges &amp; &lt;b&gt;colours&lt;/b&gt;.\n\n  * the *third*\\x07</pre>' in page
    assert "Cell 31: 12 words, 40 to 600 were asked for" in page
    assert re.search(r'<a href="#(written-1)">What kinds of filters do you see\?</a>', page)
    assert '<section id="written-1"' in page
    assert folded(page) == []


def test_a_long_answer_is_folded_and_whole(graded):
    text = "".join(f"{n} edges & colours\n" for n in range(900))
    ((begins, shown),) = folded(student_page(graded(text)))
    assert begins.startswith("0 edges &amp; colours 1 edges")
    assert begins.endswith("…")
    assert shown.replace("&amp;", "&") == text
    assert len(folded(student_page(graded("x" * LONG)))) == 0
    assert len(folded(student_page(graded("x" * (LONG + 1))))) == 1


def test_where_nothing_was_written_nothing_is_shown(graded):
    assert written_views(graded("")) == ()
    assert written_views(replace(graded("x"), notebook=None)) == ()
    assert "Answers in words" not in student_page(graded(""))


def test_who_reads_it_is_said_with_what_was_counted(graded):
    (item,) = [item for item in graded("x").items if item.id == "question"]
    assert turn(item, graded=True) == "12 words, 40 to 600 were asked for; a person reads this"
    assert turn(item, graded=False) == "12 words, 40 to 600 were asked for"
    assert turn(replace(item, clause=""), graded=True) == "a person reads this; nothing for you to do"
    told = "12 words, 40 to 600 were asked for; a person reads this"
    assert told in " ".join(render_check(graded("x"), width=150).split())
    assert told in summary_markdown(graded("x"))
    assert b'skipped="1"' in junit_xml(graded("x"))


def test_what_was_not_begun_says_why_only_where_there_is_more_to_say(graded):
    gone = {"state": "not begun", "open": Fraction(0), "cause": None}
    for clause, said in (("not begun", "not begun"), ("", "not begun"), ("there is no heading “T”",) * 2):
        (item,) = [item for item in graded("", clause=clause, **gone).items if item.id == "question"]
        assert state_words(item) == (said if said == "not begun" else f"not begun: {said}")


def test_other_items_that_a_person_reads_are_told_as_before(sample):
    (item,) = [item for item in sample.border(whole=True).items if item.id == "filters"]
    assert item.cause is Cause.TO_BE_READ
    assert turn(item, graded=True) == "a person reads this; nothing for you to do"
