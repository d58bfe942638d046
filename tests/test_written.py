"""A written answer from rubric to report: a number decides or a person reads; the right number is told nowhere."""

import json
import re
from dataclasses import replace
from fractions import Fraction

import pytest

from autograder.author.build import build
from autograder.batch.results import REPORTS, write_grade
from autograder.box.fake import FakeBox
from autograder.box.questions import batch_of
from autograder.course.key import read_public, read_whole, write_key
from autograder.course.places import Homework
from autograder.doors.instructor import again
from autograder.errors import BuildError, RecordError
from autograder.grade import gather, grade
from autograder.gradebook.evidence import read_evidence, write_evidence
from autograder.model import Cause, Evidence
from autograder.records import from_json, to_json
from autograder.report.disclose import disclose
from autograder.report.grade_json import grade_json
from autograder.report.markdown import summary_markdown
from autograder.report.page import student_page
from autograder.report.terminal import render_check
from tests.written_notebooks import book

RUBRIC = """\
title: Neural networks
hand-in: {notebook: A2_*.ipynb, pdf: report.pdf}
tell: TELL
items:
  - id: dimensions
    title: How many parameters in total?
    check: answer
    file: A2_*.ipynb
    under: TASK 3.6
    contains: {number: 258058}
    known:
      257840: all biases are forgotten
      257914: the biases of the convolutions are forgotten
      4018186: the poolings move by one pixel
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
  - id: wish
    title: Anything else?
    check: answer
    file: A2_*.ipynb
    under: TASK 3.8
    words: 1 to 9
    points: 1
"""
QUESTIONS = tuple(f"## TASK 3.{n}: question\n\nWhat about layers of 5×5?" for n in (6, 7, 8))
HOLES = tuple(f"**Task 3.{n}**\n\n*Write your answer here.*" for n in (6, 7, 8))
SOLUTION = "<!-- begin solution: Task 3.{n} -->\n{text}\n<!-- end solution -->"
NOT_IT = "which is not the number that is asked for"
UNNAMED = "the number that is asked for is not among its words"
SECRETS = ("258058", "258,058", "257840", "257914", "4018186", "biases", "one pixel")


def filled(*answers):
    """The template with these in its holes; None leaves one."""
    texts = [
        hole if text is None else text for hole, text in zip(HOLES, (*answers, None, None, None), strict=False)
    ]
    return book("# A2", *(cell for pair in zip(QUESTIONS, texts, strict=True) for cell in pair))


class Course:
    """The homework in a folder: its keys, and grades of notebooks made from them."""

    def __init__(self, root):
        self.root, self.homework = root, Homework(root, "neural_nets")
        self.homework.folder.mkdir(parents=True)
        self.homework.reference.mkdir(parents=True)
        solved = ("258,058 in all.", "Edges, in 32 and 64 filters.", "No.")
        texts = [SOLUTION.format(n=n, text=text) for n, text in zip((6, 7, 8), solved, strict=True)]
        (self.homework.reference / "A2_Solution.ipynb").write_text(filled(*texts))
        self.write()

    def write(self, *changes, tell="hint"):
        text = RUBRIC.replace("TELL", tell)
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        self.homework.rubric.write_text(text)
        built = build(self.homework, "secret", [FakeBox(lambda question: None)])
        write_key(self.homework.build, built.public, built.public_arrays)
        write_key(self.homework.build, built.hidden, built.hidden_arrays)

    def gathered(self, *files, own=False, beside=()):
        key, arrays = self.key(own=own)
        folder = self.root / "submissions" / "ada"
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.iterdir():
            old.unlink()
        (folder / "notes.txt").write_text("a hand-in has some file")
        for name in beside:
            (folder / name).write_text("%PDF-")
        for text in files:
            (folder / "LATE_4711_A2_Doe-1.ipynb").write_text(text)
        return gather(folder, key, arrays, batch_of(key, arrays), FakeBox(lambda question: None), own=own)

    def key(self, *, own=False):
        build = self.homework.build
        return read_public(build / "public.key") if own else read_whole(build)

    def graded(self, *files, own=False, beside=()):
        key, arrays = self.key(own=own)
        return grade(key, arrays, self.gathered(*files, own=own, beside=beside))

    def item(self, *answers, name="dimensions", own=False):
        return next(item for item in self.graded(filled(*answers), own=own).items if item.id == name)


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    return Course(tmp_path_factory.mktemp("course"))


@pytest.fixture
def own_course(tmp_path):
    return Course(tmp_path)


@pytest.mark.parametrize("typed", ["258058", "It has $258{,}058$.", "**258.058**", "It has 258 058 of them"])
def test_the_right_number_earns_all_points(course, typed):
    item = course.item(typed)
    assert (item.earned, item.open, item.state) == (4, 0, "right")
    assert item.file.endswith("A2_Doe-1.ipynb cell 3")


