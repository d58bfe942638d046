"""PyTorch in a real box: what students' code does with it, at every level of isolation."""

import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from autograder.box.seam import Replies
from autograder.box.setup import setup
from autograder.box.warm import WarmBox
from autograder.model import Answer, Limits

pytestmark = pytest.mark.long

PROBES = """
import torch

def ask(student, x):
    return {"out": student.f(torch.from_numpy(x))}

def about(student, x):
    return {"out": x, "facts": student.f(x)}
"""
LIMITS = Limits(case_seconds=20.0, total_seconds=120.0, memory_bytes=300_000_000, output_bytes=200_000)
TRAINS = """
    import tempfile, threading, torch

    def f(x):
        torch.set_num_threads(2)
        model = torch.nn.Sequential(torch.nn.Conv2d(1, 2, 3), torch.nn.Flatten(), torch.nn.Linear(72, 3))
        before = model[2].weight.detach().clone()
        for kind in (torch.optim.SGD, torch.optim.Adam):
            optimizer = kind(model.parameters(), lr=0.1)
            data = torch.utils.data.TensorDataset(x.reshape(2, 1, 8, 8), torch.tensor([0, 2]))
            for images, labels in torch.utils.data.DataLoader(data, batch_size=1, shuffle=True):
                optimizer.zero_grad()
                torch.nn.functional.cross_entropy(model(images), labels).backward()
                optimizer.step()
        torch.save(model.state_dict(), tempfile.gettempdir() + "/weights.pt")
        model.load_state_dict(torch.load(tempfile.gettempdir() + "/weights.pt", weights_only=True))
        (torch.randn(400, 400) @ torch.randn(400, 400)).sum()
        moved = []
        thread = threading.Thread(target=lambda: moved.append((model[2].weight - before).abs().max() > 0))
        thread.start()
        thread.join()
        return moved[0]
"""


@pytest.fixture(scope="module")
def torch_box(level: str) -> Iterator[WarmBox]:
    with WarmBox(("numpy", "torch"), LIMITS, level) as opened:
        yield opened


@pytest.fixture
def asked(torch_box: WarmBox, replies: Callable[..., Replies]) -> Callable[..., Answer]:
    """What became of one question, with its array as `answer, array`."""

    def run(code: str, x: object = 1.0, *, probe: str = "ask") -> tuple[Answer, object]:
        question = {"probe": probe, "x": x}
        came = replies(torch_box, code, question, probes=PROBES, allow=("numpy", "torch"), limits=LIMITS)
        return came.answers["q0"], came.arrays.get("q0/out")

    return run


def test_a_network_trains_saves_and_loads_as_it_would_at_home(asked):
    answer, moved = asked(TRAINS, np.ones((2, 64), dtype=np.float32))
    assert (answer.outcome.value, answer.failure, answer.notices) == ("answered", None, ())
    assert moved is not None
    assert bool(moved)


def test_the_device_of_a_graphics_card_is_the_cpu_here_and_a_remark_says_so(asked):
    answer, out = asked("""
        import torch

        class Double(torch.nn.Module):
            def __init__(self):
                super().__init__()
                self.inner = torch.nn.Linear(1, 1, bias=False, device="cuda")
            def forward(self, x):
                return self.inner(x)

        def f(x):
            model = Double().cuda().to(torch.device("cuda", 0))
            torch.nn.init.constant_(model.inner.weight, 2.0)
            torch.cuda.synchronize()
            x = x.float().reshape(1, 1).cuda().to("cuda:0", non_blocking=True).to(0)
            return model(x) + torch.zeros(1, device="cuda") + x.new_zeros(1, device=torch.device("cuda"))
    """, 3.0)  # fmt: skip
    assert answer.failure is None
    assert out.tolist() == [[6.0]]
    assert answer.notices == ("device",)


def test_the_cpu_by_name_is_no_remark(asked):
    answer, out = asked("""
        import torch
        def f(x):
            device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
            return x.to(device) + torch.zeros(1, device=device) + torch.ones(1, device="cpu").to(torch.float64)
    """)
    assert (answer.failure, answer.notices, out.tolist()) == (None, (), [2.0])


