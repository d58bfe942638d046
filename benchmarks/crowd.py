"""A class of 500 in which every fifth submission attacks: right points, nothing left behind, flat memory.

The attacks are those of the hostile suite, in turn; what each must get stands in its table. The bar is about
promises, not time: every submission graded with its right points, every honest one in full, nobody's file touched,
no process or folder left, and the grader's memory at the end at most 15 % over what it was after the first fifty.
"""

import argparse
import json
import resource
import statistics
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from ruamel.yaml import YAML  # noqa: E402

from autograder.batch.finding import find_entries  # noqa: E402
from autograder.batch.run import Result, Workers, run  # noqa: E402
from autograder.box.choose import open_box, strongest  # noqa: E402
from tests.hostile import target  # noqa: E402
from tests.hostile.world import World  # noqa: E402

HOSTILE = ROOT / "tests" / "hostile"
EVERY, WORKERS, GROWTH_BAR = 5, 2, 1.15


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--bar", action="store_true", help="exit 1 when a promise is broken")
    options.add_argument("--submissions", type=int, default=500)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder, World(Path(folder, "world")).opened() as world:
        figures = measure(Path(folder), world, given.submissions)
    print(json.dumps(figures))
    kept = not (figures["wrong"] or figures["harm"] or figures["left"]) and figures["growth"] <= GROWTH_BAR
    return 1 if given.bar and not kept else 0


def measure(folder: Path, world: World, count: int) -> dict[str, Any]:
    (folder / "boxes").mkdir()
    tempfile.tempdir = str(folder / "boxes")
    expected = hand_ins(folder / "class", world, count)
    key, arrays = target.key()
    level = strongest()
    memory: list[int] = []
    waits: list[float] = []
    last = started = time.monotonic()

    def done(result: Result) -> None:
        nonlocal last
        now = time.monotonic()
        waits.append(now - last)
        last = now
        memory.append(_resident_kb())
        if len(memory) % 50 == 0:
            print(f"{len(memory)} of {count}, {memory[-1] // 1024} MB", file=sys.stderr)

    entries = find_entries([folder / "class"], key)
    with closing(
        Workers(lambda: open_box(key.rubric.allow, key.rubric.limits, level, key.rubric.forbidden), WORKERS)
    ) as workers:
        results = run(entries, key, arrays, folder / "out", workers, WORKERS, done)
    seconds = time.monotonic() - started
    wrong = [r.entry.name for r in results if not r.grade or float(r.grade.earned) not in expected[r.entry.name]]
    early = statistics.median(memory[40:60])
    return {
        "benchmark": "crowd",
        "submissions": len(results),
        "hostile": len(range(EVERY - 1, count, EVERY)),
        "isolation": level,
        "wrong": wrong,
        "harm": world.harm(),
        "left": left_behind(folder / "boxes"),
        "seconds": round(seconds, 1),
        "longest_wait_s": round(max(waits), 1),
        "memory_mb": [round(memory[n] / 1024) for n in range(49, len(memory), 50)],
        "growth": round(statistics.median(memory[-20:]) / early, 3),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def hand_ins(folder: Path, world: World, count: int) -> dict[str, list[float]]:
    """The folders of the class, and the points each may get."""
    table = YAML(typ="safe").load((HOSTILE / "attacks.yaml").read_text(encoding="utf-8"))
    attacks = sorted(table)
    expected: dict[str, list[float]] = {}
    for n in range(count):
        attack = attacks[(n // EVERY) * 7 % len(attacks)] if n % EVERY == EVERY - 1 else ""
        name = f"{n:03}-{attack.replace('/', '-') or 'honest'}"
        place = folder / name
        place.mkdir(parents=True)
        code = (HOSTILE / "attacks" / f"{attack}.py").read_text(encoding="utf-8") if attack else f"# {n}\n"
        (place / "solution.py").write_text(target.RIGHT + code, encoding="utf-8")
        (place / "world.py").write_text(world.describe(gentle=False), encoding="utf-8")
        points = table[attack]["points"] if attack else target.FULL
        expected[name] = points if isinstance(points, list) else [points]
    return expected


def left_behind(boxes: Path) -> list[str]:
    """Files in the boxes' folder, and processes that were started for one."""
    found = [str(path) for path in boxes.iterdir()]
    for process in Path("/proc").iterdir():
        if process.name.isdigit():
            try:
                command, state = (process / "cmdline").read_bytes(), (process / "stat").read_text()
            except OSError:
                continue
            if str(boxes).encode() in command and state.rpartition(")")[2].split()[0] != "Z":
                found.append(f"process {process.name}")
    return found


def _resident_kb() -> int:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:"))


if __name__ == "__main__":
    sys.exit(main())