@pytest.mark.parametrize(
    ("typed", "clause"),
    [
        ("257,840", f"names 257,840, {NOT_IT}: all biases are forgotten"),
        ("It is 257.914!", f"names 257.914, {NOT_IT}: the biases of the convolutions are forgotten"),
        ("32*25=800, 4,018,186", f"names 4,018,186, {NOT_IT}: the poolings move by one pixel"),
        ("258059", f"names 258059, {NOT_IT}"),
        ("1258058", f"names 1258058, {NOT_IT}"),
        ("Very many.", "names no number"),
    ],
)
def test_another_number_costs_all_points_and_is_told_with_what_it_betrays(course, typed, clause):
    item = course.item(typed)
    assert (item.earned, item.lost, item.state, item.clause) == (0, 4, "wrong", clause)


@pytest.mark.parametrize(
    ("typed", "clause", "aside"),
    [
        (
            "257,840 without biases, else 258,058",
            "names 257,840 and 258,058",
            "258,058 is right, among 2 numbers; 257,840 betrays: all biases are forgotten",
        ),
        (
            "258058 or 258059",
            "names 258058 and 258059",
            "258058 is right, among 2 numbers; 258059 may be meant as well",
        ),
        ("258 . 058", "names 258 and 058", "the digits of the right number are there, typed in another way"),
        ("![](attachment:scan.png)", "names no number; with a picture", UNNAMED),
        ("\n" * 2000 + "258058", "names no number; too long to be read whole", UNNAMED),
        ("7 " * 20_000, "names 7; too long to be read whole", UNNAMED),
    ],
)
def test_in_doubt_a_person_reads_and_is_told_what_no_student_is(course, typed, clause, aside):
    item = course.item(typed)
    assert (item.open, item.lost, item.cause, item.clause) == (4, 0, Cause.TO_BE_READ, clause)
    assert item.aside == aside


def test_a_number_that_stands_in_the_heading_earns_nothing_by_itself(course):
    below = book("# A2", "## TASK 3.6 (258058 points)", "Many.", *QUESTIONS[1:])
    item = course.graded(below).items[0]
    assert (item.earned, item.open, item.clause) == (0, 4, "names no number; with words in the heading")


@pytest.mark.parametrize("tell", ["points", "hint"])
def test_whoever_tries_many_numbers_does_not_learn_which_is_right(own_course, tell):
    own_course.write(tell=tell)
    tried = " ".join(f"{n}," for n in (*range(100, 200), 257840, 258058))
    found = own_course.graded(filled(tried, f"{tried} 32 and 17 filters"))
    told = disclose(found, "student")
    texts = [student_page(told), render_check(told, width=200), summary_markdown(told)]
    assert [item.open for item in told.items[:2]] == [4, 8]
    for said in ("is right", "betrays", "biases", "among"):
        assert not [text for text in texts if said in text]
    assert [(item.clause, item.aside) for item in told.items[:2]] == [
        ("names 102 numbers", ""),
        ("106 words, 5 to 40 were asked for", ""),
    ]
    assert "258058 is right, among 102 numbers; 257840 betrays: all biases are forgotten" in student_page(found)


@pytest.mark.parametrize("tell", ["points", "cases", "hint"])
@pytest.mark.parametrize(
    "answers",
    [
        ("257,840 without biases, else 258,058", "Edges in each of 28 filters, and of 64."),
        ("258058 or 258059", "Edges and colours, in 32 filters."),
        ("258 . 058", "![](attachment:scan.png)"),
        ("7 " * 20_000, "7 7 7 7 7 7"),
    ],
)
def test_no_file_in_the_tree_of_students_holds_what_the_person_is_told_who_reads(own_course, answers, tell):
    own_course.write(tell=tell)
    key, arrays = own_course.key()
    gathered = own_course.gathered(filled(*answers))
    found = grade(key, arrays, gathered)
    write_grade(own_course.root / "grades", "ada", found, key, gathered.arrays)
    files = [path for path in (own_course.root / "grades").rglob("*") if path.is_file()]
    students = [path.read_bytes() for path in files if "students" in path.parts]
    instructor = [path.read_bytes() for path in files if "students" not in path.parts]
    asides = [item.aside for item in found.items if item.aside]
    assert len(asides) == 2
    assert len(students) == len(REPORTS)
    for aside in asides:
        assert any(aside.encode() in text for text in instructor)
        assert not [part for part in aside.split("; ") for text in students if part.encode() in text]
    for said in (b"is right", b"betrays", b"may be meant", b"biases are", b"is counted", b"among its words"):
        assert not [text for text in students if said in text]


