"""What homework needs keeps working: linear algebra, and torch with two threads."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).parents[3]

TORCH = """
import os, sys
import torch
sys.path.insert(0, sys.argv[1])
from autograder.box.inside.jail import Limits, Policy, confine, landlock, seccomp

policy = Policy(
    read=tuple(sys.argv[3].split(":")), write=(sys.argv[2],), list_only=(), devices=("/dev/null", "/dev/urandom"),
    limits=Limits(memory_bytes=1 << 30, cpu_seconds=60, file_bytes=1 << 20, open_files=64, tasks=64),
    keep_fds=(0, 1, 2), seccomp=seccomp.program(os.uname().machine, landlock_abi=landlock.abi()), landlock=True,
)
if os.fork() == 0:
    try:
        confine(policy)
        os.environ["TMPDIR"] = sys.argv[2]
        torch.set_num_threads(2)
        torch.manual_seed(0)
        nn = torch.nn
        model = nn.Sequential(nn.Conv2d(3, 8, 3, padding=1), nn.ReLU(), nn.Flatten(), nn.Linear(2048, 4))
        steps = torch.optim.Adam(model.parameters())
        x, y = torch.randn(64, 3, 16, 16), torch.randint(4, (64,))
        losses = []
        for _ in range(5):
            steps.zero_grad()
            loss = torch.nn.functional.cross_entropy(model(x), y)
            loss.backward()
            steps.step()
            losses.append(loss.item())
        threads = torch.get_num_threads()
        large = (torch.ones(800, 800) @ torch.ones(800, 800)).sum().item()
        print(losses[-1] < losses[0], threads, large, flush=True)
    finally:
        os._exit(0)
_, status = os.wait()
sys.exit(os.waitstatus_to_exitcode(status))
"""


def test_numpy_works_inside(lab):
    def act():
        a = np.random.default_rng(0).standard_normal((120, 120))
        u, s, vt = np.linalg.svd(a)
        x = np.linalg.solve(a, np.ones(120))
        np.save(lab.scratch / "a.npy", a)
        back = np.load(lab.scratch / "a.npy")
        fine = [np.allclose(u * s @ vt, a), np.allclose(a @ x, 1), np.array_equal(a, back)]
        return [bool(f) for f in fine] + [float(np.fft.fft(np.ones(8))[0].real)]

    assert lab.works(act) == [True, True, True, 8.0]


@pytest.mark.skipif(importlib.util.find_spec("torch") is None, reason="torch is not installed")
def test_torch_trains_inside_with_two_threads(lab):
    arguments = [sys.executable, "-c", TORCH, str(ROOT), str(lab.scratch), ":".join(lab.policy.read)]
    said = subprocess.run(
        arguments,
        capture_output=True,
        check=False,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
        text=True,
        timeout=120,
    )
    assert (said.returncode, said.stdout) == (0, f"True 2 {800.0**3}\n"), said.stderr
