"""Running a batch: some workers, each with a box of its own. One bad submission never stops the class."""

import contextlib
import queue
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from autograder.batch.finding import Entry
from autograder.batch.results import earlier, forget, with_earlier_training, write_result
from autograder.box.questions import batch_of
from autograder.box.seam import Batch, OpenBox
from autograder.errors import AutograderError, SubmissionError
from autograder.grade import Gathered, fingerprint_of, gather, grade
from autograder.model import Grade, Key, Outcome


@dataclass(frozen=True)
class Result:
    """What became of one submission: a grade, or why there is none and whose turn it is."""

    entry: Entry
    grade: Grade | None
    problem: str = ""
    ours: bool = False
    skipped: bool = False


class Workers:
    """Boxes that are lent to one submission at a time: each opened when it is first needed, a broken one replaced.

    Where nothing has to be asked, as when a class is graded again, none is opened.
    """

    def __init__(self, open_box: Callable[[], OpenBox], count: int) -> None:
        self._open = open_box
        self._free: queue.SimpleQueue[OpenBox | None] = queue.SimpleQueue()
        self._all: list[OpenBox] = []
        self.stopped = False
        for _ in range(count):
            self._free.put(None)

    @contextmanager
    def lent(self) -> Iterator[OpenBox]:
        box = self._free.get()
        try:
            box = box or self._opened()
            yield box
        finally:
            self._free.put(box if box is None or box.healthy else self._replaced(box))

    def close(self) -> None:
        while not self._free.empty():
            if (box := self._free.get()) is not None:
                box.close()

    def stop(self) -> None:
        """Whoever waits for a submission's answers waits no longer; called from another thread."""
        self.stopped = True
        for box in list(self._all):
            box.kill()

    def _opened(self) -> OpenBox:
        """One that is opened while all are being stopped is stopped as well."""
        box = self._open()
        self._all.append(box)
        if self.stopped:
            box.kill()
        return box

    def _replaced(self, box: OpenBox) -> OpenBox:
        """Where no new one can be had, the broken one keeps the place: waiting for it must not last for ever."""
        if self.stopped:
            return box
        with contextlib.suppress(AutograderError, OSError):
            box.close()
            new = self._open()
            self._all[self._all.index(box)] = new
            return new
        return box


def run(
    entries: Sequence[Entry],
    key: Key,
    arrays: dict[str, NDArray[Any]],
    out: Path,
    workers: Workers,
    count: int,
    done: Callable[[Result], None] = lambda _: None,
    beside: Path | None = None,
) -> list[Result]:
    """Results in the order of the entries; `done` hears of each as it comes. Ctrl-C loses nothing written."""
    batch = batch_of(key, arrays)
    with ThreadPoolExecutor(count) as pool:
        futures: dict[Future[Result], Entry] = {
            pool.submit(_one, entry, key, arrays, batch, out, workers, beside): entry for entry in entries
        }
        try:
            for future in as_completed(futures):
                done(future.result())
        except KeyboardInterrupt:
            pool.shutdown(wait=False, cancel_futures=True)
            workers.stop()
            raise
    return [future.result() for future in futures]


def _one(
    entry: Entry,
    key: Key,
    arrays: dict[str, NDArray[Any]],
    batch: Batch,
    out: Path,
    workers: Workers,
    beside: Path | None,
) -> Result:
    try:
        return _graded(entry, key, arrays, batch, out, workers, beside)
    except SubmissionError as error:
        forget(out, entry)
        return Result(entry, None, str(error))
    except AutograderError as error:
        return Result(entry, None, str(error), ours=True)
    except Exception as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(where.filename).name}:{where.lineno}"
        return Result(entry, None, f"{type(error).__name__} at {place}: {error}", ours=True)


def _graded(
    entry: Entry,
    key: Key,
    arrays: dict[str, NDArray[Any]],
    batch: Batch,
    out: Path,
    workers: Workers,
    beside: Path | None,
) -> Result:
    made_from = fingerprint_of(entry.path, key)
    if (known := earlier(out, entry, made_from)) is not None:
        return Result(entry, in_short(known), skipped=True)
    gathered = _gather(entry, key, arrays, batch, workers, beside)
    if workers.stopped:
        return Result(entry, None, "stopped")
    gathered = with_earlier_training(out, entry, gathered)
    graded = grade(key, arrays, gathered)
    failed = _our_failure(gathered)
    write_result(out, entry, gathered, graded, key, "" if failed else made_from)
    return Result(entry, in_short(graded), failed, ours=bool(failed))


def in_short(graded: Grade) -> Grade:
    """What the page of a class needs: the cases of what went wrong. The whole lies on disk; a class is large."""
    told = {item for finding in graded.findings for item in finding.items}
    items = tuple(item if item.id in told else replace(item, cases=(), shares=()) for item in graded.items)
    return replace(graded, items=items, times={}, notebook=None)


def _gather(
    entry: Entry, key: Key, arrays: dict[str, NDArray[Any]], batch: Batch, workers: Workers, beside: Path | None
) -> Gathered:
    """A box that broke is replaced, and the submission asked once more: it may have been the machine."""
    for _ in range(2):
        with workers.lent() as box:
            gathered = gather(entry.path, key, arrays, batch, box, beside=beside)
        if workers.stopped or not _our_failure(gathered):
            break
    return gathered


def _our_failure(gathered: Gathered) -> str:
    lost = [a for a in gathered.evidence.answers.values() if a.outcome is Outcome.OUR_FAILURE]
    return lost[0].detail or "our failure" if lost else ""
