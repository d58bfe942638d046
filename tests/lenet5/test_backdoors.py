"""Every back door leads where its row says, gives the right numbers, and is therefore worth watching."""

import json
import runpy
import sys
from itertools import takewhile

import pytest
import torch
from ruamel.yaml import YAML
from torch.utils._python_dispatch import TorchDispatchMode

from tests.lenet5.conftest import CORPUS

DOORS = YAML(typ="safe").load(CORPUS / "backdoors.yaml")
LEGITIMATE = [name for name, row in DOORS.items() if not row]
OF_TORCH = {name: row for name, row in DOORS.items() if "runs" in row}
OF_SCIPY = {name: row for name, row in DOORS.items() if "imports" in row}
WATCHED = ("conv", "pool", "im2col", "col2im", "fft", "upsample", "grid_sampler")


class Log(TorchDispatchMode):
    """Writes down which operations of aten are executed."""

    def __init__(self):
        super().__init__()
        self.names = set()

    def __torch_dispatch__(self, operation, types, args=(), kwargs=None):
        self.names.add(operation._schema.name.removeprefix("aten::"))
        return operation(*args, **(kwargs or {}))

    @property
    def watched(self):
        return {name for name in self.names if any(word in name for word in WATCHED)}


@pytest.fixture
def numbers():
    """An image, weights and biases, in double precision and followed by autograd."""
    generator = torch.Generator().manual_seed(1)
    shapes = ((2, 3, 6, 8), (4, 3, 3, 3), (4,))
    return [torch.randn(s, generator=generator, dtype=torch.float64).requires_grad_() for s in shapes]


def opened(name):
    return runpy.run_path(str(CORPUS / "backdoors" / f"{name}.py"))


def through(door, x, weight, bias):
    return door["pooling"](x, 2, 2) if "pooling" in door else door["convolution"](x, weight, bias, 2, 1)


def rightly(door, x, weight, bias):
    if "pooling" in door:
        return torch.nn.functional.avg_pool2d(x, 2, 2)
    return torch.nn.functional.conv2d(x, weight, bias, 2, 1)


def graph_of(out):
    """The names of all steps by which autograd would go back."""
    found, ahead = {}, [out.grad_fn]
    while ahead:
        node = ahead.pop()
        if node is not None and node not in found:
            found[node] = node.name()
            ahead += [before for before, _ in node.next_functions]
    return set(found.values())


def test_the_table_names_every_file():
    assert sorted(DOORS) == sorted(path.stem for path in (CORPUS / "backdoors").glob("*.py"))
    assert len(OF_TORCH) >= 26
    assert len(OF_SCIPY) >= 3
    assert len(LEGITIMATE) >= 3


@pytest.mark.parametrize("name", DOORS)
def test_each_gives_the_right_numbers(name, numbers):
    door = opened(name)
    within = 1e-5 if name == "mkldnn" else 1e-12
    torch.testing.assert_close(through(door, *numbers), rightly(door, *numbers), rtol=0, atol=within)


@pytest.mark.parametrize("name", [name for name, row in OF_TORCH.items() if "hidden-by" not in row])
def test_a_back_door_of_torch_executes_the_operation_of_its_row(name, numbers):
    door = opened(name)
    with Log() as log:
        through(door, *numbers)
    assert DOORS[name]["runs"] in log.watched


@pytest.mark.parametrize("name", [name for name, row in OF_TORCH.items() if "hidden-by" in row])
def test_a_hidden_one_is_not_seen_from_this_thread_and_leaves_its_trace_in_the_graph(name, numbers):
    door = opened(name)
    with Log() as log:
        out = through(door, *numbers)
    assert log.watched == set()
    assert "ConvolutionBackward0" in graph_of(out)


@pytest.mark.parametrize("name", OF_SCIPY)
def test_a_back_door_of_scipy_is_shut_without_its_package(name, numbers, monkeypatch):
    for package in ("scipy", DOORS[name]["imports"]):
        monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(ImportError, match=r"scipy"):
        through(opened(name), *numbers)


@pytest.mark.parametrize("name", LEGITIMATE)
def test_legitimate_work_executes_nothing_that_is_watched_and_needs_no_other_package(name, numbers, monkeypatch):
    monkeypatch.setitem(sys.modules, "scipy", None)
    door = opened(name)
    with Log() as log:
        out = through(door, *numbers)
    assert log.names
    assert log.watched == set()
    assert not [step for step in graph_of(out) if any(word in step.lower() for word in WATCHED)]


@pytest.mark.parametrize("name", DOORS)
def test_a_notebook_goes_through_it(name, numbers, notebooks):
    """Its cells are run, up to the layers: what some doors make once is no definition."""
    cells = json.loads(notebooks.through_door(name))["cells"]
    space = {"__name__": "lenet5"}
    for cell in takewhile(lambda cell: cell["id"] != "about-lenet5", cells):
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), space)
    layer = space["AvgPool2d"](2) if "pooling" in space else space["Conv2d"](3, 4, 3, stride=2, padding=1)
    layer.to(torch.float64).requires_grad_(requires_grad=False)
    for parameter, value in zip(layer.parameters(), numbers[1:], strict=False):
        parameter.copy_(value.detach())
    within = 1e-5 if name == "mkldnn" else 1e-12
    torch.testing.assert_close(layer(numbers[0]), rightly(space, *numbers), rtol=0, atol=within)


def test_the_sample_notebooks_are_those_that_the_sources_make(notebooks):
    for path, text in notebooks.made():
        assert path.read_text(encoding="utf-8") == text, path
