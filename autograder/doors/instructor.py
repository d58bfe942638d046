"""Commands for instructors: grade a class, grade it again from what is stored."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from autograder.author.secret import read_secret
from autograder.batch.classroom import write_class_page
from autograder.batch.finding import find_entries
from autograder.batch.results import EVIDENCE, INSTRUCTOR, write_grade
from autograder.batch.run import Grading, Result, run
from autograder.batch.workers import Workers
from autograder.box.questions import batch_of
from autograder.course.key import read_whole
from autograder.course.places import Homework, find_homework
from autograder.doors import console
from autograder.doors.author import make_key, stale_parts
from autograder.doors.boxes import box_for, level_for_grading
from autograder.doors.places import course_root
from autograder.doors.threshold import reached, share
from autograder.doors.trainings import check_choice, second_stage
from autograder.errors import RecordError, UsageError
from autograder.grade import Gathered, grade
from autograder.gradebook.evidence import read_evidence
from autograder.model import Evidence, Grade, Key
from autograder.records import Arrays
from autograder.report.grade_json import grade_json
from autograder.report.terminal import render_grade_line
from autograder.report.words import count
from autograder.sought import read_by


def run_grade(
    name: str,
    places: Sequence[Path],
    out: Path | None,
    count: int,
    at_least: str,
    isolation: str,
    course: Path,
    *,
    train: str = "",
    data: Path | None = None,
) -> int:
    check_choice(train)
    least = share(at_least)
    root = course_root(course)
    homework = find_homework(root, name)
    level = level_for_grading(isolation)
    key, arrays = _current_key(homework, isolation)
    entries = find_entries(places, key)
    out = out or Path("grades") / name
    count = min(count or len(os.sched_getaffinity(0)), len(entries))
    console.note(
        f"Isolation: {level}. {count} workers. Results: {out}  (Ctrl-C is safe; the same command continues)"
    )
    lent = Workers(lambda: box_for(key.rubric, level), count)
    with closing(lent) as workers, console.progress(name, len(entries)) as step, console.interruptible():
        grading = Grading(key, arrays, out, workers, batch_of(key, arrays), beside=homework.rubric.parent)
        results = run(entries, grading, count, lambda result: step(result.entry.name))
    results = second_stage(results, key, arrays, out, count, level, choice=train, data=data, secret=read_secret())
    page = write_class_page(out, key, arrays, results)
    _tell(results, page)
    return _exit_code(results, least)


def run_regrade(place: Path, out: Path | None, course: Path) -> int:
    if not place.exists():
        raise UsageError(f"{place}: there is no such file or folder")
    files = sorted(place.glob(f"{INSTRUCTOR}/*/{EVIDENCE}")) if place.is_dir() else [place]
    if not files:
        raise UsageError(f"{place}: no stored evidence in it ({INSTRUCTOR}/*/{EVIDENCE})")
    if out is None and len(files) > 1:
        raise UsageError(f"{place} holds {len(files)} submissions: name a folder for their grades with --out")
    root = course_root(course)
    for one in _regraded(files, root):
        if out is None:
            sys.stdout.buffer.write(grade_json(one.grade))
        else:
            write_grade(out, one.file.parent.name, one.grade, one.key, one.got)
            console.say(render_grade_line(one.grade, unicode=console.has_unicode(sys.stdout)))
    return 0


@dataclass(frozen=True)
class Regraded:
    """A grade made again, and the arrays of the evidence that it was made from."""

    file: Path
    grade: Grade
    key: Key
    got: Arrays


def _regraded(files: Sequence[Path], root: Path) -> Iterator[Regraded]:
    keys: dict[str, tuple[Key, Arrays]] = {}
    for file in files:
        evidence, got = read_evidence(file)
        if evidence.homework not in keys:
            keys[evidence.homework] = read_whole(find_homework(root, evidence.homework).build)
        key, arrays = keys[evidence.homework]
        yield Regraded(file, again(key, arrays, evidence, got, file), key, got)


def again(key: Key, arrays: Arrays, evidence: Evidence, got: Arrays, file: Path) -> Grade:
    """Raises RecordError when the key asks other questions than were answered, or reads a hand-in otherwise."""
    if evidence.part == "public":
        key = replace(key, part="public", cases=tuple(case for case in key.cases if not case.hidden))
    if batch_of(key, arrays).digest != evidence.questions:
        raise RecordError(f"{file}: the questions have changed since; it has to be graded anew, not again")
    if evidence.read_by and evidence.read_by != read_by(key):
        raise RecordError(
            f"{file}: what is looked for in a hand-in has changed since, such as a heading, a file, the template "
            f"or a limit; it has to be graded anew, not again. Run: autograder grade {evidence.homework}"
        )
    return grade(key, arrays, Gathered(evidence, got))


def _current_key(homework: Homework, isolation: str) -> tuple[Key, Arrays]:
    """Built when it is missing or no longer current."""
    stale = stale_parts(homework, read_secret())
    if stale:
        console.note(f"Key {homework.id}: {', '.join(stale)}. Building it.")
        make_key(homework, read_secret(), isolation)
    else:
        console.note(f"Key {homework.id}: current.")
    return read_whole(homework.build)


def _tell(results: Sequence[Result], page: Path) -> None:
    unicode = console.has_unicode(sys.stdout)
    for result in results:
        if result.problem:
            console.say(f"look  {result.entry.name}: {result.problem}")
        elif result.grade is not None:
            line = render_grade_line(result.grade, name=result.entry.name, width=74, unicode=unicode)
            console.say(f"      {line}")
    graded = [result for result in results if result.grade is not None and not result.ours]
    kept = sum(result.skipped for result in results)
    ours = sum(result.ours for result in results)
    console.say(
        f"{len(graded)} graded{f' ({kept} unchanged since the last run)' if kept else ''}, "
        f"{len(results) - len(graded) - ours} not opened, {ours} our failure"
    )
    if flags := sum(len(result.grade.flags) for result in results if result.grade is not None):
        console.say(f"{count(flags, 'flag')}: {page}#flags")
    console.say(f"class page: {page}")


def _exit_code(results: Sequence[Result], least: Fraction) -> int:
    if any(result.ours for result in results):
        return 3
    return (
        0
        if all(result.grade is not None and reached(result.grade, least) for result in results) or not least
        else 1
    )
