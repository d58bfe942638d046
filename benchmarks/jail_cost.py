"""What confining one submission costs, level by level, over a warm child that nothing confines.

Each round asks the same small submission once at every level, in an order that turns, so that whatever else the
machine does falls on all alike. A submission's time is that of start, ask and stop in a warm box: the fork, the
jail, one file imported, a few cases answered, the child ended. The next child is made beforehand, as in a class; so
the time goes on until that child has confined itself as well. And because two processors would hide a part of the
work, everything is pinned to one. All figures are medians in milliseconds.
"""

import argparse
import json
import os
import select
import statistics
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np

from autograder.box.choose import levels
from autograder.box.seam import Batch, Question
from autograder.box.warm import WarmBox
from autograder.model import Limits

BAR_MS = 4.0
SAFE = ("full", "landlock+seccomp")
PROBES = 'def ask(student, x):\n    return {"out": student.f(x)}\n'
CODE = "import numpy as np\n\n\ndef f(x):\n    return np.maximum(x, 0)\n"
CASES = 5
PATIENCE_MS = 30_000


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--bar", action="store_true", help="exit 1 when the bar is missed")
    options.add_argument("--rounds", type=int, default=151)
    given = options.parse_args()
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "hw.py").write_text(CODE, encoding="utf-8")
        figures = measure(Path(folder), given.rounds)
    print(json.dumps(figures))
    return 1 if given.bar and figures["jail_ms"] > BAR_MS else 0


def measure(source: Path, rounds: int) -> dict[str, Any]:
    batch = _batch()
    found = levels()
    taken: dict[str, list[float]] = {level: [] for level in found}
    with ExitStack() as stack:
        boxes = {level: stack.enter_context(WarmBox(("numpy",), batch.limits, level)) for level in found}
        for n in range(rounds):
            for level in found[n % len(found) :] + found[: n % len(found)]:
                taken[level].append(_once(boxes[level], source, batch))
    whole = {level: 1e3 * statistics.median(times[3:]) for level, times in taken.items()}
    safe = [level for level in found if level in SAFE]
    over = {level: round(whole[level] - whole["none"], 2) for level in found if level != "none"}
    return {
        "rounds": rounds,
        "strongest": found[0],
        "whole_ms": {level: round(value, 2) for level, value in whole.items()},
        "over_unjailed_ms": over,
        "jail_ms": max((over[level] for level in safe), default=float("inf")),
        "bar_ms": BAR_MS,
    }


def _once(box: WarmBox, source: Path, batch: Batch) -> float:
    """From the submission to the end of its child, and until the child for the next is ready."""
    started = time.perf_counter()
    box.start(source)
    replies = box.ask(batch)
    box.stop()
    _wait_for_the_next(box)
    taken = time.perf_counter() - started
    assert all(answer.outcome == "answered" for answer in replies.answers.values())
    return taken


def _wait_for_the_next(box: WarmBox) -> None:
    """The child that waits says its level as soon as it is confined."""
    assert box._spare is not None
    heard = select.poll()
    heard.register(box._spare.got, select.POLLIN)
    assert heard.poll(PATIENCE_MS)


def _batch() -> Batch:
    x = np.linspace(-1, 1, 24)
    asked = tuple(
        Question(id=f"q{n}", item="item", probe="ask", file="hw.py", arrays={"x": x}) for n in range(CASES)
    )
    return Batch(PROBES, ("hw.py",), ("numpy",), Limits(), asked)


if __name__ == "__main__":
    raise SystemExit(main())
