"""The command `draft-mistakes`: from a class's results to entries that an author completes."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from autograder.author.drafts import Unexplained, drafts, render_drafts
from autograder.batch.finding import find_entries
from autograder.batch.results import EVIDENCE, INSTRUCTOR
from autograder.course.key import read_whole
from autograder.course.places import find_homework
from autograder.doors import console
from autograder.doors.instructor import again
from autograder.doors.places import course_root
from autograder.errors import RecordError, SubmissionError, UsageError
from autograder.gradebook.alike import looks, unexplained
from autograder.gradebook.evidence import read_evidence
from autograder.intake.submission import open_submission
from autograder.model import Evidence, Key
from autograder.records import Arrays, digest
from autograder.report.words import count

Sources = dict[str, str]


def run_drafts(results: Path, places: Sequence[Path], out: Path | None, course: Path) -> int:
    if out is not None and out.exists():
        raise UsageError(f"{out} is there already; drafts go to a new file, and from there by hand")
    files = sorted(results.glob(f"{INSTRUCTOR}/*/{EVIDENCE}"))
    if not files:
        raise UsageError(f"{results}: no stored evidence in it ({INSTRUCTOR}/*/{EVIDENCE})")
    key, arrays = _key(files, course)
    paths = {entry.slug: entry.path for entry in find_entries(places, key)} if places else {}
    found = list(_found(files, key, arrays, paths))
    made = drafts(key, found)
    text = render_drafts(made, [mistake.id for mistake in key.mistakes])
    silent = sum(one.look.silent for one in found)
    if silent:
        console.note(f"{count(silent, 'failure')} without an answer left out: their error is their explanation.")
    if not made:
        console.say("Nothing to draft: known mistakes explain every wrong answer.")
    elif out is None:
        console.say(text)
    else:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(text, encoding="utf-8")
        console.say(f"{out}: {count(len(made), 'draft')}, from {count(len(files), 'submission')}.")
    return 0


def _key(files: Sequence[Path], course: Path) -> tuple[Key, Arrays]:
    evidence, _ = read_evidence(files[0])
    return read_whole(find_homework(course_root(course), evidence.homework).build)


def _found(files: Sequence[Path], key: Key, arrays: Arrays, paths: Mapping[str, Path]) -> Iterator[Unexplained]:
    """Each is explained anew: what the catalogue has learnt since is no longer unknown."""
    for file in files:
        try:
            evidence, got = read_evidence(file)
            graded = again(key, arrays, evidence, got, file)
        except RecordError as error:
            console.note(f"left out: {error}")
            continue
        seen = looks(key, arrays, evidence, got, graded)
        sources = _sources(paths.get(file.parent.name), evidence, key) if seen else {}
        for finding in unexplained(graded):
            yield Unexplained(evidence.submission, finding, seen[finding.cause], sources)


def _sources(path: Path | None, evidence: Evidence, key: Key) -> Sources:
    """The files as they were graded; one that has changed since is not quoted."""
    sources: Sources = {}
    if path is None:
        return sources
    with tempfile.TemporaryDirectory(prefix="autograder-") as folder, suppress(SubmissionError):
        submission = open_submission(path, key, Path(folder))
        for file in key.rubric.code:
            found = submission.source / file
            if found.is_file() and digest(data := found.read_bytes()) == evidence.files.get(file):
                sources[file] = data.decode("utf-8", "replace").replace("\r\n", "\n")
    return sources
