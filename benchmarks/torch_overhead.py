"""What the harness adds to a PyTorch submission over the student's own compute, in a warm box.

The submission has a convolution of its own, made of views and one product, and trains a small network for a few
steps. Overhead is the wall time of start, ask and stop, less what a fresh process in which PyTorch is loaded and
warm takes to import the same file and to run the same questions once, with no harness around. Both are measured in
turn, so that whatever else the machine does falls on both alike. All figures are medians in milliseconds.
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

import numpy as np

from autograder.box.choose import open_box, strongest
from autograder.box.interpreter import clean_environment
from autograder.box.seam import Batch, Question
from autograder.model import Limits

ROOT = Path(__file__).resolve().parents[1]
BAR_MS = 20.0
CASES, STEPS = 12, 3
ALLOW = ("numpy", "torch")
FORBID = ("convolution", "pooling", "unfold")

PROBES = f"""
import torch

def convolve(student, x):
    x = torch.from_numpy(x).requires_grad_()
    layer = student.Conv2d(x.shape[1], 4, 3)
    out = layer(x)
    out.sum().backward()
    return {{"out": out, "dx": x.grad}}

def train(student, x):
    model = torch.nn.Sequential(student.Conv2d(x.shape[1], 4, 3), torch.nn.Flatten(), torch.nn.LazyLinear(3))
    model(torch.from_numpy(x))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for _ in range({STEPS}):
        optimizer.zero_grad()
        loss = torch.nn.functional.cross_entropy(model(torch.from_numpy(x)), torch.arange(len(x)) % 3)
        loss.backward()
        optimizer.step()
    return {{"out": loss}}
"""
CODE = """
import torch
from torch import nn


class Conv2d(nn.Module):
    def __init__(self, channels, filters, size):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(filters, channels, size, size) / size)
        self.bias = nn.Parameter(torch.zeros(filters))

    def forward(self, x):
        size = self.weight.shape[-1]
        windows = x.unfold(2, size, 1).unfold(3, size, 1)
        return torch.einsum("nchwij,fcij->nfhw", windows, self.weight) + self.bias.reshape(1, -1, 1, 1)
"""
BARE = """
import json, sys, time
import numpy as np
import torch
torch.set_num_threads(1)
layer = torch.nn.Conv2d(1, 2, 3)
optimizer = torch.optim.SGD(layer.parameters(), 0.1)
layer(torch.ones(2, 1, 4, 4)).sum().backward()
optimizer.step()
asked = [(probe, np.array(x, dtype=np.float32)) for probe, x in json.load(open(sys.argv[2]))]
space = {"__name__": "probes"}
exec(compile(open(sys.argv[3]).read(), "probes.py", "exec"), space)
sys.path.insert(0, sys.argv[1])
started = time.perf_counter()
import hw
for probe, x in asked:
    torch.manual_seed(0)
    space[probe](hw, x)
print(time.perf_counter() - started)
"""


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--bar", action="store_true", help="exit 1 when the bar is missed")
    options.add_argument("--rounds", type=int, default=21)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(Path(folder), given.rounds)
    print(json.dumps(figures))
    return 1 if given.bar and figures["overhead_ms"] > BAR_MS else 0


def measure(folder: Path, rounds: int) -> dict[str, float | str]:
    source, batch, level = _submission(folder), _batch(), strongest()
    boxed, bare = [], []
    with closing(open_box(ALLOW, batch.limits, level, FORBID)) as box:
        for _ in range(rounds + 1):
            began = time.perf_counter()
            box.start(source)
            replies = box.ask(batch)
            box.stop()
            boxed.append(time.perf_counter() - began)
            assert all(answer.outcome == "answered" for answer in replies.answers.values())
            bare.append(_bare(folder))
    return {
        "benchmark": "torch_overhead",
        "rounds": rounds,
        "questions": len(batch.questions),
        "isolation": level,
        "first_s": round(boxed[0], 2),
        "in_the_box_ms": round(1000 * statistics.median(boxed[1:]), 2),
        "own_compute_ms": round(1000 * statistics.median(bare[1:]), 2),
        "overhead_ms": round(1000 * (statistics.median(boxed[1:]) - statistics.median(bare[1:])), 2),
        "bar_ms": BAR_MS,
    }


def _submission(folder: Path) -> Path:
    source = folder / "source"
    source.mkdir()
    (source / "hw.py").write_text(CODE, encoding="utf-8")
    (folder / "probes.py").write_text(PROBES, encoding="utf-8")
    asked = [(question.probe, question.arrays["x"].tolist()) for question in _batch().questions]
    (folder / "asked.json").write_text(json.dumps(asked), encoding="utf-8")
    return source


def _batch() -> Batch:
    rng = np.random.default_rng(0)
    inputs = [rng.normal(size=(4, 2, 12, 12)).astype(np.float32) for _ in range(CASES)]
    asked = tuple(
        Question(
            id=f"q{n}", item="item", probe="train" if n == 0 else "convolve", file="hw.py", arrays={"x": inputs[n]}
        )
        for n in range(CASES)
    )
    return Batch(PROBES, ("hw.py",), ALLOW, Limits(), asked)


def _bare(folder: Path) -> float:
    """A process for each: a second pass in one process would find its caches warm, which no submission does."""
    places = [str(folder / name) for name in ("source", "asked.json", "probes.py")]
    ran = subprocess.run(
        [sys.executable, "-B", "-c", BARE, *places],
        env=clean_environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    return float(ran.stdout)


if __name__ == "__main__":
    sys.exit(main())
