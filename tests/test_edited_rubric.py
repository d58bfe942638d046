"""A class is graded, the rubric edited: what is stored gives the grade that asking anew gives, or is refused."""

import json
from dataclasses import replace
from fractions import Fraction

import pytest

from autograder.box.questions import batch_of
from autograder.course.key import read_whole, write_key
from autograder.doors.instructor import again
from autograder.errors import RecordError
from autograder.grade import gather, grade
from autograder.gradebook.evidence import read_evidence, write_evidence
from autograder.model import Images, Rung, Target
from autograder.report.disclose import disclose
from autograder.report.grade_json import grade_json
from autograder.sought import read_by
from tests.author.conftest import CASES, PROBES, Small
from tests.written_notebooks import book

RUBRIC = """\
title: Doubling
hand-in: {code: [layer.py], notebook: A2_*.ipynb, pdf: report.pdf}
limits: {per-case: 5 s}
items:
  - id: twice
    title: Doubling
    check: values
    code: layer.py twice
    points: {handout: 1, general: 1}
    outputs: {out: {called: the double, wrong: it is not doubled}}
    speed: {unit: a product, beside: {a view: 1, loops: 100}, faster: {loops: a view}}
  - id: dimensions
    title: How many parameters in total?
    check: answer
    file: A2_*.ipynb
    under: TASK 3.6
    contains: {number: 258058}
    known: {257840: all biases are forgotten}
    points: 4
  - id: filters
    title: What do the filters see?
    check: answer
    file: A2_*.ipynb
    under: TASK 3.7
    words: 5 to 40
    contains: {number: [32, 64]}
    known: {28: their size is counted}
    levels: {8: names two kinds, 4: names one, 0: missing}
    points: 8
  - id: state
    title: The notebook is complete
    check: notebook
    file: A2_*.ipynb
    requires: [placeholders replaced, sections present]
    sections: [TASK 3.6]
    placeholders: [Say it here.]
    points: 1
"""
TIMED = """

def twice_speed(student, x):
    return {"facts": {"seconds": 6e-5, "unit": 1e-6}}
"""
QUESTIONS = ("## TASK 3.6: question", "## TASK 3.7: question")
HOLE = "*Write your answer here.*"
SOLVED = "<!-- begin solution: Task {} -->\n{}\n<!-- end solution -->"
LAYER = "def twice(x):\n    return {}\n"
CLASS = {
    "right": ("2 * x", "258,058 in all", "Edges and colours, in 32 filters."),
    "wrong": ("3 * x", "257,840", "Edges in filters of 28 pixels."),
    "both": ("2 * abs(x)", "257,840 or 258,058", "Edges. Say it here."),
    "otherwise": ("x / 0", "258 . 058", "word " * 50 + "64"),
    "several": ("2 * x", "99 + 1 = 100, by 3.6 layers", "![](a.png)"),
    "not_begun": ("None", HOLE, HOLE),
    "no_notebook": ("2 * x", None, None),
    "placeholder": ("2 * x", "Say it here.", "Say it here."),
}
FROM_EVIDENCE = {
    "points": [("points: 4", "points: 3"), ("general: 1}", "general: 2.5}")],
    "tell": [("title: Doubling\nhand-in", "title: Doubling\ntell: points\nhand-in")],
    "words": [("5 to 40", "9 to 400")],
    "no words": [("    words: 5 to 40\n", "")],
    "contains": [("number: 258058", "number: [258058, 257840, 100]"), ("{257840: all", "{258059: all")],
    "contains of levels": [("number: [32, 64]", "number: 28"), ("{28: their size", "{64: their size")],
    "no contains": [("    contains: {number: [32, 64]}\n    known: {28: their size is counted}\n", "")],
    "known": [("{257840: all biases are forgotten}", "{100: a guess, 258059: one more}")],
    "levels of a number": [("    points: 4\n", "    levels: {4: right, 0: wrong}\n    points: 4\n")],
    "no levels": [("    levels: {8: names two kinds, 4: names one, 0: missing}\n", "")],
    "speed": [("{a view: 1, loops: 100}, faster: {loops: a view}", "{a sum: 2, loops: 50}, faster: {a sum: more}")],
    "outputs": [("called: the double, wrong: it is not doubled", "called: twice the number")],
    "no outputs": [("    outputs: {out: {called: the double, wrong: it is not doubled}}\n", "")],
    "titles and notes": [("title: How many parameters in total?", "title: Parameters\n    note: Count them.")],
}
ASKED_ANEW = {
    "under": [("under: TASK 3.6", 'under: "TASK 3.6: question"')],
    "placeholders": [("placeholders: [Say it here.]\n", "placeholders: [Type it.]\n")],
    "sections": [("sections: [TASK 3.6]", "sections: [TASK 3.6, TASK 3.8]")],
    "requires": [("requires: [placeholders replaced, ", "requires: [run in order, placeholders replaced, ")],
    "another document": [("pdf: report.pdf", "pdf: text.pdf")],
    "limits": [("per-case: 5 s", "per-case: 9 s")],
    "another answer": [
        (
            "  - id: state\n",
            "  - {id: it, title: M, check: answer, file: A2_*.ipynb, under: TASK 3.7, points: 1}\n  - id: state\n",
        )
    ],
    "no speed": [("    speed: {unit: a product, beside: {a view: 1, loops: 100}, faster: {loops: a view}}\n", "")],
}


def answered(first, second):
    return book("# A2", QUESTIONS[0], first, QUESTIONS[1], second)