def test_a_lazy_layer_can_be_moved_before_it_knows_its_sizes(asked):
    answer, out = asked("""
        import torch
        def f(x):
            layer = torch.nn.LazyLinear(2).to(torch.float64).to("cpu").cuda()
            return layer(x.reshape(1, 1))
    """)
    assert (answer.failure, out.shape, out.dtype) == (None, (1, 2), np.float64)


def test_what_was_replaced_can_still_be_scripted(asked):
    answer, out = asked("""
        import torch
        @torch.jit.script
        def doubled(x: torch.Tensor) -> torch.Tensor:
            return x.to(torch.float64) + torch.ones([1], dtype=torch.float64)
        def f(x):
            return doubled(x)
    """)
    assert (answer.failure, out.tolist()) == (None, [2.0])


@pytest.mark.parametrize(
    "how", ["num_workers=2, prefetch_factor=4, persistent_workers=True", "False, None, None, 2"]
)
def test_a_loader_with_processes_loads_in_the_program_itself(asked, how):
    answer, out = asked(f"""
        import torch
        def f(x):
            data = torch.utils.data.TensorDataset(torch.arange(6.0))
            return torch.cat([batch for batch, in torch.utils.data.DataLoader(data, 4, {how})])
    """)
    assert (answer.failure, out.tolist()) == (None, [0, 1, 2, 3, 4, 5])
    assert answer.notices == ("workers",)


def test_the_same_numbers_by_chance_for_every_case(asked):
    code = "import torch\ndef f(x): return torch.rand(3)\n"
    assert asked(code)[1].tolist() == asked(code)[1].tolist()


@pytest.mark.parametrize("what", ["torch.ones(200_000_000)", "[torch.ones(1 << 22) for _ in range(100)]"])
def test_memory_is_limited_and_told_as_that(asked, what):
    answer, _ = asked(f"import torch\ndef f(x): return {what}\n")
    assert answer.outcome.value == "memory limit"


def test_what_pytorch_needs_can_be_imported_and_nothing_else(asked):
    tried = """
        def f(x):
            found = {}
            for name in ("sympy", "typing_extensions", "scipy", "sklearn", "msgspec", "pytest"):
                try:
                    __import__(name)
                    found[name] = True
                except ImportError:
                    found[name] = False
            return found
    """
    answer, _ = asked(tried, probe="about")
    assert answer.facts == {
        "sympy": True, "typing_extensions": True,
        "scipy": False, "sklearn": False, "msgspec": False, "pytest": False,
    }  # fmt: skip


def test_a_program_has_one_thread_and_files_of_its_own(asked):
    answer, _ = asked("""
        import os, tempfile, torch
        def f(x):
            with tempfile.NamedTemporaryFile() as file:
                near = os.path.dirname(file.name) == os.getcwd()
            return {"threads": torch.get_num_threads(), "near": near}
    """, probe="about")  # fmt: skip
    assert answer.facts == {"threads": 1, "near": True}


def test_a_homework_without_torch_has_a_box_that_does_not_know_it(told):
    code = """
        import sys
        def f(x):
            return {"found": sorted({name.split(".")[0] for name in sys.modules} & {"torch", "sympy", "numpy"})}
    """
    assert told(code) == {"found": ["numpy"]}


def test_whoever_opens_a_box_imports_no_torch(level):
    code = textwrap.dedent(f"""
        import sys
        from autograder.box.warm import WarmBox
        from autograder.model import Limits
        WarmBox(("numpy", "torch"), Limits(), {level!r}).close()
        assert "torch" not in sys.modules
    """)
    subprocess.run([sys.executable, "-c", code], check=True)


def test_what_a_package_needs_is_granted_with_it(tmp_path):
    told = setup(("numpy", "torch"), Limits(), "none", tmp_path)
    assert {"numpy", "torch", "sympy"} <= set(told["importable"])
    assert [path for path in told["read"] if path.endswith("/sympy")]
    assert list(setup(("numpy",), Limits(), "none", tmp_path)["importable"]) == ["numpy"]
