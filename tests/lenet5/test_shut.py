"""Every back door is shut in the box: what goes through it earns nothing, and is told by its operation and line.
What is the student's own work earns all, in whatever style."""

import re

import pytest
from ruamel.yaml import YAML

from autograder.course.rubric import read_rubric
from autograder.model import operation_called
from tests.conftest import ROOT
from tests.lenet5.conftest import CORPUS, NOTEBOOK

RUBRIC = read_rubric(ROOT / "rubrics" / "lenet5" / "rubric.yaml")
DOORS = YAML(typ="safe").load(CORPUS / "backdoors.yaml")
TEXTS = {name: (CORPUS / "backdoors" / f"{name}.py").read_text(encoding="utf-8") for name in DOORS}
SHUT = [name for name, row in DOORS.items() if "imports" in row or row.get("is") in RUBRIC.forbidden]
OPEN = [name for name in DOORS if name not in SHUT]
FLAGS = {"own-convolution": 8, "own-pooling": 10}  # with the number of the cell in which the layer stands
PLAIN = (
    "module", "functional", "torch_conv2d", "renamed_import", "subclass", "lazy", "pool_module", "pool_functional",
    "pool_adaptive", "pool_by_convolution",
)  # fmt: skip
FEW = ("functional", "another_thread", "watchers_switched_off", "copied_instance", "scipy_correlate2d", "pool_area")
FEW_AND_ALL = [name if name in FEW else pytest.param(name, marks=pytest.mark.long) for name in SHUT]
RESHAPED = """
class AvgPool2d(nn.Module):
    def __init__(self, kernel_size, stride=None):
        super().__init__()
        self.kernel_size = kernel_size

    def forward(self, x):
        return x.unflatten(3, (-1, self.kernel_size)).unflatten(2, (-1, self.kernel_size)).mean(dim=(3, 5))
"""


def flag_of(name):
    """The item that forbids what this door is for."""
    return "own-convolution" if "def convolution" in TEXTS[name] else "own-pooling"


@pytest.fixture(scope="module")
def behind(grade_of, notebooks, tmp_path_factory):
    """The grade of the reference's notebook with one layer that goes through a back door."""
    folder = tmp_path_factory.mktemp("doors")

    def run(name):
        if not (folder / name).exists():
            (folder / name).mkdir()
            (folder / name / NOTEBOOK).write_text(notebooks.through_door(name), encoding="utf-8")
        return grade_of(folder / name)

    return run


def by_id(grade):
    return {item.id: item for item in grade.items}


def lost(grade):
    return {item.id for item in grade.items if item.lost}


def test_torchs_doors_are_shut_and_scipys_as_well():
    assert len([name for name in SHUT if "runs" in DOORS[name]]) >= 26
    assert [name for name in OPEN if not name.startswith("legitimate")] == ["unfold_function", "fourier"]


@pytest.mark.parametrize("name", FEW_AND_ALL)
def test_a_layer_that_is_not_ones_own_earns_nothing_and_the_other_keeps_its_points(behind, name):
    items, flag = by_id(behind(name)), flag_of(name)
    (other,) = set(FLAGS) - {flag}
    assert {items[voided].earned for voided in RUBRIC.item(flag).voids} == {0}
    assert not any(items[kept].lost for kept in ("output-size", "parameter-count", *RUBRIC.item(other).voids))
    assert (items[flag].state, items[other].state) == ("wrong", "right")


@pytest.mark.parametrize("name", FEW_AND_ALL)
def test_the_operation_and_its_line_are_told(behind, name):
    row, flag = DOORS[name], flag_of(name)
    told = re.fullmatch(
        r"lenet5\.ipynb cell (?P<cell>\d+):(?P<line>\d+) (?:calls PyTorch's own (?P<own>.+)|needs (?P<needs>.+))",
        by_id(behind(name))[flag].clause,
    )
    assert told is not None
    assert int(told["cell"]) == FLAGS[flag]
    assert 0 < int(told["line"]) <= len(TEXTS[name].splitlines())
    if "imports" in row:
        assert told["needs"].startswith("scipy")
    else:
        assert told["own"].startswith(f"{operation_called(row['is'])} (")


@pytest.mark.parametrize("name", FEW_AND_ALL)
def test_a_student_reads_why(behind, name):
    finding = next(f for f in behind(name).findings if set(f.items) & set(RUBRIC.item(flag_of(name)).voids))
    assert "PyTorch's own" in finding.headline or "not allowed in this homework" in finding.headline
    assert finding.hint.startswith(("Write this from sums", "Write this with the packages"))


@pytest.mark.parametrize("name", OPEN)
def test_ones_own_work_earns_all(behind, name):
    grade = behind(name)
    assert (lost(grade), [finding.headline for finding in grade.findings]) == (set(), [])
    assert {by_id(grade)[flag].state for flag in (*FLAGS, "own-layers")} == {"right"}


@pytest.mark.parametrize("name", PLAIN)
def test_the_shape_of_a_network_on_pytorchs_layers_is_judged_all_the_same(behind, name):
    items = by_id(behind(name))
    assert (items["layers"].lost, items["parameter-total"].lost) == (0, 0)
    assert items["own-layers"].state == "wrong"


def test_where_the_shape_cannot_be_seen_it_is_said_why(behind):
    assert by_id(behind("another_thread"))["layers"].clause == (
        "LeNet5 calls PyTorch's own convolution, and its layers cannot be seen"
    )


@pytest.fixture
def with_cell(graded, notebooks):
    """The grade of the reference's notebook with another text in one cell."""
    reference = notebooks.read_notebook(notebooks.REFERENCE)

    def run(cell, change):
        text = change(next(one.source for one in reference if one.id == cell))
        return graded(notebooks.notebook(notebooks.laid_over(reference, [notebooks.Cell(cell, "code", text)])))

    return run


def test_own_layers_that_the_network_does_not_use_keep_their_points(with_cell):
    grade = with_cell("lenet5", lambda text: re.sub(r"(Conv2d|AvgPool2d)\(", r"nn.\1(", text))
    assert lost(grade) == {"activations", "training"}
    assert by_id(grade)["training"].clause.startswith("earns nothing: lenet5.ipynb cell 12:")
    states = {flag: by_id(grade)[flag].state for flag in (*FLAGS, "own-layers")}
    assert states == {"own-convolution": "right", "own-pooling": "right", "own-layers": "wrong"}
    assert re.search(r"cell 12:\d+ calls PyTorch's own convolution \(conv2d\)", by_id(grade)["own-layers"].clause)


def test_a_cell_that_compares_with_pytorchs_own_layer_costs_nothing(with_cell):
    compared = "\n\ntorch.testing.assert_close(Conv2d(1, 1, 3)(torch.ones(1, 1, 4, 4)), nn.Conv2d(1, 1, 3)(X))"
    assert lost(with_cell("own-convolution", lambda text: text + compared)) == set()


def test_a_pooling_that_knows_no_stride_earns_what_the_network_needs(with_cell):
    grade = with_cell("own-pooling", lambda _: RESHAPED.strip("\n"))
    assert {share.group for share in by_id(grade)["pool-forward"].shares if share.earned} == {"handout"}
    assert lost(grade) == {"pool-forward", "pool-gradient"}
    assert by_id(grade)["own-pooling"].state == "right"
