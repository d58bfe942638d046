"""Grading one submission: open it, ask it, keep the evidence; then judge, score and explain it."""

import platform
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import numpy as np

from autograder.box.seam import Batch, Box, Replies
from autograder.errors import BoxError
from autograder.explain.findings import Facts, explain
from autograder.explain.training import explain_training
from autograder.explain.written import explain_written
from autograder.flags import flags
from autograder.intake.submission import Submission, open_submission, state_of
from autograder.judge.judge import Judgement, judge
from autograder.model import (
    EVIDENCE_SCHEMA,
    GRADE_SCHEMA,
    Answer,
    Evidence,
    Finding,
    Frame,
    Grade,
    ItemGrade,
    Key,
    NotebookSeen,
    Notice,
    Outcome,
    Value,
)
from autograder.program import program_digest
from autograder.records import Arrays, digest, to_json
from autograder.rerun import PICTURES, Rerun, executed_numbers, known_places, rerun
from autograder.score.score import score
from autograder.sought import read_by

ALWAYS_KEPT, MOST_PRINTS = 256, 12_000
NOTICES: Mapping[Notice, str] = {
    "device": "Your program asks for a graphics card, or another device that is not here; it ran on the CPU",
    "workers": "DataLoader with num_workers: no processes are started here; your program loaded the data itself",
}


@dataclass(frozen=True)
class Gathered:
    """The evidence of one submission with its arrays; `document` is its notebook as it was run, if it was."""

    evidence: Evidence
    arrays: Arrays
    document: bytes = b""


def gather(
    path: Path, key: Key, arrays: Arrays, batch: Batch, box: Box, *, beside: Path | None = None, own: bool = False
) -> Gathered:
    """Open the submission and ask it everything. Raises SubmissionError when it cannot be opened.

    `beside` is the folder of the rubric, with the data of its notebook. A student's own check runs a notebook only
    where questions need it.
    """
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="autograder-") as folder:
        submission = open_submission(path, key, Path(folder))
        opened = time.monotonic()
        replies, again = _ask(submission, key, batch, box, beside, own=own)
    seconds = {"open": opened - started, "ask": time.monotonic() - opened}
    return keep(submission, key, arrays, batch.digest, replies, seconds, again)


def grade(key: Key, arrays: Arrays, gathered: Gathered) -> Grade:
    """A pure function: the same key and evidence give the same grade, to the byte."""
    evidence, got = gathered.evidence, gathered.arrays
    judgement = judge(key, evidence, arrays, got)
    items = score(key, evidence, judgement)
    findings = explain(Facts(key, evidence, judgement, arrays, got), items)
    findings = (*findings, *_of_trainings(key, gathered, judgement, items), *_of_written(key, evidence, items))
    made = _grade(key, evidence, _with_clauses(items, findings), findings)
    return replace(made, flags=tuple(flags(key, evidence, judgement)))


def pictures_in(arrays: Arrays) -> dict[str, bytes]:
    """What the notebook drew, by names: what else lies there is numbers of answers."""
    return {n: a.tobytes() for n, a in arrays.items() if n.startswith(PICTURES) and a.dtype == np.uint8}


def _of_trainings(
    key: Key, gathered: Gathered, judgement: Judgement, items: tuple[ItemGrade, ...]
) -> Iterator[Finding]:
    for line in items:
        known = gathered.evidence.training.get(line.id)
        if known is not None and line.id in judgement.reached:
            item, got = key.rubric.item(line.id), judgement.reached[line.id]
            if (found := explain_training(item, line, known, got, gathered.arrays)) is not None:
                yield found


def _of_written(key: Key, evidence: Evidence, items: tuple[ItemGrade, ...]) -> Iterator[Finding]:
    for line in items:
        if (found := explain_written(key.rubric.item(line.id), line, evidence.notebook)) is not None:
            yield found


def fingerprint_of(path: Path, key: Key) -> str:
    """What a grade depends on: a submission's bytes, the key, this program. A second run skips what is the same."""
    return digest(to_json([dict(state_of(path)), key.digest, key.hidden_digest, program_digest()]))


def _ask(
    submission: Submission, key: Key, batch: Batch, box: Box, beside: Path | None, *, own: bool
) -> tuple[Replies, Rerun]:
    """A box that breaks is our failure: every question stays unjudged, and the class goes on."""
    again = Rerun()
    try:
        box.start(submission.source)
        again = rerun(submission.notebook, key.rubric, box, beside, only_if_needed=own, probes=key.probes)
        replies = box.ask(batch, again.seen.asked) if again.seen and again.seen.asked else box.ask(batch)
        return _at_known_places(replies, submission, key, again), again
    except BoxError as error:
        lost = Answer(outcome=Outcome.OUR_FAILURE, detail=str(error))
        return Replies(answers={q.id: lost for q in batch.questions}, arrays={}, level="none"), again
    finally:
        box.stop()


def _at_known_places(replies: Replies, submission: Submission, key: Key, again: Rerun) -> Replies:
    """What failed in a notebook is told by cell and line."""
    handed, modules = submission.notebook, set(key.rubric.modules) - set(key.rubric.code)
    if handed is None or not modules:
        return replies
    numbers = executed_numbers(again.seen)
    told = {case: known_places(answer, handed, modules, numbers) for case, answer in replies.answers.items()}
    return replace(replies, answers=told)


