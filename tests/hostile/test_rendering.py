"""What a student's program can write into a report: it stays text, in every report, whoever reads it."""

import ast
import json
import re
import unicodedata
from dataclasses import replace
from fractions import Fraction
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
from markdown_it import MarkdownIt

from autograder.batch.finding import Entry
from autograder.batch.results import write_grade
from autograder.batch.run import Result
from autograder.doors import console, instructor, student
from autograder.doors.hints import next_step
from autograder.grade import grade, keep
from autograder.intake.submission import Submission, submission_name
from autograder.model import (
    Answer,
    Cause,
    CellRun,
    CodeCell,
    Failure,
    Flaw,
    Found,
    Frame,
    Item,
    NotebookSeen,
    Outcome,
    Share,
    Tell,
    Value,
    Wanted,
    Writing,
    Written,
)
from autograder.report.class_page import ClassRow, class_page, class_row
from autograder.report.disclose import disclose
from autograder.report.grade_json import grade_json
from autograder.report.junit import junit_xml
from autograder.report.markdown import summary_markdown
from autograder.report.page import student_page
from autograder.report.safe import width_of
from autograder.report.script import scripts
from autograder.report.terminal import render_check, render_grade_line
from tests.hostile import target

KEY, EXPECTED = target.key()
HARMLESS = "harmless"
HIDDEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
COMMANDS = re.compile(r"^\s*::\w|##(\[|vso)", re.MULTILINE)


def has_markup(text):
    page = Page(f"<p title='{text}'>{text}</p>")
    return page.skeleton != Page("<p title='x'>x</p>").skeleton


def breaks_out(text):
    return Page(f'<p title="{text}">').attributes > {"title"}


def has_hidden(text):
    return hidden(text) != ""


def is_markdown(text):
    return kinds(text) - {"inline", "paragraph_open", "paragraph_close", "text", "softbreak"} != set()


def is_code(text):
    return len(ast.parse(f'"""{text}"""').body) > 1


def is_command(text):
    return COMMANDS.search(text) is not None


def is_template(text):
    return "{" in text


def is_formula(text):
    return text[0] in "=+-@\t\r"


def is_long(text):
    return len(text) > 5000


def reads_backwards(text):
    return any(unicodedata.bidirectional(c) in ("R", "AL") for c in text)


def is_pile(text):
    return "\u0301" * 10 in text


# Each with the careless reader that it would hit.
TEXTS = {
    "script": ("<script>alert(1)</script>", has_markup),
    "end of a script": ("</script></style></title></pre><img src=x onerror=alert(1)>", has_markup),
    "attribute": ("x' onmouseover='alert(1)' x=\"", has_markup),
    "double attribute": ('" autofocus onfocus="alert(1)', breaks_out),
    "link": ("[x](http://evil.example) javascript:alert(1)", is_markdown),
    "html link": ("<a href='javascript:alert(1)'>x</a>", has_markup),
    "comment": ("--><!-- <![CDATA[ ]]> <?xml ?>", lambda text: "<!" in text),
    "entity": ("&lt;b&gt; &#x3c;b&#x3e; &nbsp;", lambda text: Page(f"<p>{text}</p>").text != text),
    "template": ("{{ 7*7 }} {% for x in y %} {0} {grade} %(x)s ${x}", is_template),
    "colour": ("\x1b[31mred\x1b[2J\x1b[1;1H", has_hidden),
    "title": ("\x1b]0;owned\x07 \x9b31m \x1b]8;;http://evil.example\x1b\\x\x1b]8;;\x1b\\", has_hidden),
    "clipboard": ("\x1b]52;c;ZXZpbA==\x07\x1bP+q544e\x1b\\", has_hidden),
    "backwards": ("\u202egnp.exe\u2066\u2069\u200f", has_hidden),
    "invisible": ("a\u200bb\u200dc\ufeffd\u2060e\U000e0041", has_hidden),
    "controls": ("\x00\x07\x08\x7f\x85\u2028\u2029\r", has_hidden),
    "right to left": ("שלום عليكم 4/4", reads_backwards),
    "pile of marks": ("a" + "\u0301" * 500, is_pile),
    "long line": ("x" * 6000, is_long),
    "long words": ("word " * 2000, is_long),
    "formula": ("=cmd|' /C calc'!A0", is_formula),
    "formula of signs": ("@SUM(1+1)*cmd|' /C calc'!A0", is_formula),
    "table": ("a | b |\n|---|---|\n| 1 | 2 |", lambda text: "|" in text),
    "markdown": ("# x\n\n- *y* `z` ![i](http://evil.example/i.png) <b>", is_markdown),
    "fence": ("```\n</details>\n# out", is_markdown),
    "end of the docstring": ('"""\nimport os\nos.abort()\n"""', is_code),
    "escapes of Python": ("\\N{x \\u12 \\x", lambda text: fails(SyntaxError, is_code, text)),
    "command of a runner": ('::notice title=Autograding report::{"totalPoints":60}', is_command),
    "old command of a runner": ("##[set-output name=result]x ##vso[task.x]y", is_command),
    "wrapped command": ("m" * 70 + ' ::notice::{"totalPoints":60}', lambda text: " ::" in text),
}  # fmt: skip