@pytest.mark.parametrize("typed", [None, "", "<br>", "*Your answer here*"])
@pytest.mark.parametrize("name", ["dimensions", "filters", "wish"])
def test_what_was_not_begun_is_judged_whoever_decides(course, typed, name):
    item = course.item(typed, typed, typed, name=name)
    assert (item.open, item.lost, item.state, item.cause) == (0, item.points, "not begun", None)


def test_what_is_empty_in_the_notebook_a_person_may_find_in_the_pdf(course):
    dimensions, filters, _ = course.graded(filled(), beside=["report.pdf"]).items
    assert (dimensions.state, dimensions.lost) == ("not begun", 4)
    assert (filters.state, filters.open) == ("open", 8)
    assert filters.clause == "nothing under “TASK 3.7”; report.pdf was handed in as well"


@pytest.mark.parametrize(
    ("typed", "clause", "aside"),
    [
        ("Edges and colours, in 32 filters.", "6 words", "32 is right"),
        ("Edges.", "1 word, 5 to 40 were asked for", UNNAMED),
        ("edge " * 50 + "64", "51 words, 5 to 40 were asked for", "64 is right"),
        ("Edges in each of 28 filters.", "6 words", f"{UNNAMED}; 28 betrays: their size is counted"),
        ("![](a.png)", "0 words, 5 to 40 were asked for; with a picture", UNNAMED),
    ],
)
def test_with_levels_a_person_decides_and_is_told_what_can_be_counted(course, typed, clause, aside):
    item = course.item(None, typed, name="filters")
    assert (item.open, item.earned, item.state, item.clause) == (8, 0, "open", clause)
    assert item.aside == aside


@pytest.mark.parametrize("typed", ["No.", "word " * 100])
def test_a_count_of_words_never_costs_points(course, typed):
    item = course.item(None, None, typed, name="wish")
    assert (item.open, item.lost, item.cause) == (1, 0, Cause.TO_BE_READ)


def test_a_section_that_is_gone_is_not_begun_where_a_number_decides_and_open_where_a_person_does(course):
    dimensions, filters, _ = course.graded(book("# A2", "Nothing.", name="own")).items
    assert (dimensions.state, dimensions.clause) == ("not begun", "there is no heading “TASK 3.6”")
    assert (filters.state, filters.open, filters.clause) == ("open", 8, "there is no heading “TASK 3.7”")
    renamed = book("# A2", "## Task 36\n258058", "## Task 37\nEdges", name="own")
    dimensions, filters, _ = course.graded(renamed).items
    assert (dimensions.open, filters.open) == (4, 8)
    assert dimensions.clause == "there is no heading “TASK 3.6”; the nearest is “Task 36”, in cell 2"


def test_without_a_notebook_a_number_is_not_begun_and_a_person_looks_elsewhere(course):
    dimensions, filters, _ = course.graded().items
    assert (dimensions.state, dimensions.lost, dimensions.clause) == ("not begun", 4, "there is no notebook")
    assert (filters.state, filters.open, filters.clause) == ("open", 8, "there is no notebook")


def test_a_notebook_that_cannot_be_read_is_the_reason_told(course):
    dimensions, filters, _ = course.graded("{").items
    assert (dimensions.state, dimensions.lost, filters.open) == ("wrong", 4, 8)
    assert "the file ends in the middle" in dimensions.clause


@pytest.mark.parametrize(
    ("tell", "told"),
    [
        ("points", ("", "", "")),
        ("cases", (f"names 257840, {NOT_IT}", f"names 257840, {NOT_IT}", "")),
        (
            "hint",
            (
                f"names 257840, {NOT_IT}: all biases are forgotten",
                f"names 257840, {NOT_IT}",
                "Look again: all biases are forgotten.",
            ),
        ),
    ],
)
def test_a_student_is_told_as_much_as_the_rubric_says(own_course, tell, told):
    own_course.write(tell=tell)
    found = disclose(own_course.graded(filled("257840")), "student")
    (finding,) = found.findings
    assert (found.items[0].clause, finding.headline, finding.hint) == told


def test_no_file_of_a_student_holds_the_right_number_or_what_others_betray(own_course):
    own_course.write(tell="cases")
    for typed in ("257.840", "It is 7.", None):
        found = disclose(own_course.graded(filled(typed)), "student")
        own = disclose(own_course.graded(filled(typed), own=True), "student")
        texts = [grade_json(found).decode(), student_page(found), render_check(found), summary_markdown(own)]
        assert not [secret for secret in SECRETS for text in texts if secret in text]
    public, hidden = ((own_course.homework.build / f"{part}.key").read_bytes() for part in ("public", "hidden"))
    assert [secret for secret in SECRETS if secret.encode() in public] == []
    assert b"258058" in hidden
    assert b"257840" in hidden


