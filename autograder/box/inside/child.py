"""One child: confines itself, loads the student's files when they are needed, answers the batch, ends."""

import gc
import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from safetensors.numpy import load

from . import wire
from .asking import Asker
from .prints import Prints
from .student import Guard, Student

KEEP_PRINTS = 2000


@dataclass(frozen=True, kw_only=True)
class Job:
    """What the grader says about one child: where the copy of the submission lies, and which questions to ask."""

    source: str
    scratch: str
    ask: tuple[int, ...]
    output_bytes: int


def serve(job: Job, batch: bytes, out: int, level: str) -> None:
    """Answers every asked question of the batch on `out`; the caller ends the process afterwards."""
    gc.enable()
    header, arrays = _open(batch)
    prints = Prints(KEEP_PRINTS, job.output_bytes)
    sys.stdout = sys.stderr = prints
    _settle(job, header["allow"])
    student = Student(header["files"], lambda file: _send(out, {"loading": file}))
    asker = Asker(header["probes"], student, prints, {job.source: "", job.scratch: "scratch/"})
    _send(out, {"level": level})
    for n in job.ask:
        question = header["questions"][n]
        inputs = {name: arrays[f"{n}/{name}"] for name in question["arrays"]}
        answer, sent = asker.ask(question, inputs)
        _send(out, {"n": n, **answer}, sent)


def _open(batch: bytes) -> tuple[dict[str, Any], dict[str, Any]]:
    frames = list(wire.Reader(len(batch), len(batch)).feed(batch))
    header, arrays = frames[0]
    return json.loads(header), load(arrays) if arrays else {}


def _settle(job: Job, allow: list[str]) -> None:
    """Where the student's code finds itself: its own copy first on the path, an empty folder to write in."""
    os.chdir(job.scratch)
    os.environ.update(HOME=job.scratch, TMPDIR=job.scratch)
    sys.path.insert(0, job.source)
    sys.argv = ["homework"]
    sys.meta_path.insert(0, Guard(allow))
    for name in [n for n in sys.modules if n == "_box" or n.startswith("_box.") or n == "__main__"]:
        del sys.modules[name]


def _send(out: int, header: Mapping[str, Any], arrays: Mapping[str, Any] | None = None) -> None:
    data = memoryview(wire.encode(header, arrays or {}))
    while data:
        data = data[os.write(out, data) :]
