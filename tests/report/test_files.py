"""The files of a report: the page, the class page, JSON and its documentation, JUnit, the summary."""

import dataclasses
import json
import re
import typing
from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from autograder.model import GRADE_SCHEMA, Grade, ShareGrade, Tell
from autograder.records import from_json
from autograder.report import story
from autograder.report.class_page import ClassRow, class_page, class_row
from autograder.report.disclose import disclose
from autograder.report.grade_json import grade_json
from autograder.report.junit import junit_xml
from autograder.report.markdown import escaped, summary_markdown
from autograder.report.page import student_page
from autograder.report.strip import strip

DOCS = Path(__file__).parents[2] / "docs" / "grade-json.md"


@pytest.mark.parametrize("story", ["border", "all_right", "template", "crash", "noted", "hostile"])
def test_pages_and_summaries_are_as_they_were(sample, same_as_gold, story):
    grade = disclose(getattr(sample, story)(), "student")
    same_as_gold(f"page-{story}.html", student_page(grade))
    same_as_gold(f"summary-{story}.md", summary_markdown(grade))


def test_the_strip_marks_the_setting_that_tells_right_from_wrong(sample):
    grade = sample.border()
    found = strip(grade.items[2], grade.findings[0])
    assert found is not None
    (part,) = found.parts
    assert found.separates == "padding"
    assert [row.name for row in part.outputs] == ["dx", "dw", "db"]
    assert "".join(cell.mark for cell in part.outputs[0].cells) == "✗✗✓✓✓✓✓✓✓✓✓✗✗"
    assert [row.name for row in part.settings if row.separates] == ["padding"]


def test_public_and_hidden_cases_have_a_strip_each(sample):
    grade = sample.border(whole=True)
    found = strip(grade.items[2], grade.findings[0])
    assert found is not None
    assert [part.hidden for part in found.parts] == [False, True]
    assert [part.starts for part in found.parts] == [(0, 5, 6, 11), (0, 1, 6)]
    assert "".join(cell.mark for cell in found.parts[1].outputs[0].cells) == "✓✓✓✓✓✓✗✗"
    page = student_page(disclose(grade, "student"))
    assert page.index("Public cases of conv-backward") < page.index("Hidden cases of conv-backward")


def test_cases_that_earn_together_stand_together(sample):
    grade = sample.border()
    item = dataclasses.replace(grade.items[2], cases=(*grade.items[2].cases[1:], grade.items[2].cases[0]))
    found = strip(item, grade.findings[0])
    assert found is not None
    assert [group.span for group in found.parts[0].groups] == [5, 1, 5, 2]


def test_one_wrong_case_and_its_hidden_twin_mark_no_setting(sample):
    grade = sample.border(whole=True)
    cases = [c for c in grade.items[2].cases if "rung" not in c.case and "edge-1" not in c.case]
    found = strip(dataclasses.replace(grade.items[2], cases=tuple(cases)), grade.findings[0])
    assert found is not None
    assert found.separates == ""


def test_where_nothing_could_be_asked_no_cases_are_counted(sample):
    grade = sample.border()
    problem = dataclasses.replace(grade.findings[0].problem, kind="import failed")
    finding = dataclasses.replace(grade.findings[0], problem=problem)
    assert strip(grade.items[2], finding) is None
    assert story.counts(finding) == ""
    assert story.place(finding) == finding.file
    assert story.counts(grade.findings[0]).startswith("Right in all 9 cases")


def test_the_page_tells_what_to_do_next_and_folds_the_mistake_away(sample):
    page = student_page(disclose(sample.border(), "student"))
    assert page.index("Do this next") < page.index("dx comes back empty") < page.index("Name the mistake")
    assert "<details open" not in page
    assert 'aria-label="24 earned, 1 lost, 35 still open, of 60 points"' in page


def test_a_cause_of_many_items_counts_them_before_its_headline(sample):
    finding = sample.border().findings[0]
    three, four = (dataclasses.replace(finding, items=tuple("abcd"[:n])) for n in (3, 4))
    assert (story.title(three), story.title(four)) == ("a, b, c", "4 items")