class Course:
    """The homework, its key, and the class with its evidence as the first rubric had it."""

    def __init__(self, root, box):
        self.box, self.small, self.root = box, Small(root, box), root
        homework = self.small.homework
        self.small.write(homework.cases, CASES.replace('"handout"', '"speed": {"n": 7},\n    "handout"', 1))
        self.small.write(homework.probes, PROBES + TIMED)
        solved = answered(SOLVED.format(1, "258058"), SOLVED.format(2, "Edges, in 32 filters."))
        self.small.write(homework.reference / "A2_Solution.ipynb", solved)
        self.edited([])
        for name, (code, *texts) in CLASS.items():
            self.small.write(self.folder(name) / "layer.py", LAYER.format(code))
            if None not in texts:
                self.small.write(self.folder(name) / "A2_Doe.ipynb", answered(*texts))
        for name in CLASS:
            gathered = self.asked(name)
            write_evidence(self.stored(name), gathered.evidence, gathered.arrays)

    def folder(self, name):
        return self.root / "class" / name

    def stored(self, name):
        return self.root / "stored" / name

    def edited(self, changes):
        text = RUBRIC
        for old, new in changes:
            assert text.count(old) == 1
            text = text.replace(old, new)
        self.small.write(self.small.homework.rubric, text)
        self.build()

    def build(self):
        built, folder = self.small.build(), self.small.homework.build
        write_key(folder, built.public, built.public_arrays)
        write_key(folder, built.hidden, built.hidden_arrays)
        self.key, self.arrays = read_whole(folder)

    def asked(self, name):
        return gather(self.folder(name), self.key, self.arrays, batch_of(self.key, self.arrays), self.box)

    def anew(self, name):
        return grade(self.key, self.arrays, self.asked(name))

    def again(self, name):
        return again(self.key, self.arrays, *read_evidence(self.stored(name)), self.stored(name))


@pytest.fixture(scope="module")
def taught(tmp_path_factory, box):
    return Course(tmp_path_factory.mktemp("course"), box)


def told(graded):
    """All that both trees say, but for which key asked and how long that took."""
    graded = replace(graded, key="", hidden_key="", times={})
    return [json.loads(grade_json(disclose(graded, reader))) for reader in ("instructor", "student")]


@pytest.mark.parametrize("edit", FROM_EVIDENCE)
def test_what_is_stored_gives_the_grade_that_asking_anew_gives(taught, edit):
    taught.edited([])
    before = [told(taught.again(name)) for name in CLASS]
    taught.edited(FROM_EVIDENCE[edit])
    after = [told(taught.again(name)) for name in CLASS]
    assert after == [told(taught.anew(name)) for name in CLASS]
    assert after != before


def test_levels_are_for_marks_and_change_no_grade(taught):
    taught.edited([("levels: {8: names two kinds, 4: names one, 0: missing}", "levels: {7: both, 0: none}")])
    assert [told(taught.again(name)) for name in CLASS] == [told(taught.anew(name)) for name in CLASS]


@pytest.mark.parametrize("edit", ASKED_ANEW)
def test_what_was_read_in_another_way_is_asked_for_again_and_not_kept(taught, edit):
    taught.edited(ASKED_ANEW[edit])
    for name in CLASS:
        with pytest.raises(RecordError, match=r"changed since.* graded anew, not again"):
            taught.again(name)


@pytest.mark.parametrize("file", ["A2_Solution.ipynb", "given.py"])
def test_another_template_asks_anew(taught, file):
    path = taught.small.homework.reference / file
    text = path.read_text()
    taught.edited([])
    path.write_text(text.replace("TASK 3.7: question", "TASK 3.7: a question").replace("SCALE = 2", "SCALE = 3"))
    taught.build()
    path.write_text(text)
    with pytest.raises(RecordError, match="the template or a limit; it has to be graded anew"):
        taught.again("right")


def test_evidence_from_before_that_was_written_down_is_judged_as_far_as_it_goes(taught):
    taught.edited(ASKED_ANEW["under"])
    evidence, got = read_evidence(taught.stored("right"))
    graded = again(taught.key, taught.arrays, replace(evidence, read_by=""), got, taught.root)
    assert [(item.state, item.open) for item in graded.items[1:3]] == [("open", 4), ("open", 8)]


def test_numbers_and_words_are_no_part_of_how_a_hand_in_is_read(taught):
    taught.edited([])
    first = read_by(taught.key)
    taught.edited([edit for name in ("points", "words", "known", "outputs") for edit in FROM_EVIDENCE[name]])
    assert read_by(taught.key) == first


@pytest.mark.parametrize(
    ("change", "is_kept"),
    [
        (
            {"ladders": {"digits": (Rung(accuracy=Fraction(1), points=Fraction(9)),)}, "at_most": {"linear": 1}},
            True,
        ),
        ({"ladders": {"mnist": ()}}, False),
        ({"measure": ("printed",)}, False),
        ({"budget_seconds": 1.0}, False),
        ({"images": Images(size=32)}, False),
        ({"weights": "other.npz"}, False),
        ({"arguments": (3, 32)}, False),
    ],
)
def test_of_a_training_points_are_judged_again_and_how_it_is_measured_is_not(taught, change, is_kept):
    ladder = {"digits": (Rung(accuracy=Fraction(1), points=Fraction(4)),)}
    target = Target(ladders=ladder, measure=("weights",), budget_seconds=9.0)
    one, other = (
        replace(
            taught.key,
            rubric=replace(
                taught.key.rubric, items=tuple(replace(i, target=given) for i in taught.key.rubric.items[:1])
            ),
        )
        for given in (target, replace(target, **change))
    )
    assert (read_by(one) == read_by(other)) is is_kept
