"""Running a batch: some workers, each with a box of its own. One bad submission never stops the class."""

import traceback
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.batch.finding import Entry
from autograder.batch.results import earlier, forget, with_earlier_training, write_result
from autograder.batch.workers import Workers
from autograder.box.seam import Batch
from autograder.errors import AutograderError, SubmissionError
from autograder.grade import Gathered, fingerprint_of, gather, grade
from autograder.model import Grade, Key, Outcome
from autograder.records import Arrays


@dataclass(frozen=True)
class Result:
    """What became of one submission: a grade, or why there is none and whose turn it is."""

    entry: Entry
    grade: Grade | None
    problem: str = ""
    ours: bool = False
    skipped: bool = False


@dataclass(frozen=True)
class Grading:
    """Everything that stays the same from submission to submission; `beside` is where the rubric lies."""

    key: Key
    arrays: Arrays
    out: Path
    workers: Workers
    batch: Batch
    beside: Path | None = None


def run(
    entries: Sequence[Entry], grading: Grading, count: int, done: Callable[[Result], None] = lambda _: None
) -> list[Result]:
    """Results in the order of the entries; `done` hears of each as it comes. Ctrl-C loses nothing written."""
    with ThreadPoolExecutor(count) as pool:
        futures = [pool.submit(_one, entry, grading) for entry in entries]
        try:
            for future in as_completed(futures):
                done(future.result())
        except KeyboardInterrupt:
            pool.shutdown(wait=False, cancel_futures=True)
            grading.workers.stop()
            raise
    return [future.result() for future in futures]


def _one(entry: Entry, grading: Grading) -> Result:
    try:
        return _graded(entry, grading)
    except SubmissionError as error:
        forget(grading.out, entry)
        return Result(entry, None, str(error))
    except AutograderError as error:
        return Result(entry, None, str(error), ours=True)
    except Exception as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(where.filename).name}:{where.lineno}"
        return Result(entry, None, f"{type(error).__name__} at {place}: {error}", ours=True)


def _graded(entry: Entry, grading: Grading) -> Result:
    key, out = grading.key, grading.out
    made_from = fingerprint_of(entry.path, key)
    if (known := earlier(out, entry, made_from)) is not None:
        return Result(entry, in_short(known), skipped=True)
    gathered = _gather(entry, grading)
    if grading.workers.stopped:
        return Result(entry, None, "stopped")
    gathered = with_earlier_training(out, entry, gathered)
    graded = grade(key, grading.arrays, gathered)
    failed = _our_failure(gathered)
    write_result(out, entry, gathered, graded, key, "" if failed else made_from)
    return Result(entry, in_short(graded), failed, ours=bool(failed))


def in_short(graded: Grade) -> Grade:
    """What the page of a class needs: the cases of what went wrong. The whole lies on disk; a class is large."""
    told = {item for finding in graded.findings for item in finding.items}
    items = tuple(item if item.id in told else replace(item, cases=(), shares=()) for item in graded.items)
    return replace(graded, items=items, times={}, notebook=None)


def _gather(entry: Entry, grading: Grading) -> Gathered:
    """A box that broke is replaced, and the submission asked once more: it may have been the machine."""
    for _ in range(2):
        with grading.workers.lent() as box:
            gathered = gather(entry.path, grading.key, grading.arrays, grading.batch, box, beside=grading.beside)
        if grading.workers.stopped or not _our_failure(gathered):
            break
    return gathered


def _our_failure(gathered: Gathered) -> str:
    lost = [a for a in gathered.evidence.answers.values() if a.outcome is Outcome.OUR_FAILURE]
    return lost[0].detail or "our failure" if lost else ""