def test_lost_points_are_told_by_item_and_group(sample):
    part = sample.border().items[2]
    some = ShareGrade(group="g", output="", says="g", points=Fraction(1), earned=Fraction(0), passed=1, of=3)
    outputs = tuple(dataclasses.replace(some, output=name, says="h") for name in ("dx", "dw"))
    item = dataclasses.replace(part, shares=(some, *outputs))
    assert story.shares_lost([item], ["dx", "dw"]) == [
        "Lost: 1 point with “g” (1 of 3 cases right); 1 point each for dx and dw with “h” (1 of 3 cases right)."
    ]
    alone = dataclasses.replace(some, says="all")
    assert story.shares_lost([dataclasses.replace(part, shares=(alone,))]) == [
        "Lost: 1 point (1 of 3 cases right)."
    ]
    assert story.shares_lost([item], ["dw"])[0].endswith("; 1 point for dw with “h” (1 of 3 cases right).")
    whole = dataclasses.replace(item, id="whole", earned=Fraction(0))
    assert story.shares_lost([whole, dataclasses.replace(part, shares=(some,))]) == [
        "Lost: all points of whole.",
        "Lost in conv-backward: 1 point with “g” (1 of 3 cases right).",
    ]


def test_points_lost_to_another_item_say_to_which(sample):
    grade = sample.crash()
    waits = dataclasses.replace(grade.items[2], earned=Fraction(1), state="part", clause="waits for conv-forward")
    page = student_page(disclose(dataclasses.replace(grade, items=(*grade.items[:2], waits)), "student"))
    assert "−4 points, waits for conv-forward." in page
    assert "Only the points are told here" not in page


def test_before_handing_in_what_is_not_begun_is_not_lost(sample):
    page = student_page(disclose(sample.template(), "student"))
    assert 'aria-label="0 earned, 0 lost, 25 not begun, 35 still open, of 60 points"' in page


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("It has `count` of `<b>`.", "It has <code>count</code> of <code>&lt;b&gt;</code>."),
        ("A lone ` stays, and <i>.", "A lone ` stays, and &lt;i&gt;."),
        ("`\x1b[2J`", "<code>\\x1b[2J</code>"),
    ],
)
def test_what_an_author_puts_between_backticks_is_code(sample, text, shown):
    grade = sample.border()
    finding = dataclasses.replace(grade.findings[0], name=text, hint=text)
    page = student_page(dataclasses.replace(grade, findings=(finding,)))
    assert page.count(shown) == 3


def test_where_to_begin_is_what_earns_points(sample):
    grade = sample.template()
    flag = dataclasses.replace(grade.items[0], id="own", title="All is your own", points=Fraction(0))
    page = student_page(disclose(dataclasses.replace(grade, items=(flag, *grade.items)), "student"))
    listed = page[page.index("<h2>Not begun yet</h2>") :].split("</ul>")[0]
    assert grade.items[0].title in listed
    assert "All is your own" not in listed


def test_a_script_of_try_replaces_the_bare_numbers(sample):
    page = student_page(disclose(sample.border(), "student"), scripts={"conv-backward": "breakpoint()  # mine"})
    assert "breakpoint()  # mine" in page
    assert "from numpy import" not in page


def test_the_snippet_is_python_that_gives_the_numbers_back(sample):
    from autograder.report.snippet import snippet

    space: dict[str, object] = {}
    exec(snippet(sample.crash().findings[1]), space)
    assert space["x"].shape == (1, 3, 3, 1)
    assert space["stride"] == 1


def test_only_an_instructors_page_knows_the_ids_of_mistakes(sample):
    assert "dx-cropped-with-minus-p" in student_page(disclose(sample.border(), "instructor"))
    assert "Known as" not in student_page(disclose(sample.border(), "student"))


def rows(sample):
    border = dataclasses.replace(sample.border(whole=True), submission="b")
    other = dataclasses.replace(border, submission="C")
    return [
        class_row(other, href="C/report.html"),
        class_row(dataclasses.replace(sample.all_right(), submission="a"), href="javascript:alert(1)"),
        class_row(border),
        ClassRow(submission="<script>d", problem=".rar: not opened."),
    ]


def page_of(sample):
    items = {item.id: item.points for item in sample.border().items}
    return class_page(rows(sample), title="Problem 2", homework="conv_layers", items=items)


