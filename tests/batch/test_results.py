import base64
import json
import zipfile
from dataclasses import replace

import numpy as np
import pytest

from autograder.batch.finding import Entry
from autograder.batch.results import write_grade, write_result
from autograder.errors import RecordError
from autograder.grade import Gathered, grade
from autograder.gradebook.evidence import read_evidence, write_evidence
from autograder.model import CellRun, CodeCell, NotebookSeen, Outcome
from autograder.records import pack
from autograder.report.grade_json import grade_json
from tests.batch.conftest import RIGHT, WRONG


@pytest.fixture
def results(grade_class, classroom, tmp_path):
    """The results folder of a class of two."""
    grade_class(classroom({"anna": RIGHT, "ben": WRONG}))
    return tmp_path / "grades"


def test_there_are_two_trees_and_only_the_instructors_holds_evidence(results):
    reports = {"grade.json", "junit.xml", "report.html"}
    kept = {*reports, "evidence.safetensors", "made-from.txt"}
    for name in ("anna", "ben"):
        assert {path.name for path in (results / "instructor" / name).iterdir()} == kept
        assert {path.name for path in (results / "students" / name).iterdir()} == reports
    assert {path.name for path in results.iterdir()} == {"instructor", "students"}


def test_each_tree_is_for_its_reader(results):
    readers = {
        tree: json.loads((results / tree / "ben" / "grade.json").read_bytes())["reader"]
        for tree in ("instructor", "students")
    }
    assert readers == {"instructor": "instructor", "students": "student"}


def test_no_partial_file_is_left(results):
    assert not list(results.rglob("*.partial"))


def test_a_grade_can_be_made_again_from_what_is_stored(results, key, arrays):
    for name in ("anna", "ben"):
        folder = results / "instructor" / name
        evidence, got = read_evidence(folder / "evidence.safetensors")
        assert grade_json(grade(key, arrays, Gathered(evidence, got))) == (folder / "grade.json").read_bytes()


def test_evidence_comes_back_as_it_was_written(results, tmp_path):
    evidence, got = read_evidence(results / "instructor" / "ben" / "evidence.safetensors")
    write_evidence(tmp_path / "new" / "again.safetensors", evidence, got)
    again, same = read_evidence(tmp_path / "new" / "again.safetensors")
    assert again == evidence
    assert same.keys() == got.keys() == {"double/1/out", "double/2/out"}
    for name in got:
        np.testing.assert_array_equal(same[name], got[name])


def test_evidence_holds_no_pickle(results):
    path = results / "instructor" / "anna" / "evidence.safetensors"
    assert not zipfile.is_zipfile(path)
    assert b"\x80\x04\x95" not in path.read_bytes()


@pytest.mark.parametrize("damage", [lambda data: data[:50], lambda data: b"", lambda data: b"\xff" * 200])
def test_damaged_evidence_is_a_record_error(results, damage):
    path = results / "instructor" / "anna" / "evidence.safetensors"
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(RecordError, match="not a readable Evidence"):
        read_evidence(path)


def test_evidence_that_is_not_there_is_named(tmp_path):
    with pytest.raises(RecordError, match=r"gone\.safetensors: No such file or directory"):
        read_evidence(tmp_path / "gone.safetensors")


def test_evidence_of_another_version_says_so(results):
    path = results / "instructor" / "anna" / "evidence.safetensors"
    evidence, got = read_evidence(path)
    path.write_bytes(pack(replace(evidence, schema=99), got))
    with pytest.raises(RecordError, match=r"made by another version \(format 99\)"):
        read_evidence(path)


PNG = b"\x89PNG\r\n\x1a\n and some pixels"
FLAG = "Cell 2 had printed 0.9731; run again it prints 0.1042"


@pytest.fixture
def drawn(results, key, arrays, tmp_path):
    """The results of a submission whose notebook drew a picture and gives a number that its code does not."""
    evidence, got = read_evidence(results / "instructor" / "ben" / "evidence.safetensors")
    run = CellRun(outcome=Outcome.ANSWERED, prints="0.1042", pictures=1)
    seen = NotebookSeen(name="hw.ipynb", cells=(CodeCell(number=2, begins="show()", saved="0.9", run=run),))
    picture = {"notebook/2/0": np.frombuffer(PNG, np.uint8)}
    gathered = Gathered(replace(evidence, notebook=seen), {**got, **picture})
    made = replace(grade(key, arrays, gathered), flags=(FLAG,))
    entry = Entry("eva", "eva", tmp_path / "eva")
    write_result(results, entry, gathered, made, key, "")
    return results


def test_what_a_notebook_drew_is_in_the_pages_of_both_trees(drawn):
    address = f'src="data:image/png;base64,{base64.b64encode(PNG).decode()}"'
    for tree in ("instructor", "students"):
        assert address in (drawn / tree / "eva" / "report.html").read_text()


def test_pictures_come_back_with_the_evidence_and_a_page_can_do_without(drawn, key, arrays, tmp_path):
    evidence, got = read_evidence(drawn / "instructor" / "eva" / "evidence.safetensors")
    again = grade(key, arrays, Gathered(evidence, got))
    write_grade(tmp_path / "again", "eva", again, key, got)
    write_grade(tmp_path / "without", "eva", again, key)
    page = "students/eva/report.html"
    assert (tmp_path / "again" / page).read_bytes() == (drawn / page).read_bytes()
    assert "1 picture not shown here" in (tmp_path / "without" / page).read_text()


def test_no_file_for_students_holds_a_flag(drawn):
    files = [path for path in (drawn / "students").rglob("*") if path.is_file()]
    assert len(files) == 9
    for path in files:
        assert b"0.9731" not in path.read_bytes(), path
        assert b"Look at this" not in path.read_bytes(), path
    for name in ("grade.json", "report.html"):
        assert FLAG in (drawn / "instructor" / "eva" / name).read_text()
