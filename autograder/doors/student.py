"""Commands for students: check, hint, try. All of them check first, which takes less than a second."""

import contextlib
import re
import sys
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from autograder.box.questions import batch_of
from autograder.course.key import read_public
from autograder.doors import console
from autograder.doors.boxes import box_for, level_for_check
from autograder.doors.hints import next_step
from autograder.doors.places import find_key
from autograder.doors.threshold import reached, share
from autograder.errors import AutograderError, SubmissionError, UsageError
from autograder.grade import gather, grade, pictures_in
from autograder.listed import listed
from autograder.model import Finding, Grade, Key
from autograder.nearest import nearest
from autograder.report.disclose import disclose
from autograder.report.safe import one_line, wrap
from autograder.report.terminal import render_check
from autograder.report.words import so_many_points


def run_check(
    words: Sequence[str],
    homework: str,
    at_least: str,
    isolation: str,
    *,
    quiet: bool,
    report: Path | None,
    data: Path | None = None,
) -> int:
    least = share(at_least)
    folder, items = told_apart(words, homework)
    checked = _check(folder, homework, isolation, items, data)
    found = only(checked.grade, items) if items else checked.grade
    text = render_check(
        found,
        width=console.columns(),
        unicode=console.has_unicode(sys.stdout),
        colour=console.has_colour(sys.stdout),
        quiet=quiet,
    )
    if text:
        console.show(text)
    if report is not None:
        _write(report, replace(checked, grade=found))
        console.note(f"report: {report / 'report.html'}")
    return 0 if reached(found, least) else 1


def told_apart(words: Sequence[str], homework: str) -> tuple[Path, list[str]]:
    """The folder, this one if none is named, and the items that are named. Raises UsageError for two folders."""
    items = _items_here(homework)
    folders = [w for w in words if (w not in items if Path(w).exists() else not (is_id(w) or nearest(w, items)))]
    if len(folders) > 1:
        raise UsageError(f"one folder at a time, not {listed(folders)}")
    return Path(folders[0]) if folders else Path(), [word for word in words if word not in folders]


def is_id(word: str) -> bool:
    return re.fullmatch(r"[a-z][a-z0-9-]*", word) is not None


def _items_here(homework: str) -> list[str]:
    with contextlib.suppress(AutograderError):
        return [item.id for item in read_public(find_key(Path(), homework))[0].rubric.items]
    return []


def run_hint(item: str, folder: Path, homework: str, isolation: str) -> None:
    _needs_folder(folder)
    found = _check(folder, homework, isolation).grade
    finding = _finding(found, item)
    if finding is None:
        console.say(_nothing_to_say(found, item))
        return
    console.say(next_step(folder, item, finding, found))


def run_try(item: str, folder: Path, homework: str, isolation: str) -> None:
    _needs_folder(folder)
    checked = _check(folder, homework, isolation)
    key, found = checked.key, checked.grade
    finding = _finding(found, item)
    if finding is None:
        console.say(_nothing_to_say(found, item))
        return
    from autograder.report.script import script

    try:
        text = script(finding, key, found)
    except ValueError as error:
        raise UsageError(f"{item}: {error}") from error
    path = folder / f"try_{item.replace('-', '_')}.py"
    path.write_text(text, encoding="utf-8")
    console.say(f"Wrote {path}: the smallest case that goes wrong. Run it with: python {path.name}")


def _needs_folder(folder: Path) -> None:
    if folder.is_file():
        raise UsageError(f"{folder}: unpack it and name the folder; hint and try write beside your files")


@dataclass(frozen=True)
class Checked:
    """The grade over the public cases, as the student may see it, and what the notebook drew."""

    key: Key
    grade: Grade
    pictures: Mapping[str, bytes]


def _check(
    folder: Path, homework: str, isolation: str, items: Sequence[str] = (), data: Path | None = None
) -> Checked:
    """Only trainings that are named are measured."""
    if not folder.exists():
        raise SubmissionError(f"{folder}: there is no such file or folder")
    key, arrays = read_public(find_key(folder, homework))
    for item in items:
        _needs_item(item, [line.id for line in key.rubric.items])
    level = level_for_check(isolation)
    with closing(box_for(key.rubric, level)) as box:
        gathered = gather(folder, key, arrays, batch_of(key, arrays), box, own=True)
    if items:
        from autograder.doors.own_training import own_training

        gathered = own_training(folder, key, gathered, items, level, data)
    return Checked(key, disclose(grade(key, arrays, gathered), "student"), pictures_in(gathered.arrays))


def only(found: Grade, items: Sequence[str]) -> Grade:
    """What the grade says of these items, as if there were no others."""
    lines = tuple(line for line in found.items if line.id in items)
    still_open = sum((line.open for line in lines), Fraction(0))
    return replace(
        found,
        total=sum((line.points for line in lines), Fraction(0)),
        earned=sum((line.earned for line in lines), Fraction(0)),
        lost=sum((line.lost for line in lines), Fraction(0)),
        open=still_open,
        provisional=still_open > 0,
        items=lines,
        findings=tuple(finding for finding in found.findings if set(finding.items) & set(items)),
    )


def _needs_item(item: str, known: Sequence[str]) -> None:
    if item not in known:
        near = nearest(item, known)
        raise UsageError(
            f"no item {item}; " + (f"the nearest is {near}" if near else f"there are {', '.join(known)}")
        )


def _finding(found: Grade, item: str) -> Finding | None:
    """What there is to say about an item, if the course lets anything be said."""
    _needs_item(item, [line.id for line in found.items])
    return next((finding for finding in found.findings if item in finding.items and finding.headline), None)


def _nothing_to_say(found: Grade, item: str) -> str:
    line = next(line for line in found.items if line.id == item)
    if line.state == "right":
        return f"{item}: all points that can be checked here. Nothing to add."
    if line.lost and not line.clause:
        return f"{item}: {so_many_points(line.lost)} lost. Of this item your course tells the points only."
    mend = [f"  {row}" for flaw in line.flaws for row in wrap(one_line(flaw.text), console.columns() - 2)]
    return "\n".join([f"{item}: {line.clause or line.state}.", *mend])


def _write(folder: Path, checked: Checked) -> None:
    from autograder.report.grade_json import grade_json
    from autograder.report.junit import junit_xml
    from autograder.report.markdown import summary_markdown
    from autograder.report.page import student_page
    from autograder.report.script import scripts

    folder.mkdir(parents=True, exist_ok=True)
    found = checked.grade
    page = student_page(found, scripts=scripts(found, checked.key), pictures=checked.pictures)
    (folder / "report.html").write_text(page, encoding="utf-8")
    (folder / "grade.json").write_bytes(grade_json(found))
    (folder / "junit.xml").write_bytes(junit_xml(found))
    (folder / "summary.md").write_text(summary_markdown(found), encoding="utf-8")
