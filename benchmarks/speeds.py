"""What the usual ways to a convolution and a pooling take, beside what the rubric of lenet5 says of them.

Each style of the sample class is asked in the box just as a student's notebook is, several times, and the median
is taken: how many units of the probe's yardstick one call takes. The bar: every figure of the rubric is within a
factor of two of what is measured here. A figure is the author's, made on one machine; this says whether it is fair.
"""

import argparse
import json
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from autograder.author.cases import read_tables, timed_cases
from autograder.author.notebook_code import lift_notebooks
from autograder.box.choose import open_box, strongest
from autograder.box.seam import Batch, Box, Question
from autograder.course.places import Homework, find_homework
from autograder.course.rubric import read_rubric
from autograder.judge.speeds import Times, times_of
from autograder.model import Rubric

ROOT = Path(__file__).resolve().parents[1]
HOMEWORK, BAR, ROUNDS = "lenet5", 2.0, 5
RIGHT, REFERENCE = ROOT / "tests" / "submissions" / HOMEWORK / "right", "the reference"
STYLES = {
    "conv-forward": {
        "a strided view": "strided",
        "loops over the kernel": "shifts",
        "loops over all pixels": "loops",
    },
    "pool-forward": {
        "a strided view": "strided",
        "loops over the window": REFERENCE,
        "loops over all pixels": "loops",
    },
}


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--bar", action="store_true", help="exit 1 when a figure of the rubric is off by more")
    options.add_argument("--rounds", type=int, default=ROUNDS)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(Path(folder), given.rounds)
    print(json.dumps(figures))
    return 1 if given.bar and figures["off_by"] > BAR else 0


def measure(folder: Path, rounds: int) -> dict[str, Any]:
    homework = find_homework(ROOT, HOMEWORK)
    rubric = read_rubric(homework.rubric)
    batch, level = timed(homework, rubric), strongest()
    names = dict.fromkeys(style for ways in STYLES.values() for style in ways.values())
    styles = {name: lifted(name, homework, folder) for name in names}
    with closing(open_box(rubric.allow, rubric.limits, level, rubric.forbidden)) as box:
        asked = {name: [ask(batch, source, box) for _ in range(rounds)] for name, source in styles.items()}
    measured = {
        item: {way: units([one[item] for one in asked[style]]) for way, style in ways.items()}
        for item, ways in STYLES.items()
    }
    written = {item.id: dict(item.speed.beside) for item in rubric.items if item.speed is not None}
    return {
        "benchmark": "speeds",
        "isolation": level,
        "rounds": rounds,
        "unit_ms": {item: unit_ms(asked, item) for item in STYLES},
        "measured": measured,
        "rubric": written,
        "off_by": max(off_by(written, measured)),
        "bar": BAR,
    }


def timed(homework: Homework, rubric: Rubric) -> Batch:
    """The questions that are timed, and no others."""
    tables = read_tables(homework.cases, rubric)
    questions = tuple(
        Question(
            id=case.id,
            item=item.id,
            probe=case.probe,
            file=item.code.module,
            arrays=arrays,
            plain=case.plain,
        )
        for item in rubric.items
        if item.code is not None and item.id in tables
        for case, arrays in timed_cases(item, tables[item.id])
    )
    probes = homework.probes.read_text(encoding="utf-8")
    return Batch(probes, rubric.modules, rubric.allow, rubric.limits, questions, rubric.forbidden)


def lifted(style: str, homework: Homework, folder: Path) -> Path:
    """A copy of the notebook, with the module that its definitions make."""
    shutil.copytree(homework.reference if style == REFERENCE else RIGHT / style, folder / style)
    lift_notebooks(folder / style)
    return folder / style


def ask(batch: Batch, source: Path, box: Box) -> dict[str, Times]:
    box.start(source)
    answers = box.ask(batch).answers
    box.stop()
    found = {question.item: times_of(answers[question.id]) for question in batch.questions}
    return {item: times for item, times in found.items() if times is not None}


def units(times: list[Times]) -> float:
    return round(statistics.median(one.seconds / one.unit for one in times), 2)


def unit_ms(asked: dict[str, list[dict[str, Times]]], item: str) -> float:
    return round(1000 * statistics.median(one[item].unit for rounds in asked.values() for one in rounds), 4)


def off_by(written: dict[str, dict[str, float]], measured: dict[str, dict[str, float]]) -> Iterator[float]:
    """For each figure of the rubric how many times too large or too small it is; infinitely if not measured."""
    for item, ways in written.items():
        for way, figure in ways.items():
            found = measured.get(item, {}).get(way, 0.0)
            yield round(max(figure / found, found / figure), 2) if found else float("inf")


if __name__ == "__main__":
    sys.exit(main())