def keep(
    submission: Submission,
    key: Key,
    arrays: Arrays,
    asked: str,
    replies: Replies,
    seconds: Mapping[str, float],
    again: Rerun | None = None,
) -> Gathered:
    again = again or Rerun()
    sizes = _sizes(key, arrays)
    kept = {n: a for n, a in replies.arrays.items() if n in sizes and a.size <= max(sizes[n], ALWAYS_KEPT)}
    evidence = Evidence(
        schema=EVIDENCE_SCHEMA,
        homework=key.rubric.homework,
        submission=submission.name,
        part="public" if key.part == "public" else "whole",
        key=key.digest,
        hidden_key=key.hidden_digest,
        questions=asked,
        files=submission.files,
        documents=submission.documents,
        found=submission.found,
        remarks=(*submission.remarks, *again.remarks),
        answers=dict(_kept(replies.answers, kept)),
        isolation=replies.level,
        versions={"python": platform.python_version(), "numpy": np.__version__, "system": sys.platform},
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        seconds={name: round(value, 3) for name, value in seconds.items()},
        notebook=again.seen,
        read_by=read_by(key),
    )
    return Gathered(evidence, {**kept, **again.pictures}, again.document)


def _sizes(key: Key, arrays: Arrays) -> dict[str, int]:
    """How many numbers are expected under each name; an answer with more keeps its shape only."""
    sizes: dict[str, int] = {}
    for case in key.cases:
        for output in case.outputs:
            names = [f"{case.id}/out/{convention}/{output}" for convention in case.conventions]
            known = [arrays[name].size for name in names if name in arrays]
            rows = len(arrays[f"{case.id}/in/{case.sweeps}"]) if case.sweeps else 0
            upstream = f"{case.about}/in/d{output}"
            sizes[f"{case.id}/{output}"] = (
                rows * arrays[upstream].size if upstream in arrays else max(known, default=0)
            )
    return sizes


def _kept(answers: Mapping[str, Answer], kept: Arrays) -> Iterator[tuple[str, Answer]]:
    """Of the prints of all cases together no more is kept than a person would read."""
    left = MOST_PRINTS
    for case, answer in answers.items():
        values = {name: _value(value, f"{case}/{name}" in kept) for name, value in answer.values.items()}
        prints = answer.prints[:left]
        left -= len(prints)
        yield case, replace(answer, values=values, prints=prints, seconds=round(answer.seconds, 4))


def _value(value: Value, kept: bool) -> Value:
    return replace(value, kept=kept) if value.kind == "array" else value


def _with_clauses(items: tuple[ItemGrade, ...], findings: tuple[Finding, ...]) -> tuple[ItemGrade, ...]:
    """One clause beside each item in a table."""
    told = {item: finding.headline for finding in reversed(findings) for item in finding.items}
    states = {"not begun": "not begun"}
    return tuple(
        replace(item, clause=item.clause or told.get(item.id, "") or states.get(item.state, "")) for item in items
    )


def _grade(key: Key, evidence: Evidence, items: tuple[ItemGrade, ...], findings: tuple[Finding, ...]) -> Grade:
    still_open = sum((item.open for item in items), Fraction(0))
    return Grade(
        schema=GRADE_SCHEMA,
        homework=evidence.homework,
        title=key.rubric.title,
        submission=evidence.submission,
        part=evidence.part,
        reader="instructor",
        total=key.rubric.total,
        earned=sum((item.earned for item in items), Fraction(0)),
        lost=sum((item.lost for item in items), Fraction(0)),
        open=still_open,
        provisional=still_open > 0,
        items=items,
        findings=findings,
        remarks=(
            *_without_causes(evidence.remarks, findings),
            *_changed_arguments(evidence, key),
            *_noticed(evidence),
        ),
        documents=evidence.documents,
        key=evidence.key,
        hidden_key=evidence.hidden_key,
        secret=key.secret,
        isolation=evidence.isolation,
        versions=evidence.versions,
        key_versions=key.versions,
        notebook=_timeless(evidence.notebook),
        times={
            "made_at": evidence.made_at,
            **evidence.seconds,
            "cases": {case: answer.seconds for case, answer in evidence.answers.items()},
            **({"notebook": timed} if (timed := _times_of_cells(evidence.notebook)) else {}),
        },
    )


def _timeless(seen: NotebookSeen | None) -> NotebookSeen | None:
    """What differs from run to run stands in one place of a grade."""
    if seen is None:
        return None
    cells = (replace(cell, run=replace(cell.run, seconds=0.0)) if cell.run else cell for cell in seen.cells)
    return replace(seen, cells=tuple(cells))


def _times_of_cells(seen: NotebookSeen | None) -> dict[str, float]:
    return {str(cell.number): cell.run.seconds for cell in seen.cells if cell.run} if seen is not None else {}


def _without_causes(remarks: tuple[str, ...], findings: tuple[Finding, ...]) -> list[str]:
    """A remark costs nothing; what is told as the cause of lost points is not a remark."""
    told = [f"{frame.file}:{frame.line}: " for f in findings if f.problem for frame in _last_frame(f)]
    missing = [f"{f.problem.expected} is missing" for f in findings if f.problem and f.problem.kind == "missing"]
    return [remark for remark in remarks if not remark.startswith((*told, *missing))]


def _last_frame(finding: Finding) -> tuple[Frame, ...]:
    failure = finding.problem.failure if finding.problem else None
    return failure.frames[-1:] if failure else ()


def _noticed(evidence: Evidence) -> list[str]:
    """What the box did otherwise than the program asked; it costs nothing."""
    found = {notice for answer in evidence.answers.values() for notice in answer.notices}
    return [text for notice, text in NOTICES.items() if notice in found]


def _changed_arguments(evidence: Evidence, key: Key) -> list[str]:
    """An argument that is changed in place is told once for each item; it costs nothing."""
    changed: dict[str, set[str]] = {}
    for case in key.cases:
        if names := evidence.answers[case.id].changed:
            changed.setdefault(case.item, set()).update(names)
    return [f"{item}: {', '.join(sorted(names))} is changed in place" for item, names in sorted(changed.items())]
