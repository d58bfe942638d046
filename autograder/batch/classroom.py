"""The page of a class: a row for each submission, made from grades alone."""

from collections.abc import Sequence
from pathlib import Path

from autograder.batch.results import INSTRUCTOR
from autograder.batch.run import Result
from autograder.model import Key
from autograder.report.class_page import ClassRow, class_page, class_row


def write_class_page(out: Path, key: Key, results: Sequence[Result]) -> Path:
    path = out / "class.html"
    out.mkdir(parents=True, exist_ok=True)
    rubric = key.rubric
    items = {item.id: item.points for item in rubric.items}
    rows = [_row(result) for result in results]
    path.write_text(class_page(rows, title=rubric.title, homework=rubric.homework, items=items), encoding="utf-8")
    return path


def _row(result: Result) -> ClassRow:
    if result.grade is None:
        return ClassRow(submission=result.entry.name, problem=result.problem)
    return class_row(result.grade, href=f"{INSTRUCTOR}/{result.entry.slug}/report.html")