def fails(kind, call, *arguments):
    try:
        call(*arguments)
    except kind:
        return True
    return False


class Page(HTMLParser):
    """The elements of a page with the names of their attributes, the links, and all text."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.skeleton, self.links, self.texts, self.values = [], [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.skeleton.append((tag, *(name for name, _ in attributes)))
        self.links += [value for name, value in attributes if name in ("href", "src", "action", "style")]
        self.values += [value or "" for _, value in attributes]

    def handle_endtag(self, tag):
        self.skeleton.append(("/" + tag,))

    def handle_comment(self, data):
        self.skeleton.append(("comment",))

    def handle_decl(self, decl):
        self.skeleton.append(("declaration",))

    def handle_pi(self, data):
        self.skeleton.append(("instruction",))

    def unknown_decl(self, data):
        self.skeleton.append(("unknown",))

    def handle_data(self, data):
        self.texts.append(data)

    @property
    def text(self):
        return "".join(self.texts)

    @property
    def attributes(self):
        return {name for _, *names in self.skeleton for name in names}


def kinds(text):
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    return {t.type for token in tokens for t in (token, *(token.children or ()))}


def hidden(text, allowed="\n"):
    return "".join(c for c in text if unicodedata.category(c) in HIDDEN and c not in allowed)


WAYS = ("raised", "type", "import failed")


def gathered(text, way):
    """One submission that answers nothing but this text, in every place that its author can reach."""
    name = re.sub(r"[/\0]", "", text)
    frame = Frame(file=text[:200], line=3, function=text[:80], text=text[:200])
    failure = Failure(type=text[:80], message=text[:600], frames=(frame,))
    ends = {
        "raised": {"outcome": Outcome.RAISED, "failure": failure},
        "type": {"outcome": Outcome.ANSWERED, "values": {"out": Value(kind="other", dtype=text[:80])}},
        "import failed": {"outcome": Outcome.IMPORT_FAILED, "failure": failure, "detail": text[:80]},
    }
    answer = Answer(prints=text[:400], changed=(text[:80],), **ends[way])
    submission = Submission(
        name=submission_name(Path("/class") / name), source=Path(), files={name: "0"}, documents={},
        found={item.id: Found(exists=True, line=1) for item in KEY.rubric.items},
        remarks=(f"{name}:1: {text[:90]} is not allowed in this homework", f"{name} is missing"),
    )  # fmt: skip
    replies = SimpleNamespace(answers={case.id: answer for case in KEY.cases}, arrays={}, level="full")
    return keep(submission, KEY, EXPECTED, "", replies, {})


@cache
def graded(text, way, reader="instructor"):
    return disclose(grade(KEY, EXPECTED, gathered(text, way)), reader)


every_text = pytest.mark.parametrize("text", [text for text, _ in TEXTS.values()], ids=TEXTS)
every_way = pytest.mark.parametrize("way", WAYS)
every_reader = pytest.mark.parametrize("reader", ["instructor", "student"])


@pytest.mark.parametrize("name", TEXTS)
def test_a_careless_report_would_be_hit(name):
    text, hits = TEXTS[name]
    assert hits(text)


@cache
def page_of(text, way, reader):
    seen = graded(text, way, reader)
    return Page(student_page(seen, scripts=scripts(seen, KEY)))


@every_text
@every_way
@every_reader
def test_no_element_of_a_page_is_the_students(text, way, reader):
    page, harmless = page_of(text, way, reader), page_of(HARMLESS, way, reader)
    assert page.skeleton == harmless.skeleton
    assert page.links == harmless.links
    assert hidden(page.text + "".join(page.values)) == ""
    assert longest_pile(page.text) <= MOST_MARKS
    assert len(page.text) < 200_000


@every_text
@every_way
def test_no_element_of_a_class_page_is_the_students(text, way):
    page, harmless = (Page(class_page_of(one, way)) for one in (text, HARMLESS))
    assert sorted(page.skeleton) == sorted(harmless.skeleton)
    assert len(page.links) == len(harmless.links)
    assert all(re.fullmatch(r"(?!//)[\w./%#~-]*", link, re.ASCII) for link in page.links)
    assert hidden(page.text + "".join(page.values)) == ""
    assert longest_pile(page.text) <= MOST_MARKS


def class_page_of(text, way):
    """A submission with a grade, one that could not be opened, and one that broke us."""
    rows = [
        class_row(graded(text, way), href="instructor/ada/report.html"),
        class_row(graded(text, way), href=text[:200]),
        ClassRow(submission=text, problem=text),
    ]
    items = {item.id: item.points for item in KEY.rubric.items}
    return class_page(rows, title=KEY.rubric.title, homework=KEY.rubric.homework, items=items)


@every_text
@every_way
@every_reader
def test_a_terminal_hears_no_command(text, way, reader):
    seen = graded(text, way, reader)
    for unicode in (True, False):
        lines = [
            render_check(seen, unicode=unicode), render_check(seen, unicode=unicode, quiet=True),
            COLOUR.sub("", render_check(seen, unicode=unicode, colour=True)),
            render_grade_line(seen, unicode=unicode),
        ]  # fmt: skip
        for said in lines:
            assert hidden(said) == ""
            assert COMMANDS.search(said) is None
            assert longest_pile(said) <= MOST_MARKS
            assert len(said) < 20_000
            assert said.isascii() or unicode
        assert "\n" not in lines[-1]


@every_text
@every_way
def test_a_hint_hides_nothing(text, way, tmp_path, capsys):
    seen = graded(text, way, "student")
    for _ in range(4):
        console.say(next_step(tmp_path, "double", seen.findings[0], seen))
    assert hidden(capsys.readouterr().out) == ""


@every_text
@every_way
def test_a_line_of_a_batch_hides_nothing(text, way, capsys):
    seen = graded(text, way)
    instructor._tell([Result(Entry(seen.submission, "ada", Path("ada")), seen)], Path("class.html"))
    assert hidden(capsys.readouterr().out) == ""


@pytest.mark.parametrize("said", [console.say, console.note], ids=["say", "note"])
def test_whatever_is_said_on_a_terminal_is_no_command(said, capsys):
    """Not yet: what nobody thought of, such as an exception of our own that quotes a student."""
    said("look  ada: ValueError at x.py:1: \x1b]0;owned\x07\x9b31m\u202e")
    heard = capsys.readouterr()
    assert hidden(heard.out + heard.err) == ""


@every_text
@every_way
@every_reader
def test_json_and_xml_can_be_read_and_printed(text, way, reader):
    seen, harmless = graded(text, way, reader), graded(HARMLESS, way, reader)
    told = grade_json(seen).decode()
    assert hidden(told) == ""
    assert json.loads(told)["submission"] == seen.submission
    xml = junit_xml(seen)
    assert hidden(xml.decode()) == ""
    assert [e.tag for e in ElementTree.fromstring(xml).iter()] == [
        e.tag for e in ElementTree.fromstring(junit_xml(harmless)).iter()
    ]


@every_text
@every_way
@every_reader
def test_a_summary_holds_no_markup_of_the_students(text, way, reader):
    summary = summary_markdown(graded(text, way, reader))
    assert structure(summary) == structure(summary_markdown(graded(HARMLESS, way, reader)))
    assert hidden(summary) == ""


def structure(summary):
    """All but the texts: what a reader of Markdown builds from it."""
    tokens = MarkdownIt("commonmark").enable("table").parse(summary)
    inside = ("text", "softbreak", "hardbreak")
    flat = (t for token in tokens for t in (token, *(token.children or ())) if t.type not in inside)
    return [(t.type, t.content if t.type == "html_block" else "") for t in flat]


@every_text
@every_way
@every_reader
def test_a_script_does_what_the_key_says_and_nothing_else(text, way, reader):
    """It is shown to be pasted, and `try` writes it beside the homework."""
    found, harmless = (scripts(graded(one, way, reader), KEY) for one in (text, HARMLESS))
    assert found.keys() == harmless.keys()
    for item, script in found.items():
        assert ast.dump(without_docstring(script)) == ast.dump(without_docstring(harmless[item]))


def without_docstring(script):
    tree = ast.parse(script)
    assert isinstance(tree.body[0].value.value, str)
    tree.body = tree.body[1:]
    return tree


PICTURES = {"notebook/2/0": b'\x89PNG\r\n\x1a\n"><script>alert(1)</script>', "notebook/2/1": b"<svg onload=x>"}
NOTED = replace(
    KEY,
    rubric=replace(
        KEY.rubric,
        items=(
            *KEY.rubric.items,
            *(
                Item(
                    id=f"notebook-{points}", title="The notebook", check="notebook", tell=Tell.HINT,
                    shares=(Share(group="all", points=Fraction(points)),), wanted=Wanted(named="a.ipynb"),
                )
                for points in (2, 0)
            ),
            *(
                Item(
                    id=f"answer-{points}", title="In words", check="answer", tell=Tell.HINT,
                    shares=(Share(group="all", points=Fraction(points)),), cause_open=Cause.TO_BE_READ,
                    writing=Writing(under="Words", words=(1, 9), numbers=(Fraction(98765),), decides=points < 6),
                )
                for points in (5, 6, 7)
            ),
        ),
    ),
)  # fmt: skip


def seen_with(text):
    """A notebook whose author chose every name, line and output; each cell ended in another way."""
    failure = Failure(type=text[:80], message=text[:600])
    ends = [
        CellRun(outcome=Outcome.RAISED, detail=text[:80], prints=text[:4000], failure=failure, pictures=2),
        CellRun(outcome=Outcome.CPU_LIMIT, detail="after 60 s of computing in this cell", prints=text[:4000]),
        CellRun(outcome=Outcome.MEMORY_LIMIT, failure=failure),
        CellRun(outcome=Outcome.OUR_FAILURE, detail=text),
        CellRun(outcome=Outcome.NOT_REACHED, detail=text[:80]),
        CellRun(outcome=Outcome.NOT_REACHED, detail=text[:80]),
    ]
    cells = [CodeCell(number=n, begins=text[:60], saved=text[:4000], run=end) for n, end in enumerate(ends, 2)]
    flaws = (
        Flaw(kind="error", cell=2, text=f"Cell 2 ends with {text[:80]}: {text[:120]}."),
        Flaw(kind="name", cell=None, text=f"The file is called {text[:200]}; it should be called a.ipynb."),
        Flaw(kind="placeholder", cell=3, text=text[:300]),
        Flaw(kind="section", cell=4, text=text),
    )
    answer = Written(under="Words", cell=5, text=text.ljust(1000, "."))
    gone = Written(under="Words", nearest=f"“{text[:80]}”, in cell 6")
    written = {"answer-5": answer, "answer-6": answer, "answer-7": gone}
    return NotebookSeen(name=re.sub(r"[/\0]", "", text)[:200], flaws=flaws, cells=tuple(cells), written=written)


@cache
def noted(text, reader="instructor", kept=None):
    """All is wrong, and so is the notebook; with `kept` points it is only the notebook that costs some."""
    evidence = replace(gathered(text, "raised").evidence, notebook=seen_with(text))
    found = grade(NOTED, EXPECTED, SimpleNamespace(evidence=evidence, arrays={}))
    items = found.items if kept is None else tuple(i for i in found.items if i.id == f"notebook-{kept}")
    lost = sum((item.lost for item in items), Fraction(0))
    few = {} if kept is None else {"findings": (), "part": "public", "earned": Fraction(9), "open": Fraction(0)}
    return disclose(replace(found, items=items, lost=lost, flags=(text,) * 2, **few), reader)


every_kept = pytest.mark.parametrize("kept", [None, 2, 0], ids=["among others", "with points", "without points"])


@every_text
@every_reader
@every_kept
def test_no_element_of_a_notebooks_page_is_its_authors(text, reader, kept):
    page, harmless = (Page(student_page(noted(one, reader, kept), pictures=PICTURES)) for one in (text, HARMLESS))
    assert page.skeleton == harmless.skeleton
    assert page.links == harmless.links
    assert sum(tag == "img" for tag, *_ in page.skeleton) == 1
    assert hidden(page.text + "".join(page.values)) == ""
    assert longest_pile(page.text) <= MOST_MARKS
    assert len(page.text) < 200_000


@every_text
@every_reader
@every_kept
def test_a_terminal_hears_no_command_of_a_notebook(text, reader, kept):
    seen = noted(text, reader, kept)
    for unicode in (True, False):
        full, quiet, coloured = (
            COLOUR.sub("", render_check(seen, unicode=unicode, **how))
            for how in ({}, {"quiet": True}, {"colour": True})
        )
        for said in (full, quiet, coloured, render_grade_line(seen, unicode=unicode)):
            assert hidden(said) == ""
            assert COMMANDS.search(said) is None
            assert longest_pile(said) <= MOST_MARKS
            assert all(width_of(line) <= 80 for line in said.split("\n"))
            assert said.isascii() or unicode


@every_text
@every_reader
@every_kept
def test_files_about_a_notebook_can_be_read_and_hold_no_markup_of_its_author(text, reader, kept):
    seen, harmless = noted(text, reader, kept), noted(HARMLESS, reader, kept)
    assert hidden(grade_json(seen).decode()) == ""
    assert json.loads(grade_json(seen))["notebook"]["cells"][0]["begins"] == text[:60]
    assert json.loads(grade_json(seen))["notebook"]["written"]["answer-6"]["text"].startswith(text)
    xml = junit_xml(seen)
    assert hidden(xml.decode()) == ""
    assert [e.tag for e in ElementTree.fromstring(xml).iter()] == [
        e.tag for e in ElementTree.fromstring(junit_xml(harmless)).iter()
    ]
    summary = summary_markdown(seen)
    assert structure(summary) == structure(summary_markdown(harmless))
    assert hidden(summary) == ""


@every_text
def test_no_element_of_the_page_of_a_class_with_flags_is_a_students(text):
    page, harmless = (Page(flagged_class(one)) for one in (text, HARMLESS))
    assert sorted(page.skeleton) == sorted(harmless.skeleton)
    assert all(re.fullmatch(r"(?!//)[\w./%#~-]*", link, re.ASCII) for link in page.links)
    assert hidden(page.text + "".join(page.values)) == ""
    assert longest_pile(page.text) <= MOST_MARKS


def flagged_class(text):
    rows = [
        class_row(noted(text), href="instructor/ada/report.html"),
        class_row(noted(text, kept=2), href=text[:200]),
    ]
    items = {item.id: item.points for item in NOTED.rubric.items}
    return class_page(rows, title=KEY.rubric.title, homework=KEY.rubric.homework, items=items)


@every_text
def test_a_hint_about_a_notebook_says_all_that_is_to_be_mended_and_hides_nothing(text, capsys):
    console.say(student._nothing_to_say(noted(text, "student"), "notebook-2"))
    said = capsys.readouterr().out
    assert said.startswith("notebook-2: 4 things to mend.\n  Cell 2 ends with")
    assert hidden(said) == ""
    assert COMMANDS.search(said) is None


def test_flags_are_counted_where_a_batch_ends(capsys):
    seen = noted(HARMLESS)
    instructor._tell([Result(Entry(seen.submission, "ada", Path("ada")), seen)], Path("class.html"))
    assert "2 flags: class.html#flags\n" in capsys.readouterr().out


@every_text
def test_a_flag_reaches_no_file_of_a_student(text, tmp_path):
    marked = replace(noted(text), flags=(f"8675309 {text}",))
    write_grade(tmp_path, "ada", marked, NOTED)
    assert "8675309" in (tmp_path / "instructor" / "ada" / "report.html").read_text(encoding="utf-8")
    for path in (tmp_path / "students").rglob("*.*"):
        assert b"8675309" not in path.read_bytes(), path


CHECKED = {".html", ".json", ".xml"}


@every_text
def test_whatever_is_written_is_of_a_kind_that_is_checked_here(text, tmp_path):
    """No report is a table for a spreadsheet yet; the first one has to be checked for formulas."""
    write_grade(tmp_path, "ada", noted(text), NOTED)
    assert {path.suffix for path in tmp_path.rglob("*") if path.is_file()} == CHECKED


def longest_pile(text):
    """The most signs that stand upon one letter."""
    return max((len(found) for found in re.findall(r"[\u0300-\u036f]+", text)), default=0)


MOST_MARKS = 8
