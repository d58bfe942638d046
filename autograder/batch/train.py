"""The second stage of a batch: trainings, which take long, after the quick items of the whole class.

What was measured lies in the evidence of each submission: an interrupted stage goes on where it was.
"""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.batch.finding import Entry
from autograder.batch.results import EVIDENCE, INSTRUCTOR, made_from_of, write_result
from autograder.batch.run import Result
from autograder.batch.workers import Workers
from autograder.errors import AutograderError, RecordError
from autograder.grade import Gathered, grade
from autograder.gradebook.evidence import read_evidence
from autograder.intake.submission import open_submission
from autograder.model import Evidence, Key, Outcome
from autograder.records import Arrays
from autograder.training.ground import Ground
from autograder.training.measure import Measured, is_due, measure, with_training


@dataclass(frozen=True)
class Stage:
    """Everything that stays the same from submission to submission."""

    key: Key
    arrays: Arrays
    out: Path
    grounds: Sequence[Ground]
    workers: Workers

    def due(self, evidence: Evidence, *, may_run: bool) -> list[Ground]:
        return [
            ground
            for ground in self.grounds
            if is_due(evidence.training.get(ground.item.id), ground, self.key, evidence.files, may_run=may_run)
        ]

    def stored(self, entry: Entry) -> tuple[Evidence, Arrays]:
        return read_evidence(self.out / INSTRUCTOR / entry.slug / EVIDENCE)


def train(
    results: Sequence[Result],
    stage: Stage,
    count: int,
    done: Callable[[Result], None] = lambda _: None,
    *,
    may_run: bool,
) -> list[Result]:
    """Results in the same order, those with a training measured anew. Without `may_run`, what has to be trained
    again is put off. Ctrl-C loses nothing written."""
    with ThreadPoolExecutor(count) as pool:
        futures = {pool.submit(_one, result, stage, may_run): n for n, result in enumerate(results)}
        found = list(results)
        try:
            for future in as_completed(futures):
                found[futures[future]] = future.result()
                done(found[futures[future]])
        except KeyboardInterrupt:
            pool.shutdown(wait=False, cancel_futures=True)
            stage.workers.stop()
            raise
    return found


def put_off(results: Sequence[Result], stage: Stage) -> list[Result]:
    """Those with something that has to be trained again."""
    return [result for result in results if _waits(result, stage)]


def _waits(result: Result, stage: Stage) -> bool:
    try:
        evidence, _ = stage.stored(result.entry)
    except RecordError:
        return False
    return any(known.put_off for known in evidence.training.values())


def _one(result: Result, stage: Stage, may_run: bool) -> Result:
    """A training that fails by our fault leaves the rest of the grade as it is."""
    if result.grade is None or result.ours:
        return result
    try:
        evidence, got = stage.stored(result.entry)
        grounds = stage.due(evidence, may_run=may_run)
        return _trained(result, stage, evidence, got, grounds, may_run) if grounds else result
    except AutograderError as error:
        return replace(result, problem=f"training: {error}", ours=True)
    except Exception as error:
        return replace(result, problem=f"training: {type(error).__name__}: {error}", ours=True)


def _trained(
    result: Result, stage: Stage, evidence: Evidence, got: Arrays, grounds: Sequence[Ground], may_run: bool
) -> Result:
    measured = _measure(result.entry, stage, grounds, may_run)
    if stage.workers.stopped:
        return result
    evidence, got = with_training(evidence, got, measured)
    gathered = Gathered(evidence, dict(got))
    graded = grade(stage.key, stage.arrays, gathered)
    write_result(stage.out, result.entry, gathered, graded, stage.key, made_from_of(stage.out, result.entry))
    failed = _our_failure(measured)
    return replace(result, grade=graded, problem=failed, ours=bool(failed), skipped=False)


def _measure(entry: Entry, stage: Stage, grounds: Sequence[Ground], may_run: bool) -> dict[str, Measured]:
    """A box that broke is replaced, and the training measured once more: it may have been the machine."""
    measured: dict[str, Measured] = {}
    with tempfile.TemporaryDirectory(prefix="autograder-") as folder:
        submission = open_submission(entry.path, stage.key, Path(folder))
        for ground in grounds:
            for _ in range(2):
                with stage.workers.lent() as box:
                    measured[ground.item.id] = measure(submission, ground, stage.key, box, may_run=may_run)
                if stage.workers.stopped or not _our_failure(measured):
                    break
    return measured


def _our_failure(measured: Mapping[str, Measured]) -> str:
    answers = [one.trained.answer for one in measured.values() if one.trained.answer is not None]
    lost = [answer for answer in answers if answer.outcome is Outcome.OUR_FAILURE]
    return f"training: {lost[0].detail or 'our failure'}" if lost else ""
