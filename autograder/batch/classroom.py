"""The page of a class: a row for each submission, its unexplained failures clustered by equal answers."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from autograder.batch.results import EVIDENCE, INSTRUCTOR
from autograder.batch.run import Result
from autograder.errors import RecordError
from autograder.gradebook.alike import Look, clusters, looks, unexplained
from autograder.gradebook.evidence import read_evidence
from autograder.model import Key
from autograder.records import Arrays
from autograder.report.class_page import ClassRow, class_page, class_row


def write_class_page(out: Path, key: Key, arrays: Arrays, results: Sequence[Result]) -> Path:
    path = out / "class.html"
    out.mkdir(parents=True, exist_ok=True)
    rubric = key.rubric
    items = {item.id: item.points for item in rubric.items}
    alike = _alike(out, key, arrays, results)
    rows = [_row(result, alike.get(result.entry.slug, {})) for result in results]
    path.write_text(class_page(rows, title=rubric.title, homework=rubric.homework, items=items), encoding="utf-8")
    return path


def _row(result: Result, alike: Mapping[str, str]) -> ClassRow:
    if result.grade is None:
        return ClassRow(submission=result.entry.name, problem=result.problem)
    row = class_row(result.grade, href=f"{INSTRUCTOR}/{result.entry.slug}/report.html", alike=alike)
    return replace(row, submission=result.entry.name)


def _alike(out: Path, key: Key, arrays: Arrays, results: Sequence[Result]) -> dict[str, dict[str, str]]:
    """By submission and cause: the name of the cluster of equal answers."""
    found = [
        (result.entry.slug, cause, look)
        for result in results
        for cause, look in _looks(out, key, arrays, result).items()
    ]
    names: dict[str, dict[str, str]] = {}
    for n, cluster in enumerate(clusters([look for _, _, look in found]), 1):
        for slug, cause, _ in (found[place] for place in cluster):
            names.setdefault(slug, {})[cause] = f"group {n}"
    return names


def _looks(out: Path, key: Key, arrays: Arrays, result: Result) -> dict[str, Look]:
    """Evidence that cannot be read any more leaves its causes to be grouped by their words."""
    if result.grade is None or not unexplained(result.grade):
        return {}
    try:
        evidence, got = read_evidence(out / INSTRUCTOR / result.entry.slug / EVIDENCE)
    except RecordError:
        return {}
    return looks(key, arrays, evidence, got, result.grade)
