"""One child, already confined: loads the student's files when they are needed, answers what it is asked."""

import gc
import json
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from safetensors.numpy import load

from . import wire
from .asking import Asker
from .bars import Bars
from .clearing import clear_within
from .preparing import Prepared
from .prints import Prints
from .student import Executed, Guard, Student

KEEP_PRINTS = 2000
CHUNK = 1 << 20
FULL = "file limit"


@dataclass(frozen=True, kw_only=True)
class Job:
    """What the grader says about one child: where the copy of the submission lies, and where it may write.

    `kernel` says what a notebook's kernel needs besides; other children have none.
    """

    source: str
    scratch: str
    kernel: Mapping[str, Any] = field(default_factory=dict)


def serve(job: Job, asked: int, out: int, level: str, prepared: Prepared) -> None:
    """Answers on `out` what comes in on `asked`, until nothing more comes; the caller ends the process."""
    gc.enable()
    frames = _frames(asked)
    setup, _ = next(frames)
    prints = _prints(setup)
    student = Student(setup["files"], lambda file: send(out, {"loading": file}))
    hide = {job.source: "", job.scratch: "scratch/"}
    asker = Asker(setup["probes"], student, prints, hide, *prepared.for_asking)
    guard = Guard(setup["allow"], prepared.refused)
    settle(job, guard, prepared.ours)  # from here on an import can be one of the student's files
    send(out, {"level": level})
    for order, _ in frames:
        sys.path_importer_cache.pop(job.source, None)  # this child may be older than the files it is asked about
        _answer(asker, order["ask"], *next(frames), out, job.scratch)


def answer_in(
    job: Job, asked: int, out: int, namespace: Mapping[str, Any], cells: Mapping[str, str], prepared: Prepared
) -> None:
    """The same of what cells have left in a notebook's namespace; `cells` are the files that they count as.

    What was noted while they ran is nobody's answer, unless it says why a name is missing: a cell may have compared
    its own work with the framework's.
    """
    prepared.notes.put_aside()
    frames = _frames(asked)
    setup, _ = next(frames)
    hide = {job.scratch: "", job.source: "", **cells}
    asker = Asker(setup["probes"], Executed(namespace), _prints(setup), hide, *prepared.for_asking)
    for order, _ in frames:
        _answer(asker, order["ask"], *next(frames), out, job.scratch)


def _prints(setup: Mapping[str, Any]) -> Prints:
    prints = Prints(KEEP_PRINTS, setup["output_bytes"])
    sys.stdout = sys.stderr = prints
    return prints


def _answer(asker: Asker, numbers: list[int], header: dict[str, Any], body: bytes, out: int, scratch: str) -> None:
    """What one question has filled up is not held against the next."""
    arrays = load(body) if body else {}
    for n in numbers:
        question = header["questions"][str(n)]
        inputs = {name: arrays[f"{n}/{name}"] for name in question["arrays"]}
        answer, sent = asker.ask(question, inputs)
        if answer.get("outcome") == FULL:
            clear_within(scratch)
        send(out, {"n": n, **answer}, sent)


def _frames(asked: int) -> Iterator[tuple[dict[str, Any], bytes]]:
    """What the grader sends is trusted: no bound but that of a length."""
    reader = wire.Reader(sys.maxsize, sys.maxsize)
    while data := os.read(asked, CHUNK):
        for header, body in reader.feed(data):
            yield json.loads(header), body


def settle(job: Job, guard: Guard, ours: Iterable[str]) -> None:
    """Where the student's code finds itself: its own copy first on the path, an empty folder to write in."""
    os.chdir(job.scratch)
    os.environ.update(HOME=job.scratch, TMPDIR=job.scratch)
    tempfile.tempdir = None  # it is looked up once, and may have been before the fork
    sys.path.insert(0, job.source)
    sys.argv = ["homework"]
    sys.meta_path[:0] = Bars(), guard
    for name in ours:
        sys.modules.pop(name, None)


def send(out: int, header: Mapping[str, Any], arrays: Mapping[str, Any] | None = None) -> None:
    data = memoryview(wire.encode(header, arrays or {}))
    while data:
        data = data[os.write(out, data) :]