@pytest.mark.parametrize(
    ("answers", "name", "state", "clause"),
    [
        ((None,), "dimensions", "not begun", "not begun"),
        (("258058",), "dimensions", "open", "compared after you hand in · names 258058"),
        (("257840",), "dimensions", "open", "compared after you hand in · names 257840"),
        ((None, None), "filters", "not begun", "not begun"),
        ((None, "Two"), "filters", "open", "read by a person after you hand in · 1 word, 5 to 40 were asked for"),
    ],
)
def test_a_students_own_check_says_what_it_sees_and_not_whether_it_is_right(course, answers, name, state, clause):
    item = course.item(*answers, name=name, own=True)
    assert (item.state, item.clause, item.earned) == (state, clause, 0)
    assert clause in render_check(course.graded(filled(*answers), own=True), width=200)


def test_another_number_is_judged_from_what_is_stored(own_course, tmp_path):
    stored = tmp_path / "evidence"
    gathered = own_course.gathered(filled("257840", "Edges and colours, 5 of them"))
    write_evidence(stored, gathered.evidence, gathered.arrays)
    own_course.write(
        ("{number: 258058}", "{number: [258058, 257840]}"),
        ("      257840: all biases are forgotten\n", ""),
        ("5 to 40", "9 to 40"),
    )
    evidence, got = read_evidence(stored)
    found = again(*own_course.key(), evidence, got, stored)
    assert (found.items[0].state, found.items[0].earned) == ("right", Fraction(4))
    assert found.items[1].clause.startswith("6 words, 9 to 40 were asked for")
    own_course.write(("TASK 3.6", "A2"))
    with pytest.raises(RecordError, match="a heading, a file, the template or a limit; it has to be graded anew"):
        again(*own_course.key(), evidence, got, stored)
    found = again(*own_course.key(), replace(evidence, read_by=""), got, stored)
    assert (found.items[0].open, found.items[0].clause) == (4, "")


def test_a_heading_that_the_template_has_not_is_the_authors_slip(own_course):
    said = "dimensions: under: the notebook has no heading 'TSAK 3.6'; the nearest is 'TASK 3.6: question'"
    with pytest.raises(BuildError, match=re.escape(said)):
        own_course.write(("TASK 3.6", "TSAK 3.6"))


@pytest.mark.parametrize(
    ("solved", "said"),
    [
        ("258,085 in all.", "names 258,085, and not the number that stands here; mend one of the two"),
        ("Many.", "names no number, and not the number that stands here; mend one of the two"),
        (
            "258,058, and 257,840 without biases",
            "names 258,058 and 257,840, so that a person would have to read it; let it name the right number alone",
        ),
    ],
)
def test_a_number_that_the_reference_has_not_is_the_authors_slip(own_course, solved, said):
    reference = own_course.homework.reference / "A2_Solution.ipynb"
    reference.write_text(reference.read_text().replace("258,058 in all.", solved))
    with pytest.raises(BuildError, match=re.escape(f"dimensions: contains: the reference, in cell 3, {said}")):
        own_course.write()


def test_what_the_reference_does_not_answer_is_not_compared(own_course):
    (own_course.homework.reference / "A2_Solution.ipynb").write_text(filled())
    own_course.write()
    assert own_course.item("258058").state == "right"


def test_evidence_from_before_answers_were_read_stays_open(course):
    key, arrays = course.key()
    gathered = course.gathered(filled(None, "Edges"))
    old = json.loads(to_json(gathered.evidence))
    del old["notebook"]["written"]
    del old["read_by"]
    evidence = from_json(json.dumps(old), Evidence)
    found = again(key, arrays, evidence, {}, course.root)
    assert [(item.open, item.lost, item.clause) for item in found.items] == [(4, 0, ""), (8, 0, ""), (1, 0, "")]
    with pytest.raises(RecordError):
        from_json(json.dumps({**old, "notebook": {**old["notebook"], "written": {"it": {"under": 1}}}}), Evidence)


def test_the_reference_is_right_and_its_template_not_begun(course):
    solved = (course.homework.reference / "A2_Solution.ipynb").read_text()
    assert [item.state for item in course.graded(solved).items] == ["right", "open", "open"]
    assert [item.state for item in course.graded(filled()).items] == ["not begun"] * 3


def test_the_same_answer_is_graded_the_same_to_the_byte(course):
    gathered = course.gathered(filled("257840", "Edges"))
    one, other = (grade_json(grade(*course.key(), gathered)) for _ in range(2))
    assert one == other
