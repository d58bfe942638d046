"""The reference and the right notebooks against autograd; and what the notebook provides."""

import json
import runpy
import struct
from itertools import product
from pathlib import Path

import numpy as np
import pytest
import torch
from torch.nn import functional

from autograder.author.draw import Draw
from autograder.data.digits import ORDER
from tests.cnn_training.conftest import defined
from tests.submissions.cnn_training.notebooks import HERE, NAME

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "reference" / "cnn_training"
NOTEBOOKS = [REFERENCE, *sorted((HERE / "right").iterdir())]
CASES = runpy.run_path(str(ROOT / "rubrics" / "cnn_training" / "cases.py"))


@pytest.fixture(scope="module", params=NOTEBOOKS, ids=lambda folder: folder.name)
def notebook(request):
    return defined(request.param)


@pytest.fixture(scope="module")
def reference():
    return defined(REFERENCE)


@pytest.fixture
def numbers():
    return np.random.default_rng(0)


def test_derivatives_are_autograds(notebook, numbers):
    def convolved(image, kernel):
        return functional.conv2d(image[None, None], kernel[None, None])[0, 0]

    for rows, columns in product((1, 2, 3), repeat=2):
        x, w = numbers.standard_normal((4, 5)), numbers.standard_normal((rows, columns))
        by_image, by_kernel = torch.autograd.functional.jacobian(convolved, (torch.tensor(x), torch.tensor(w)))
        found = notebook["jacobians"](x, w)
        np.testing.assert_allclose(np.asarray(found[0]), by_kernel.numpy(), atol=1e-12)
        np.testing.assert_allclose(np.asarray(found[1]), by_image.numpy(), atol=1e-12)


def test_the_gradient_of_tied_weights_is_that_of_differences(notebook, numbers):
    """L is the sum of the squares of weights times numbers; the weights are values that they share."""
    groups, shared, factors = (
        numbers.integers(0, 4, (5, 3)),
        numbers.standard_normal(5),
        numbers.standard_normal((5, 3)),
    )

    def loss(values):
        return float(((values[groups] * factors) ** 2).sum())

    gradient = 2 * shared[groups] * factors**2
    step = 1e-5 * np.eye(len(shared))
    differences = [(loss(shared + one) - loss(shared - one)) / 2e-5 for one in step]
    np.testing.assert_allclose(np.asarray(notebook["tied_gradient"](gradient, groups, 5)), differences, atol=1e-6)


def test_what_is_provided_convolves_as_torch_does(reference, numbers):
    x, w = numbers.standard_normal((4, 5)), numbers.standard_normal((2, 3))
    expected = functional.conv2d(torch.tensor(x)[None, None], torch.tensor(w)[None, None])[0, 0]
    np.testing.assert_allclose(reference["convolve"](x, w), expected.numpy(), atol=1e-12)


def test_a_training_begins_near_ln_10_and_is_the_same_for_the_same_seed(reference):
    images, labels = torch.rand(64, 1, 28, 28), torch.arange(64) % 10
    losses = []
    for seed in (0, 0, 1):
        torch.manual_seed(0)
        losses.append(reference["train"](reference["CNN"](), images, labels, epochs=1, seed=seed).loss)
    assert losses[0] == losses[1] != losses[2]
    assert losses[0][0] == pytest.approx(np.log(10), abs=0.1)


def test_no_digit_that_is_judged_is_among_those_of_the_notebook(reference):
    from sklearn.datasets import load_digits

    target = load_digits().target
    train_images, train_labels, test_images, test_labels = reference["load_digits"](3, 32)
    assert (train_images.shape, test_images.shape) == ((1200, 3, 32, 32), (300, 3, 32, 32))
    assert np.array_equal([*train_labels, *test_labels], target[ORDER[:1500]])
    assert (train_images.min(), train_images.max()) == (0.0, 1.0)


def test_digits_stand_anywhere_in_their_images(reference):
    images = reference["load_digits"]()[0]
    lit = images[:, 0].sum(axis=1) > 0
    assert len(set(lit.argmax(axis=1).tolist())) >= 5


