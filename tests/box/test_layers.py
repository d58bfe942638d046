"""The box walks a network: what leaves its layers, in order, and what kinds of layers they are."""

import tempfile
import textwrap
from pathlib import Path

import pytest

from autograder.box.choose import strongest
from autograder.box.inside.preparing import WALK
from autograder.box.seam import Batch, Question
from autograder.box.warm import WarmBox
from autograder.model import Limits, Outcome

LIMITS = Limits(case_seconds=20.0, total_seconds=120.0, memory_bytes=500_000_000)
OWN = """
    import torch
    from torch import nn
    import torch.nn.functional as F

    class Conv2d(nn.Module):
        def __init__(self, channels, filters, size):
            super().__init__()
            self.weight = nn.Parameter(torch.randn(filters, channels, size, size))
        def forward(self, x):
            size = self.weight.shape[-1]
            return torch.einsum("nchwij,fcij->nfhw", x.unfold(2, size, 1).unfold(3, size, 1), F.relu(self.weight))

    class MeanPool(nn.Module):
        def forward(self, x):
            n, c, h, w = x.shape
            return x.reshape(n, c, h // 2, 2, w // 2, 2).mean((3, 5))
"""


@pytest.fixture(scope="module")
def opened():
    with WarmBox(("numpy", "torch"), LIMITS, strongest(), ("convolution", "pooling")) as box:
        yield box


@pytest.fixture
def walked(opened):
    """The answer to the walk through `Net` of a program, for images of one channel and 8×8 pixels."""

    def run(code, name="Net", size=(1, 8, 8), *, only_shapes=True):
        plain = {"name": name, "input": list(size)}
        question = Question(
            id="q", item="q", probe=WALK, file="hw.py", arrays={}, plain=plain, only_shapes=only_shapes
        )
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "hw.py").write_text(textwrap.dedent(OWN) + textwrap.dedent(code), encoding="utf-8")
            opened.start(Path(folder))
            try:
                return opened.ask(Batch("", ("hw.py",), ("numpy", "torch"), LIMITS, (question,))).answers["q"]
            finally:
                opened.stop()

    return run


def kinds(answer):
    return [(layer["kind"], tuple(layer["out"])) for layer in answer.facts["layers"]]


def test_modules_and_functions_are_seen_in_the_order_in_which_they_work(walked):
    answer = walked("""
        class Net(nn.Module):
            def __init__(self):
                super().__init__()
                self.last = nn.Linear(18, 10)
                self.first = Conv2d(1, 2, 3)
                self.pool = MeanPool()
            def forward(self, x):
                x = self.pool(torch.tanh(self.first(x)))
                return self.last(F.dropout(x.flatten(1), training=self.training))
    """)
    assert answer.outcome is Outcome.ANSWERED, answer.failure
    assert kinds(answer) == [
        ("convolution", (2, 6, 6)), ("tanh", (2, 6, 6)), ("average-pooling", (2, 3, 3)), ("flatten", (18,)),
        ("dropout", (18,)), ("linear", (10,)),
    ]  # fmt: skip
    assert [layer["parameters"] for layer in answer.facts["layers"]] == [18, 0, 0, 0, 0, 190]
    assert answer.facts["shapes"] == [[1, 8, 8], [2, 6, 6], [2, 3, 3], [18], [10]]


def test_a_block_of_layers_is_seen_as_its_layers(walked):
    answer = walked("""
        class ConvBlock(nn.Sequential):
            pass
        Net = nn.Sequential(ConvBlock(Conv2d(1, 2, 3), nn.ReLU(), MeanPool()), nn.Flatten(), nn.Linear(18, 10))
    """)
    assert [kind for kind, _ in kinds(answer)] == ["convolution", "relu", "average-pooling", "flatten", "linear"]


def test_a_layer_of_any_name_with_kernels_is_a_convolution(walked):
    answer = walked("""
        class C1(Conv2d):
            pass
        class Layer(nn.Module):
            def __init__(self):
                super().__init__()
                self.kernels = nn.Parameter(torch.zeros(2, 1, 3, 3))
            def forward(self, x):
                return x
        class Net(nn.Module):
            def __init__(self):
                super().__init__()
                self.one, self.two = C1(1, 1, 3), Layer()
            def forward(self, x):
                return self.two(self.one(x))
    """)
    assert kinds(answer) == [("convolution", (1, 6, 6)), ("convolution", (1, 6, 6))]


def test_a_network_is_asked_as_in_an_examination_and_changes_nothing(walked):
    answer = walked("""
        class Net(nn.Module):
            def forward(self, x):
                assert not self.training and not torch.is_grad_enabled()
                return x
    """)
    assert (answer.failure, answer.facts) == (None, {"layers": [], "shapes": [[1, 8, 8]]})


@pytest.mark.parametrize(
    ("code", "outcome"),
    [
        ("def other(): pass", Outcome.MISSING),
        ("class Net(nn.Module):\n    def __init__(self, width): super().__init__()", Outcome.RAISED),
        ("class Net(nn.Module):\n    def __init__(self): raise NotImplementedError", Outcome.NOT_BEGUN),
        ("Net = 3", Outcome.RAISED),
    ],
)
def test_a_network_that_cannot_be_walked_says_why(walked, code, outcome):
    assert walked(code).outcome is outcome


def test_a_network_without_end_is_told_in_part(walked):
    answer = walked("Net = nn.Sequential(*(nn.ReLU() for _ in range(2000)))")
    assert answer.outcome is Outcome.ANSWERED
    assert 0 < len(answer.facts["layers"]) < 200


FRAMEWORKS_OWN = """
    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.first, self.second = nn.Conv2d(1, 2, 3, padding=1), nn.LazyConv2d(3, 3)
            self.last = nn.Linear(3, 10)
        def forward(self, x):
            x = F.max_pool2d(torch.relu(self.first(x)), 2)
            return self.last(F.adaptive_avg_pool2d(self.second(x), 1).flatten(1))
"""


def test_the_layers_of_a_framework_that_are_forbidden_are_seen_and_noted(walked):
    answer = walked(FRAMEWORKS_OWN)
    assert answer.outcome is Outcome.ANSWERED, answer.failure
    assert kinds(answer) == [
        ("convolution", (2, 8, 8)), ("relu", (2, 8, 8)), ("max-pooling", (2, 4, 4)), ("convolution", (3, 2, 2)),
        ("average-pooling", (3, 1, 1)), ("flatten", (3,)), ("linear", (10,)),
    ]  # fmt: skip
    assert [(use.operation, use.place.line) for use in answer.uses] == [
        ("convolution", 25), ("pooling", 25), ("convolution", 26), ("pooling", 26),
    ]  # fmt: skip


def test_where_numbers_matter_nothing_takes_their_place(walked):
    answer = walked(FRAMEWORKS_OWN, only_shapes=False)
    assert (answer.outcome, answer.failure.type) == (Outcome.RAISED, "ForbiddenOperation")


def test_a_door_that_no_layer_goes_through_stays_shut(walked):
    answer = walked("""
        class Net(nn.Module):
            def forward(self, x):
                return F.interpolate(F.pixel_unshuffle(x, 2), scale_factor=0.5, mode="area")
    """)
    assert (answer.outcome, [use.operation for use in answer.uses]) == (Outcome.RAISED, ["pooling"])