def test_a_class_page_is_sorted_groups_causes_and_names_what_needs_a_look(sample, same_as_gold):
    page = page_of(sample)
    table = page[page.index('id="submissions"') :]
    assert table.index(">a<") < table.index(">b<") < table.index(">C<")
    assert "2 of 3: dx comes back empty when padding is 0" in page
    assert ".rar: not opened." in page[page.index("Needs a look") : page.index('id="distribution"')]
    same_as_gold("class.html", page)


def test_a_group_that_nobody_can_explain_says_what_the_error_looks_like(sample):
    grade = sample.border(whole=True)
    finding = dataclasses.replace(grade.findings[0], known=(), name="", looks="dx is <twice> x.")
    row = class_row(dataclasses.replace(grade, findings=(finding,)))
    page = class_page([row], title="x", homework="y", items={})
    assert "dx is &lt;twice&gt; x." in page[page.index('id="unknown"') :]


def test_trainings_of_which_the_same_was_seen_are_one_and_the_others_stay_alone(sample):
    """Their accuracies differ, and so may the numbers in what was seen."""
    looks = {"a": "Holds 2 of 8.", "b": "Holds 2 of 6.", "c": "", "d": ""}
    rows = []
    for name, seen in looks.items():
        grade = sample.border(whole=True)
        headline, hint = f"{name} % are right", "Print what it holds." if seen else "Print the accuracy."
        training = dataclasses.replace(
            grade.findings[0], cause="training: net", known=(), name="", looks=seen, headline=headline, hint=hint
        )
        grade = dataclasses.replace(grade, submission=name, findings=(training,))
        rows.append(class_row(grade, alike={"training: net": name}))
    page = class_page(rows, title="x", homework="y", items={})
    known, unknown = page[page.index('id="causes"') :].split('id="unknown"')
    assert known.count("2 of 4: Holds 2 of 8 ") == 1
    assert [unknown.count(f"1 of 4: {name} % are right") for name in looks] == [0, 0, 1, 1]


def test_items_without_points_have_marks_and_no_mean(sample):
    """Zero of zero would hide a flag."""
    grade = sample.border(whole=True)
    flag = dataclasses.replace(grade.items[0], id="own", points=Fraction(0), earned=Fraction(0), state="wrong")
    row = class_row(dataclasses.replace(grade, items=(flag, *grade.items[1:])))
    page = class_page([row], title="x", homework="y", items={"own": Fraction(0)})
    assert '<span class="less">✗</span>' in page
    assert "own, of" not in page
    assert "0.00" not in page


def test_a_class_page_links_nowhere_else(sample):
    page = page_of(sample)
    assert "<script" not in page
    assert set(re.findall(r'href="([^"]*)"', page)) == {"C/report.html", "javascript%3Aalert%281%29"}


def test_a_class_page_of_nobody_is_a_page(sample):
    assert "0 of 0 submissions" in class_page([], title="x", homework="y", items={"a": Fraction(1)})


def test_json_reads_back_as_the_same_grade(sample):
    for name in ("border", "all_right", "template", "crash"):
        grade = getattr(sample, name)()
        assert from_json(grade_json(grade), Grade) == grade
    assert json.loads(grade_json(sample.border()))["schema"] == GRADE_SCHEMA


def records_of(kind: object, found: dict[str, type]) -> dict[str, type]:
    """Every dataclass and enumeration that a grade can hold."""
    if isinstance(kind, type) and kind.__name__ not in found:
        if dataclasses.is_dataclass(kind) or issubclass(kind, StrEnum):
            found[kind.__name__] = kind
        if dataclasses.is_dataclass(kind):
            for hint in typing.get_type_hints(kind).values():
                records_of(hint, found)
    for argument in typing.get_args(kind):
        records_of(argument, found)
    return found