def test_files_of_mnist_are_read(reference, tmp_path):
    pixels, labels = np.arange(2 * 28 * 28, dtype=np.uint8), np.array([7, 3], dtype=np.uint8)
    for part in ("train", "t10k"):
        head = struct.pack(">4B3i", 0, 0, 8, 3, 2, 28, 28)
        (tmp_path / f"{part}-images-idx3-ubyte").write_bytes(head + pixels.tobytes())
        (tmp_path / f"{part}-labels-idx1-ubyte").write_bytes(struct.pack(">4Bi", 0, 0, 8, 1, 2) + labels.tobytes())
    images, found, *_ = reference["load_mnist"](tmp_path)
    np.testing.assert_allclose(images.ravel(), pixels / np.float32(255))
    assert (images.shape, found.tolist()) == ((2, 1, 28, 28), [7, 3])


def test_files_of_cifar10_are_read(reference, tmp_path):
    folder = tmp_path / "cifar-10-batches-bin"
    folder.mkdir()
    for n, name in enumerate([*(f"data_batch_{n}" for n in range(1, 6)), "test_batch"]):
        pixels = np.full(3072, n, dtype=np.uint8)
        pixels[1024:2048] = 255  # green
        (folder / f"{name}.bin").write_bytes(bytes([n]) + pixels.tobytes())
    images, labels, test_images, test_labels = reference["load_cifar10"](tmp_path)
    assert (labels.tolist(), test_labels.tolist()) == ([0, 1, 2, 3, 4], [5])
    assert (images.shape, test_images.shape) == ((5, 3, 32, 32), (1, 3, 32, 32))
    assert images[3, :, 0, 0] == pytest.approx([3 / 255, 1, 3 / 255])


def test_the_notebook_is_of_format_4_5_with_ids_that_speak_and_no_outputs():
    document = json.loads((REFERENCE / NAME).read_text(encoding="utf-8"))
    assert (document["nbformat"], document["nbformat_minor"]) == (4, 5)
    ids = [cell["id"] for cell in document["cells"]]
    assert len(set(ids)) == len(ids)
    assert all(name.replace("-", "").isalnum() and not name.isdigit() for name in ids)
    assert not [cell["id"] for cell in document["cells"] if cell.get("outputs") or cell.get("execution_count")]


# Other rules than that of the task: which rate they choose of given curves.
RULES = {
    "lowest on the way": lambda losses, errors: np.nanmin(errors, axis=1).argmin(),
    "lowest at the start": lambda losses, errors: errors[:, 0].argmin(),
    "lowest on average": lambda losses, errors: errors.mean(axis=1).argmin(),
    "lowest loss": lambda losses, errors: losses[:, -1].argmin(),
    "highest": lambda losses, errors: errors[:, -1].argmax(),
}


@pytest.mark.parametrize("rule", RULES)
def test_whatever_the_secret_is_another_rule_chooses_another_rate(rule):
    for secret, settings in product(map(str, range(20)), CASES["best_rate"]["general"]):
        given = CASES["curves"](Draw("curves", "secret", secret), **settings)
        assert RULES[rule](given["losses"], given["errors"]) != given["errors"][:, -1].argmin(), secret


def test_whatever_the_secret_is_a_failed_training_looks_best():
    for secret, settings in product(map(str, range(20)), CASES["best_rate"]["edge"]):
        given = CASES["curves"](Draw("curves", "secret", secret), **settings)
        ends = given["losses"][:, -1], given["errors"][:, -1]
        assert np.isnan(ends).sum() == 1
        assert np.nanargmin(ends[0] if settings["failed"] == "error" else ends[1]) == 0


def test_whatever_the_secret_is_accuracy_and_error_differ():
    for secret, count in product(map(str, range(20)), (6, 9, 12, 15, 20)):
        given = CASES["network_and_images"](Draw("images", "secret", secret), N=count)
        classes = (given["images"].reshape(count, -1) @ given["W"].T + given["b"]).argmax(axis=1)
        assert 0 < np.mean(classes == given["labels"]) < 0.5
