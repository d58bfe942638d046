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

from autograder.model import GRADE_SCHEMA, Grade, Tell
from autograder.records import from_json
from autograder.report.class_page import ClassRow, class_page, class_row
from autograder.report.disclose import disclose
from autograder.report.grade_json import grade_json
from autograder.report.junit import junit_xml
from autograder.report.markdown import escaped, summary_markdown
from autograder.report.page import student_page
from autograder.report.strip import strip

DOCS = Path(__file__).parents[2] / "docs" / "grade-json.md"


@pytest.mark.parametrize("story", ["border", "all_right", "template", "crash", "hostile"])
def test_pages_and_summaries_are_as_they_were(sample, same_as_gold, story):
    grade = disclose(getattr(sample, story)(), "student")
    same_as_gold(f"page-{story}.html", student_page(grade))
    same_as_gold(f"summary-{story}.md", summary_markdown(grade))


def test_the_strip_marks_the_setting_that_tells_right_from_wrong(sample):
    grade = sample.border()
    found = strip(grade.items[2], grade.findings[0])
    assert found is not None
    assert found.separates == "padding"
    assert [row.name for row in found.outputs] == ["dx", "dw", "db"]
    assert "".join(cell.mark for cell in found.outputs[0].cells) == "✗✗✓✓✓✓✓✓✓✓✓✗✗"
    assert [row.name for row in found.settings if row.separates] == ["padding"]


def test_the_page_tells_what_to_do_next_and_folds_the_mistake_away(sample):
    page = student_page(disclose(sample.border(), "student"))
    assert page.index("Do this next") < page.index("dx comes back empty") < page.index("Name the mistake")
    assert "<details open" not in page
    assert 'aria-label="24 earned, 1 lost, 35 still open, of 60 points"' in page


def test_before_handing_in_what_is_not_begun_is_not_lost(sample):
    page = student_page(disclose(sample.template(), "student"))
    assert 'aria-label="0 earned, 0 lost, 25 not begun, 35 still open, of 60 points"' in page


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


def test_a_class_page_links_nowhere_else(sample):
    page = page_of(sample)
    assert "<script" not in page
    assert set(re.findall(r'href="([^"]*)"', page)) == {"C/report.html", "javascript%3Aalert%281%29"}


def test_a_class_page_of_nobody_is_a_page(sample):
    assert "0 of 0 submissions" in class_page([], title="x", homework="y", items={"a": Fraction(1)})


def test_json_reads_back_as_the_same_grade(sample):
    for story in ("border", "all_right", "template", "crash"):
        grade = getattr(sample, story)()
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
    allowed = ("autograder.model", "autograder.records", "autograder.errors", "autograder.report")
    for path in (Path(__file__).parents[2] / "autograder" / "report").glob("*.py"):
        for name in re.findall(
            r"^\s*(?:from|import) (autograder\S*)", path.read_text(encoding="utf-8"), re.MULTILINE
        ):
            assert name.startswith(allowed), path