def documented() -> Mapping[str, list[str]]:
    sections = re.split(r"^## ", DOCS.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return {s.splitlines()[0].strip(): re.findall(r"^\| `(\w+)` \| \S", s, flags=re.MULTILINE) for s in sections}


def test_every_field_of_the_json_is_documented_and_no_other():
    found = records_of(Grade, {})
    records = {name: kind for name, kind in found.items() if dataclasses.is_dataclass(kind)}
    sections = {name: fields for name, fields in documented().items() if name != "Words"}
    assert {name: sorted(f.name for f in dataclasses.fields(kind)) for name, kind in records.items()} == {
        name: sorted(fields) for name, fields in sections.items()
    }


def test_every_word_of_the_json_is_documented():
    found = records_of(Grade, {})
    text = DOCS.read_text(encoding="utf-8")
    for name, kind in found.items():
        if issubclass(kind, StrEnum):
            (line,) = re.findall(rf"^\| {name} \| (.*) \|$", text, flags=re.MULTILINE)
            assert re.findall("`([^`]+)`", line) == [str(word) for word in kind]


def suites_of(grade: Grade) -> dict[str, ET.Element]:
    return {suite.get("name", ""): suite for suite in ET.fromstring(junit_xml(grade)).iter("testsuite")}


def test_wrong_answers_fail_exceptions_are_errors_open_items_are_skipped(sample):
    border, crash = suites_of(sample.border()), suites_of(sample.crash())
    assert (border["conv-backward"].get("failures"), border["conv-backward"].get("tests")) == ("4", "39")
    assert (crash["conv-forward"].get("errors"), crash["conv-forward"].get("failures")) == ("4", "0")
    assert border["training"].get("skipped") == "1"
    assert border["conv-forward"].get("failures") == "0"


def test_junit_carries_the_points_and_sums_its_suites(sample):
    root = ET.fromstring(junit_xml(sample.border()))
    properties = {p.get("name"): p.get("value") for p in root.findall("properties/property")}
    assert properties == {"score": "24", "max_score": "60", "isolation": "full"}
    assert root.get("tests") == str(len(list(root.iter("testcase"))))


def test_junit_of_a_reserved_homework_has_one_test_for_each_item(sample):
    suite = suites_of(disclose(sample.border(tell=Tell.POINTS), "student"))["conv-backward"]
    assert suite.get("tests") == "1"
    assert suite.find("testcase/failure").get("message") == "1 of 5 points lost"


def test_junit_says_of_an_item_without_cases_why_it_lost(sample):
    [failure] = suites_of(sample.noted())["notebook"].iter("failure")
    assert failure.get("message") == "2 of 2 points lost: 4 things to mend"


def test_junit_of_a_hostile_grade_is_xml(sample):
    assert suites_of(sample.hostile())


def test_cells_of_the_summary_are_escaped():
    text = escaped("a|b <img src=x> `c` [d](http://e) @someone *f* _g_\nh")
    assert text == r"a\|b &lt;img src=x&gt; \`c\` \[d\](http&#58;//e) &#64;someone \*f\* \_g\_ h"
    assert escaped("- no list") == "&#45; no list"
    assert escaped("1. no list") == "&#49;. no list"


def test_the_summary_of_a_hostile_grade_keeps_its_table(sample):
    lines = summary_markdown(disclose(sample.hostile(), "student")).splitlines()
    table = [line for line in lines if line.startswith("|")]
    assert len(table) == 2 + len(sample.hostile().items)
    assert all(len(re.findall(r"(?<!\\)\|", line)) == 5 for line in table)


def test_reports_import_nothing_heavy_before_they_need_it():
    import subprocess
    import sys

    code = (
        "import sys; import autograder.report.terminal, autograder.report.disclose; "
        "print([m for m in ('rich', 'jinja2', 'torch', 'matplotlib', 'pydantic') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_reports_import_only_records_and_each_other():
    allowed = (
        "autograder.model",
        "autograder.records",
        "autograder.errors",
        "autograder.listed",
        "autograder.trees",
        "autograder.report",
    )
    for path in (Path(__file__).parents[2] / "autograder" / "report").glob("*.py"):
        for name in re.findall(
            r"^\s*(?:from|import) (autograder\S*)", path.read_text(encoding="utf-8"), re.MULTILINE
        ):
            assert name.startswith(allowed), path


def test_a_strip_has_the_words_of_the_rubric_for_an_output_where_there_are_any(sample):
    grade = sample.border()
    items = tuple(dataclasses.replace(item, called={"dx": "the gradient of x"}) for item in grade.items)
    page = student_page(disclose(dataclasses.replace(grade, items=items), "student"))
    assert '<th scope="row" class="called">the gradient of x</th>' in page
    assert '<th scope="row"><code>dw</code></th>' in page
