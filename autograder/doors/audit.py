"""The command `audit`: how strong is this rubric?"""

import os
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from autograder.author.audit import audit, plan
from autograder.author.secret import read_secret
from autograder.batch.workers import Workers
from autograder.course.key import read_whole
from autograder.course.places import Homework, find_homework
from autograder.doors import console
from autograder.doors.author import make_key, stale_parts
from autograder.doors.boxes import box_for, level_for_grading
from autograder.doors.places import course_root
from autograder.errors import UsageError
from autograder.model.audit import Audit
from autograder.records import to_json
from autograder.report.audit_page import audit_page
from autograder.report.audit_text import render_audit

STOPPED = "autograder: stopped. Nothing is written; the same command begins anew."


def run_audit(
    name: str,
    right: Sequence[Path],
    json: Path | None,
    html: Path | None,
    count: int,
    isolation: str,
    course: Path,
    *,
    full: bool,
) -> int:
    """0 when the audit passes, 1 when it fails."""
    root = course_root(course)
    homework = find_homework(root, name)
    level = level_for_grading(isolation)
    _make_current(homework, isolation)
    key, arrays = read_whole(homework.build)
    planned = plan(homework, key, _right_solutions(root, name, right))
    count = count or len(os.sched_getaffinity(0))
    console.note(f"Isolation: {level}. {count} workers. {_what(len(planned.edits), len(planned.mutants))}")
    lent = Workers(lambda: box_for(key.rubric, level), count)
    with (
        closing(lent) as workers,
        console.progress(name, len(planned.programs)) as step,
        console.interruptible(STOPPED),
    ):
        done = audit(planned, arrays, workers.lent, count, step)
    _write(done, json, html)
    console.say(render_audit(done, unicode=console.has_unicode(sys.stdout), full=full))
    return 1 if done.problems else 0


def _make_current(homework: Homework, isolation: str) -> None:
    """An audit of an old key would say nothing about what is written now."""
    if stale := stale_parts(homework, read_secret()):
        console.note(f"Key {homework.id}: {', '.join(stale)}. Building it.")
        make_key(homework, read_secret(), isolation)


def _right_solutions(root: Path, name: str, places: Sequence[Path]) -> list[Path]:
    """Every folder in the places that were named, or in the course's own collection."""
    for place in places:
        if not place.is_dir():
            raise UsageError(f"--right {place}: there is no such folder")
    folders = places or [root / "tests" / "submissions" / name / "right"]
    return [path for folder in folders for path in sorted(folder.glob("*")) if path.is_dir()]


def _what(mistakes: int, mutants: int) -> str:
    return f"{mistakes} known mistakes and {mutants} mutants are asked everything."


def _write(done: Audit, json: Path | None, html: Path | None) -> None:
    if json:
        json.parent.mkdir(parents=True, exist_ok=True)
        json.write_bytes(to_json(done, indent=2) + b"\n")
    if html:
        html.parent.mkdir(parents=True, exist_ok=True)
        html.write_text(audit_page(done), encoding="utf-8")
