"""`audit` and `draft-mistakes` on a course with one small homework."""

import json

import pytest

from tests.author.conftest import CASES, MISTAKES, PROBES, REFERENCE, RUBRIC

pytestmark = pytest.mark.long

TEXTS = {
    "rubrics/small/rubric.yaml": RUBRIC,
    "rubrics/small/cases.py": CASES,
    "rubrics/small/probes.py": PROBES,
    "rubrics/small/mistakes.yaml": MISTAKES,
    "reference/small/layer.py": REFERENCE,
    "tests/submissions/small/right/added/layer.py": "def twice(x):\n    return x + x\n",
    "class/anna/layer.py": "def twice(x):\n    y = 2 * x\n    return y + 0.25\n",
    "class/ben/layer.py": 'def twice(x):\n    """Mine."""\n    return 2 * x + 0.25\n',
    "class/cem/layer.py": "def twice(x):\n    return 3 * x\n",
    "class/dora/layer.py": "def twice(x):\n    return nothing\n",
    "class/eva/layer.py": "def twice(x):\n    return 2 * x\n",
}


@pytest.fixture
def small(tmp_path):
    for name, text in TEXTS.items():
        path = tmp_path / "course" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "course"


@pytest.fixture
def graded(call, small):
    said = call("grade", "small", "class", "--workers", 1, cwd=small)
    assert said.returncode == 0, said.stderr
    return small


def test_a_strong_rubric_passes_and_is_written_down(call, small):
    said = call("audit", "small", "--json", "out/a.json", "--html", "out/a.html", "--workers", 1, cwd=small)
    assert said.returncode == 0, said.stderr
    assert said.stdout.endswith("\nThe audit passes.\n")
    assert "2 known mistakes: 2 cost points in public cases, 0 in hidden ones only, 0\n  nowhere." in said.stdout
    assert "3 single edits of the reference: 3 caught (0 by hidden cases only)" in said.stdout
    assert "1 right solution: no false alarm." in said.stdout
    assert max(map(len, said.stdout.partition("Audit of")[2].splitlines())) <= 80
    assert "2 known mistakes and 3 mutants" in said.stderr
    record = json.loads((small / "out" / "a.json").read_bytes())
    assert [mistake["id"] for mistake in record["mistakes"]] == ["tripled", "absolute"]
    assert record["mistakes"][0]["losses"]["whole"] == {"twice": "2"}
    page = (small / "out" / "a.html").read_text()
    assert "How strong is this rubric? Doubling" in page
    assert "<script" not in page


def test_a_weak_rubric_ends_with_one_and_names_what_it_misses(call, small):
    path = small / "reference" / "small" / "layer.py"
    path.write_text(REFERENCE.replace("2 * x", "2 * x + (len(x) > 20)"))
    said = call("audit", "small", "-v", "--workers", 1, cwd=small)
    assert said.returncode == 1
    assert said.stdout.endswith("\nThe audit fails: 4 problems.\n")
    assert "no case catches the mutant layer.py:7:21 + -> -" in said.stdout
    assert "tripled: twice −2 points" in said.stdout


def test_without_utf_8_it_is_ascii(call, small):
    env = {"LANG": "C", "LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    said = call("audit", "small", "-v", "--workers", 1, cwd=small, env=env, utf8=False)
    assert "tripled: twice -2 points" in said.stdout


def test_a_call_that_is_wrong_ends_with_two(call, small):
    for arguments in (("audit", "smal"), ("audit", "small", "--right", "nowhere"), ("draft-mistakes", "nowhere")):
        said = call(*arguments, cwd=small)
        assert said.returncode == 2
        assert said.stderr.splitlines()[-1].startswith("autograder: ")
    (small / "rubrics" / "small" / "equivalent.yaml").write_text("equivalent: [{mutant: a}]")
    said = call("audit", "small", cwd=small)
    assert said.returncode == 2
    assert "rubrics/small/equivalent.yaml:1: " in said.stderr


def test_what_nothing_explains_becomes_a_draft_for_each_group(call, graded):
    said = call("draft-mistakes", "grades/small", "class", cwd=graded)
    assert said.returncode == 0, said.stderr
    assert "1 failure without an answer left out" in said.stderr
    assert said.stdout.count("  - id: ") == 1
    assert "# seen in: anna, ben\n" in said.stdout
    assert "    function: twice\n    body: |\n      return 2 * x + 0.25\n    hint: ''\n" in said.stdout
    assert "    seen: 2\n" in said.stdout


def test_a_completed_draft_is_a_known_mistake(call, graded):
    assert call("draft-mistakes", "grades/small", "class", "--out", "new/drafts.yaml", cwd=graded).returncode == 0
    draft = (graded / "new" / "drafts.yaml").read_text()
    draft = draft.replace("hint: ''", "hint: Try 0.").replace("name: ''", "name: A quarter is added.")
    catalogue = graded / "rubrics" / "small" / "mistakes.yaml"
    catalogue.write_text(MISTAKES + draft.partition("mistakes:\n")[2])
    said = call("grade", "small", "class", "--workers", 1, cwd=graded)
    assert said.returncode == 0, said.stderr
    assert "2 of 5: " in (graded / "grades" / "small" / "class.html").read_text()
    said = call("draft-mistakes", "grades/small", "class", cwd=graded)
    assert said.stdout == "Nothing to draft: known mistakes explain every wrong answer.\n"


def test_drafts_never_go_into_a_file_that_is_there(call, graded):
    catalogue = graded / "rubrics" / "small" / "mistakes.yaml"
    said = call("draft-mistakes", "grades/small", "--out", catalogue, cwd=graded)
    assert said.returncode == 2
    assert catalogue.read_text() == MISTAKES


def test_without_the_submissions_there_is_no_function_in_a_draft(call, graded):
    said = call("draft-mistakes", "grades/small", cwd=graded)
    assert "body:" not in said.stdout
    assert "    right: ''" in said.stdout


def test_code_that_has_changed_since_is_not_quoted(call, graded):
    for name in ("anna", "ben"):
        (graded / "class" / name / "layer.py").write_text("def twice(x):\n    return 5 * x\n")
    assert "body:" not in call("draft-mistakes", "grades/small", "class", cwd=graded).stdout


def test_the_class_page_groups_what_no_mistake_explains(graded):
    page = (graded / "grades" / "small" / "class.html").read_text()
    explained, _, unknown = page[page.index('id="causes"') :].partition('id="unknown"')
    assert "1 of 5: " in explained
    assert "It is three times." in explained
    assert "3 submissions in 2 groups" in unknown
    assert unknown.index("2 of 5: ") < unknown.index("1 of 5: ")
    assert 'Read one: <a href="instructor/anna/report.html#cause-1">anna</a>.' in unknown
    assert 'Also <a href="instructor/ben/report.html">ben</a>' in unknown
    report = (graded / "grades" / "small" / "instructor" / "anna" / "report.html").read_text()
    assert 'id="cause-1"' in report
