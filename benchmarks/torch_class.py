"""A class of 60 in PyTorch: what it costs, and that being killed in the middle loses nothing.

lenet5 in five styles, with six known mistakes, and by three ways to PyTorch's own layers, in turn; the right ones
with weights that were trained here before. The class is graded once from end to end, and once killed when a third
is done and then continued. The bar: the same grades both times, nothing done twice, right notebooks in full, and at
most 5 s of computing for each submission, trainings by saved weights included.
"""

import argparse
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import torch  # noqa: E402

from autograder.author.mistakes import write_mistake  # noqa: E402
from autograder.batch.results import INSTRUCTOR, MADE_FROM  # noqa: E402
from autograder.course.mistakes import read_mistakes  # noqa: E402
from autograder.data.dataset import Wanted  # noqa: E402
from autograder.data.loading import load_first  # noqa: E402
from autograder.intake.notebook.definitions import lift  # noqa: E402
from autograder.intake.notebook.reading import read_notebook  # noqa: E402
from tests.submissions.lenet5 import notebooks  # noqa: E402

HOMEWORK, NOTEBOOK, WEIGHTS = "lenet5", "lenet5.ipynb", "lenet5.pt"
STYLES = ("loops", "matrix", "strided", "einsum", "shifts")
MISTAKES, DOORS = 6, ("functional", "module", "another_thread")
COUNT, SECONDS_EACH = 60, 5.0
Arrays = dict[str, Any]


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--bar", action="store_true", help="exit 1 when a promise is broken")
    options.add_argument("--submissions", type=int, default=COUNT)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(Path(folder), given.submissions)
    print(json.dumps(figures))
    kept = not figures["different"] and not figures["done_again"] and not figures["right_with_losses"]
    return 1 if given.bar and not (kept and figures["cpu_s_each"] <= SECONDS_EACH) else 0


def measure(folder: Path, count: int) -> dict[str, Any]:
    right = hand_ins(folder / "class", count)
    subprocess.run([*autograder("build"), "--quick"], check=True, stdout=sys.stderr)
    before, started = _cpu_seconds(), time.monotonic()
    subprocess.run(grading(folder, "whole"), check=True, stdout=sys.stderr)
    seconds, cpu = time.monotonic() - started, _cpu_seconds() - before
    early = killed_at(folder, count // 3)
    subprocess.run(grading(folder, "parts"), check=True, stdout=sys.stderr)
    whole, parts = grades(folder / "whole"), grades(folder / "parts")
    again = [name for name, made_at in early.items() if parts[name]["times"]["made_at"] != made_at]
    lost = [name for name in right if float(whole[name]["lost"]) > 0]
    return {
        "benchmark": "torch_class",
        "submissions": len(whole),
        "seconds": round(seconds, 1),
        "cpu_s": round(cpu, 1),
        "cpu_s_each": round(cpu / count, 2),
        "killed_after": len(early),
        "done_again": again,
        "different": [name for name in whole if _timeless(whole[name]) != _timeless(parts.get(name, {}))],
        "right": len(right),
        "right_with_losses": lost,
    }


def autograder(*words: str) -> list[str]:
    return [sys.executable, "-m", "autograder", *words, HOMEWORK]


def grading(folder: Path, out: str) -> list[str]:
    return [*autograder("grade"), str(folder / "class"), "--out", str(folder / out), "--train", "later"]


def killed_at(folder: Path, done: int) -> dict[str, str]:
    """Grades until so many are written, then pulls the plug; when each of them was made."""
    process = subprocess.Popen(grading(folder, "parts"), stdout=subprocess.DEVNULL, start_new_session=True)
    while len(list((folder / "parts").rglob(MADE_FROM))) < done and process.poll() is None:
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return {name: grade["times"]["made_at"] for name, grade in grades(folder / "parts").items()}


def grades(out: Path) -> dict[str, Any]:
    """Those of the instructor, by submission. One is done when the note of what it was made from is written."""
    found = {}
    for path in sorted((out / INSTRUCTOR).glob(f"*/{MADE_FROM}")):
        grade = json.loads(path.with_name("grade.json").read_text(encoding="utf-8"))
        if path.read_text(encoding="ascii"):
            found[grade["submission"]] = grade
    return found


def _timeless(grade: dict[str, Any]) -> dict[str, Any]:
    """What the same evidence of another run gives as well: all but the times, and how fast the code was then."""
    items = [{**item, "speed": None} for item in grade.get("items", ())]
    return {**{name: value for name, value in grade.items() if name != "times"}, "items": items}


def hand_ins(folder: Path, count: int) -> list[str]:
    """The folders of the class; the names of those that are right."""
    weights, right = trained(), []
    for n, (kind, text) in enumerate(islice(cycle(texts(folder.parent)), count)):
        place = folder / f"{n:02}-{kind.replace('/', '-')}"
        place.mkdir(parents=True)
        place.joinpath(NOTEBOOK).write_text(text, encoding="utf-8")
        if kind.startswith("right"):
            right.append(place.name)
            torch.save(weights, place / WEIGHTS)
    return right


def texts(work: Path) -> Iterator[tuple[str, str]]:
    for style in STYLES:
        path = ROOT / "tests" / "submissions" / HOMEWORK / "right" / style / NOTEBOOK
        yield f"right/{style}", path.read_text(encoding="utf-8")
    mistakes = [m for m in read_mistakes(ROOT / "rubrics" / HOMEWORK / "mistakes.yaml") if not m.base and m.edits]
    for mistake in mistakes[:: len(mistakes) // MISTAKES][:MISTAKES]:
        write_mistake(mistake, ROOT / "reference" / HOMEWORK, work / "work", work / "made" / mistake.id)
        yield f"wrong/{mistake.id}", (work / "made" / mistake.id / NOTEBOOK).read_text(encoding="utf-8")
    yield from ((f"door/{door}", notebooks.through_door(door)) for door in DOORS)


def trained() -> Arrays:
    """Weights of the reference's network, on the digits that every machine has."""
    path = ROOT / "reference" / HOMEWORK / NOTEBOOK
    space: dict[str, Any] = {"__name__": HOMEWORK}
    exec(lift(read_notebook(path.read_bytes(), path.name)).source, space)
    data = load_first(("digits",), None, Wanted(layout="NCHW", size=28, channels=1, judged=1, zero_last=False), "")
    torch.set_num_threads(1)
    torch.manual_seed(0)
    model = space["LeNet5"]()
    space["train"](model, data.given.train.images.copy(), data.given.train.labels)
    weights: Arrays = model.state_dict()
    return weights


def _cpu_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    sys.exit(main())
