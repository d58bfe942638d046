"""The results of a batch on disk: a tree for instructors with everything, and one with what students may see."""

import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from autograder.batch.finding import Entry
from autograder.errors import RecordError
from autograder.grade import Gathered, pictures_in
from autograder.gradebook.evidence import read_evidence, write_evidence
from autograder.model import Grade, Key
from autograder.records import Arrays, from_json
from autograder.report.disclose import disclose
from autograder.report.grade_json import grade_json
from autograder.report.junit import junit_xml
from autograder.report.page import student_page
from autograder.report.script import scripts

INSTRUCTOR, STUDENTS = "instructor", "students"
REPORTS = ("grade.json", "junit.xml", "report.html")
EVIDENCE, EXECUTED, MADE_FROM = "evidence.safetensors", "executed.ipynb", "made-from.txt"


def write_grade(out: Path, slug: str, grade: Grade, key: Key, arrays: Arrays | None = None) -> None:
    """Both trees of one submission. Of the arrays of its evidence, the pictures of its notebook are shown."""
    pictures = pictures_in(arrays or {})
    _write_tree(out / INSTRUCTOR / slug, disclose(grade, "instructor"), key, pictures)
    _write_tree(out / STUDENTS / slug, disclose(grade, "student"), key, pictures)


def write_result(out: Path, entry: Entry, gathered: Gathered, grade: Grade, key: Key, made_from: str) -> None:
    """The note of what it was made from is written last: without it, the submission is graded again."""
    folder = out / INSTRUCTOR / entry.slug
    write_evidence(folder / EVIDENCE, gathered.evidence, gathered.arrays)
    if gathered.document:
        (folder / EXECUTED).write_bytes(gathered.document)
    write_grade(out, entry.slug, grade, key, gathered.arrays)
    (folder / MADE_FROM).write_text(made_from, encoding="ascii")


def made_from_of(out: Path, entry: Entry) -> str:
    """The note that stands there; empty where there is none."""
    try:
        return (out / INSTRUCTOR / entry.slug / MADE_FROM).read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        return ""


def with_earlier_training(out: Path, entry: Entry, gathered: Gathered) -> Gathered:
    """Trainings take long: what an earlier run measured of the same files is taken over, whatever else has changed.

    Whether it still fits is for the stage of the trainings to say.
    """
    try:
        old, arrays = read_evidence(out / INSTRUCTOR / entry.slug / EVIDENCE)
    except RecordError:
        return gathered
    if old.files != gathered.evidence.files:
        return gathered
    kept = {name: array for name, array in arrays.items() if name.startswith("training/")}
    return replace(
        gathered,
        evidence=replace(gathered.evidence, training=old.training),
        arrays={**gathered.arrays, **kept},
    )


def earlier(out: Path, entry: Entry, made_from: str) -> Grade | None:
    """The grade of an earlier run, when it was made from the same bytes and the same key."""
    folder = out / INSTRUCTOR / entry.slug
    try:
        complete = all(path.is_file() for path in _files(out, entry.slug))
        if not complete or (folder / MADE_FROM).read_text(encoding="ascii") != made_from:
            return None
        return from_json((folder / "grade.json").read_bytes(), Grade)
    except (OSError, UnicodeDecodeError, RecordError):
        return None


def _files(out: Path, slug: str) -> list[Path]:
    reports = [out / tree / slug / name for tree in (INSTRUCTOR, STUDENTS) for name in REPORTS]
    return [*reports, out / INSTRUCTOR / slug / EVIDENCE]


def forget(out: Path, entry: Entry) -> None:
    """What an earlier run said of a submission that can no longer be opened."""
    for tree in (INSTRUCTOR, STUDENTS):
        shutil.rmtree(out / tree / entry.slug, ignore_errors=True)


def _write_tree(folder: Path, grade: Grade, key: Key, pictures: Mapping[str, bytes]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "grade.json").write_bytes(grade_json(grade))
    (folder / "junit.xml").write_bytes(junit_xml(grade))
    page = student_page(grade, scripts=scripts(grade, key), pictures=pictures)
    (folder / "report.html").write_text(page, encoding="utf-8")
