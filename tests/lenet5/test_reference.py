"""The reference and the right notebooks give torch's own numbers, in double precision, forward and backward."""

import json
from itertools import product
from pathlib import Path

import pytest
import torch
from torch.nn import functional

from tests.lenet5.conftest import NOTEBOOK
from tests.torch_homeworks import lifted

ROOT = Path(__file__).parents[2]
RIGHT = ROOT / "tests" / "submissions" / "lenet5" / "right"
REFERENCE = ROOT / "reference" / "lenet5"
NOTEBOOKS = [REFERENCE, *sorted(RIGHT.iterdir())]
SIZES = [
    (*shape, k, stride, padding)
    for shape, k, stride, padding in product([(1, 1, 1), (2, 3, 4)], (1, 2, 3), (1, 2, 3), (0, 1, 2))
]


def defined(folder):
    space = {"__name__": "lenet5"}
    exec(compile(lifted(folder / NOTEBOOK), NOTEBOOK, "exec"), space)
    return space


@pytest.fixture(scope="module", params=NOTEBOOKS, ids=lambda folder: folder.name)
def notebook(request):
    return defined(request.param)


@pytest.fixture(scope="module")
def reference():
    return defined(REFERENCE)


def random(*shape):
    generator = torch.Generator().manual_seed(sum(shape))
    return torch.randn(shape, generator=generator, dtype=torch.float64).requires_grad_()


def assert_alike(got, expected, inputs):
    """The numbers, and the gradients for the same numbers from above."""
    torch.testing.assert_close(got, expected, rtol=1e-12, atol=1e-12)
    above = random(*expected.shape).detach()
    pairs = zip(torch.autograd.grad(got, inputs, above), torch.autograd.grad(expected, inputs, above), strict=True)
    for ours, theirs in pairs:
        torch.testing.assert_close(ours, theirs, rtol=1e-12, atol=1e-12)


def weights_of(layer, shape):
    """Whatever they are kept in, filter by filter in the same order: one tensor, differentiable by its parts."""
    numbers = list(layer.parameters())
    split = len(numbers) // 2
    return tuple(
        torch.cat([part.reshape(-1) for part in parts]).reshape(size)
        for parts, size in ((numbers[:split], shape), (numbers[split:], shape[:1]))
    )


def test_convolutions_are_torchs(notebook):
    for count, channels, filters, k, stride, padding in SIZES:
        layer = notebook["Conv2d"](channels, filters, k, stride=stride, padding=padding).double()
        x = random(count, channels, 5, 6)
        weights = weights_of(layer, (filters, channels, k, k))
        expected = functional.conv2d(x, *weights, stride=stride, padding=padding)
        assert_alike(layer(x), expected, [x, *layer.parameters()])


def test_a_convolution_without_bias_is_torchs(notebook):
    layer, x = notebook["Conv2d"](3, 4, 3, bias=False).double(), random(2, 3, 5, 6)
    weight = torch.cat([part.reshape(-1) for part in layer.parameters()]).reshape(4, 3, 3, 3)
    assert_alike(layer(x), functional.conv2d(x, weight), [x, *layer.parameters()])


@pytest.mark.parametrize(("k", "stride"), [(1, None), (2, None), (3, None), (3, 1), (2, 3), (3, 2)])
def test_poolings_are_torchs(notebook, k, stride):
    x = random(2, 3, 7, 8)
    assert_alike(notebook["AvgPool2d"](k, stride)(x), functional.avg_pool2d(x, k, stride), [x])


def test_output_sizes_are_those_of_torchs_convolutions(notebook):
    for size, kernel, stride, padding in product((3, 7, 8), (1, 2, 3), (1, 2, 3), (0, 1, 2)):
        line = torch.zeros(1, 1, 1, size)
        made = functional.conv2d(line, torch.zeros(1, 1, 1, kernel), stride=stride, padding=(0, padding))
        assert notebook["output_size"](size, kernel, stride, padding) == made.shape[3]


def test_scores_do_not_depend_on_the_rest_of_the_batch_and_on_who_pads(notebook):
    torch.manual_seed(0)
    model, images = notebook["LeNet5"](), torch.rand(3, 1, 28, 28)
    scores = model(images)
    assert scores.shape == (3, 10)
    torch.testing.assert_close(model(images[1:2]), scores[1:2])
    torch.testing.assert_close(model(functional.pad(images, (2, 2, 2, 2))), scores)


@pytest.mark.parametrize("name", ["reference", "own_words"])
def test_the_network_has_the_parameters_of_today_or_of_the_paper(name):
    space = defined(REFERENCE if name == "reference" else RIGHT / name)
    counts, total = space["count_parameters"](space["LeNet5"]())
    assert total == sum(counts.values()) == {"reference": 61_706, "own_words": 60_000}[name]


def test_the_reference_is_lenet5(reference):
    torch.manual_seed(0)
    model = reference["LeNet5"]().double()
    x = random(2, 1, 32, 32)
    maps = functional.avg_pool2d(torch.tanh(functional.conv2d(x, *model.C1.parameters())), 2)
    maps = functional.avg_pool2d(torch.tanh(functional.conv2d(maps, *model.C3.parameters())), 2)
    flat = torch.tanh(functional.conv2d(maps, *model.C5.parameters())).flatten(1)
    flat = torch.tanh(functional.linear(flat, *model.F6.parameters()))
    assert_alike(model(x), functional.linear(flat, *model.output.parameters()), [x, *model.parameters()])


def test_a_training_begins_at_ln_10_and_is_the_same_for_the_same_seed(reference):
    images, labels = torch.rand(64, 1, 28, 28), torch.arange(64) % 10
    losses = []
    for seed in (0, 0, 1):
        torch.manual_seed(0)
        losses.append(reference["train"](reference["LeNet5"](), images, labels, epochs=1, seed=seed))
    assert losses[0] == losses[1] != losses[2]
    assert losses[0][0] == pytest.approx(2.303, abs=0.2)


@pytest.mark.long
def test_the_reference_reaches_full_marks_on_the_digits(reference):
    train_images, train_labels, test_images, test_labels = reference["load_digits"]()
    torch.manual_seed(0)
    model = reference["LeNet5"]()
    reference["train"](model, train_images, train_labels)
    assert reference["accuracy"](model, test_images, test_labels) >= 0.9


def test_the_notebook_is_of_format_4_5_with_ids_that_speak_and_no_outputs():
    document = json.loads((REFERENCE / NOTEBOOK).read_text(encoding="utf-8"))
    assert (document["nbformat"], document["nbformat_minor"]) == (4, 5)
    assert document["metadata"]["kernelspec"]["name"] == "python3"
    ids = [cell["id"] for cell in document["cells"]]
    assert len(set(ids)) == len(ids)
    assert all(name.replace("-", "").isalnum() and not name.isdigit() for name in ids)
    assert not [cell["id"] for cell in document["cells"] if cell.get("outputs") or cell.get("execution_count")]


def test_every_task_of_the_notebook_has_a_region_that_is_closed():
    text = json.loads((REFERENCE / NOTEBOOK).read_text(encoding="utf-8"))
    for cell in text["cells"]:
        marks = [line.strip(" \n") for line in cell["source"] if "begin solution" in line or "end solution" in line]
        assert ["begin" in mark for mark in marks] == [True, False] * (len(marks) // 2)
