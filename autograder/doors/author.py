"""Commands for authors: build a key, bundle what students receive, print the schema."""

import json
import os
from contextlib import ExitStack, closing
from pathlib import Path

from autograder.author.build import build
from autograder.author.secret import read_secret
from autograder.author.sources import PAIRS, made_of
from autograder.author.template import differences, template_files, write_template
from autograder.course import key as keys
from autograder.course.places import Homework, find_homework
from autograder.course.rubric import read_rubric
from autograder.course.schema_json import rubric_json_schema
from autograder.doors.boxes import box_for, level_for_grading
from autograder.doors.console import note, phases, say
from autograder.doors.places import course_root
from autograder.errors import UsageError


def run_build(name: str, isolation: str, course: Path, *, dry_run: bool, force: bool, quick: bool) -> int:
    homework = find_homework(course_root(course), name)
    secret = read_secret()
    stale = stale_parts(homework, secret, quick=quick)
    if dry_run:
        say(f"Key {name}: current." if not stale else f"Key {name}: not current ({', '.join(stale)}).")
        return 1 if stale else 0
    if not stale and not force:
        say(f"Key {name}: current.")
        return 0
    make_key(homework, secret, isolation, quick=quick)
    return 0


def stale_parts(homework: Homework, secret: str, *, quick: bool = True) -> list[str]:
    """What has changed since the key was built; all of it when there is none. A quick one lacks the pairs."""
    known = keys.made_of(homework.build)
    now = made_of(homework, secret, pairs=not quick)
    if known is None:
        return ["there is none"]
    if quick:
        del now[PAIRS]
    changed = [part for part in now if known.get(part) != now[part]]
    return ["it was a quick build" if part == PAIRS else f"{part} changed" for part in changed]


def make_key(homework: Homework, secret: str, isolation: str, *, quick: bool = False) -> None:
    level = level_for_grading(isolation)
    rubric = read_rubric(homework.rubric)
    with ExitStack() as stack:
        count = os.cpu_count() or 1
        boxes = [stack.enter_context(closing(box_for(rubric, level))) for _ in range(count)]
        with phases() as tell:
            built = build(homework, secret, boxes, tell, pairs=not quick)
    keys.write_key(homework.build, built.public, built.public_arrays)
    keys.write_key(homework.build, built.hidden, built.hidden_arrays)
    public = [case for case in built.public.cases if case.judged]
    hidden = [case for case in built.hidden.cases if case.judged]
    say(
        f"Key {homework.id}: {len(public)} public and {len(hidden)} hidden cases, "
        f"{len(built.hidden.mistakes)} known mistakes. {homework.build}"
    )


def run_bundle(name: str, course: Path, *, template: bool, dry_run: bool) -> int:
    if not template:
        raise UsageError("say what to bundle: --template")
    homework = find_homework(course_root(course), name)
    files = template_files(name, homework.reference)
    differing = differences(files, homework.template) if homework.template.is_dir() else sorted(files)
    if dry_run:
        say(f"{homework.template}: current." if not differing else f"Not current: {', '.join(differing)}")
        return 1 if differing else 0
    for stray in set(differing) - set(files):
        note(f"{homework.template / stray} is not made from the reference; delete it if nobody needs it")
    write_template(files, homework.template)
    say(f"{homework.template}: {len(files)} files, {len(differing)} of them changed.")
    return 0


def run_schema() -> None:
    say(json.dumps(rubric_json_schema(), indent=2))
