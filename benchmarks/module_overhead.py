"""What the harness adds to a NumPy module submission, over the student's own compute; how long a check takes.

Overhead is the wall time of start, ask and stop in a warm box, over all cases of the shipped key, less the own
compute of the student's code: what a fresh process with NumPy loaded takes to import the same files and to run the
same probes on the same inputs once, with no harness around. As in a batch, each submission is opened before and
graded after, outside that time. `check` is a whole process, cold, to its last line. All figures are medians.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from autograder.author.build import build
from autograder.author.secret import read_secret
from autograder.box.choose import open_box, strongest
from autograder.box.questions import batch_of
from autograder.box.seam import Batch
from autograder.course.key import read_whole, write_key
from autograder.course.places import find_homework
from autograder.course.rubric import read_rubric
from autograder.grade import grade, keep
from autograder.intake.submission import open_submission

ROOT = Path(__file__).resolve().parents[1]
OVERHEAD_BAR_MS, CHECK_BAR_S = 20.0, 1.0

BARE = """
import importlib, json, sys, time
from types import SimpleNamespace
import numpy as np, numpy.random, numpy.linalg, numpy.fft, numpy.ma
from safetensors.numpy import load
from autograder.box.inside import wire
data = open(sys.argv[2], "rb").read()
frames = list(wire.Reader(1 << 40, 1 << 40).feed(data))
setup = json.loads(frames[0][0])
space = {"__name__": "probes"}
exec(compile(setup["probes"], "probes.py", "exec"), space)
sys.path.insert(0, sys.argv[1])
started = time.perf_counter()
student = SimpleNamespace()
for file in setup["files"]:
    vars(student).update(vars(importlib.import_module(file.removesuffix(".py").replace("/", "."))))
loading = time.perf_counter() - started
work = []
for header, body in frames[1:]:
    arrays = load(body)
    for n, q in json.loads(header)["questions"].items():
        probe = space[q["probe"]]
        names = probe.__code__.co_varnames[1 : probe.__code__.co_argcount]
        inputs = {**q["plain"], **{name: arrays[f"{n}/{name}"] for name in q["arrays"]}}
        for row in arrays[f"{n}/{q['sweep']}"] if q["sweep"] else [None]:
            given = inputs if row is None else {**inputs, q["sweep"]: row}
            work.append((probe, {k: v for k, v in given.items() if k in names}))
started = time.perf_counter()
for probe, given in work:
    probe(student, **given)
print(loading + time.perf_counter() - started)
"""


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--bar", action="store_true", help="exit 1 when a bar is missed")
    options.add_argument("--rounds", type=int, default=41)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(Path(folder), given.rounds)
    print(json.dumps(figures))
    missed = figures["overhead_ms"] > OVERHEAD_BAR_MS or figures["check_s"] > CHECK_BAR_S
    return 1 if given.bar and missed else 0


def measure(folder: Path, rounds: int) -> dict[str, object]:
    homework, level = find_homework(ROOT, "conv_layers"), strongest()
    rubric = read_rubric(homework.rubric)
    with closing(open_box(rubric.allow, rubric.limits, level)) as box:
        built = build(homework, read_secret(), [box])
        write_key(folder, built.public, built.public_arrays)
        write_key(folder, built.hidden, built.hidden_arrays)
        key, arrays = read_whole(folder)
        batch = batch_of(key, arrays)
        boxed, opened = [], []
        for _ in range(rounds):
            with tempfile.TemporaryDirectory() as work:
                started = time.perf_counter()
                submission = open_submission(homework.reference, key, Path(work))
                opened.append(time.perf_counter() - started)
                started = time.perf_counter()
                box.start(submission.source)
                replies = box.ask(batch)
                box.stop()
                boxed.append(time.perf_counter() - started)
                graded = grade(key, arrays, keep(submission, key, arrays, batch.digest, replies, {}))
                assert graded.lost == 0, graded.findings[0].headline
    bare = bare_times(folder, homework.reference, batch, rounds)
    write_key(ROOT / "build" / "conv_layers", built.public, built.public_arrays)
    write_key(ROOT / "build" / "conv_layers", built.hidden, built.hidden_arrays)
    checks = [check_seconds(homework.reference) for _ in range(max(5, rounds // 4))]
    return {
        "benchmark": "module_overhead",
        "cases": sum(not case.sweeps for case in key.cases),
        "questions": len(batch.questions),
        "isolation": level,
        "in_the_box_ms": round(1000 * statistics.median(boxed), 2),
        "own_compute_ms": round(1000 * statistics.median(bare), 2),
        "intake_ms": round(1000 * statistics.median(opened), 2),
        "overhead_ms": round(1000 * (statistics.median(boxed) - statistics.median(bare)), 2),
        "check_s": round(statistics.median(checks), 3),
        "rounds": rounds,
    }


def bare_times(folder: Path, source: Path, batch: Batch, rounds: int) -> list[float]:
    """A process for each: a second pass in one process would find its caches warm, which no submission does."""
    (folder / "batch").write_bytes(batch.setup + b"".join(batch.frames))
    env = {"PATH": "/usr/bin:/bin", "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-B", "-c", BARE, str(source), str(folder / "batch")]
    runs = [subprocess.run(command, env=env, capture_output=True, text=True, check=True) for _ in range(rounds)]
    return [float(run.stdout) for run in runs]


def check_seconds(source: Path) -> float:
    command = [sys.executable, "-m", "autograder", "check", str(source)]
    started = time.perf_counter()
    subprocess.run(command, capture_output=True, check=True, cwd=ROOT)
    return time.perf_counter() - started


if __name__ == "__main__":
    sys.exit(main())
