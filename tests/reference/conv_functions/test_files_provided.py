"""The files that conv_functions hands to students."""

import ast
import gzip
import re
import sys
from types import ModuleType, SimpleNamespace

import numpy as np
import pytest
from numpy.testing import assert_allclose

TASKS = {
    "functions.py": [
        "Task 1: conv2d_forward",
        "Task 2: conv2d_backward",
        "Task 3: avgpool2d_forward",
        "Task 4: avgpool2d_backward",
    ],
    "loss.py": [
        "Task 5: EuclideanLoss.forward",
        "Task 6: EuclideanLoss.backward",
        "Task 7: SoftmaxCrossEntropyLoss.forward",
        "Task 8: SoftmaxCrossEntropyLoss.backward",
    ],
}


def test_what_students_write_is_marked_and_all_else_is_provided(reference_folder):
    found = {
        path.name: re.findall(r"# begin solution: (.+)", path.read_text("utf-8"))
        for path in sorted((reference_folder / "conv_functions").glob("*.py"))
    }
    assert {name: tasks for name, tasks in found.items() if tasks} == TASKS


def test_importing_what_students_write_needs_numpy_alone(reference_folder):
    for file in TASKS:
        tree = ast.parse((reference_folder / "conv_functions" / file).read_text("utf-8"))
        imported = [node for node in ast.walk(tree) if isinstance(node, (ast.Import, ast.ImportFrom))]
        assert [alias.name for node in imported for alias in node.names] == ["numpy"]


@pytest.fixture
def small(conv_functions):
    """A network with one layer of each kind, for images of 2 × 6 × 6 pixels."""
    layers, network = conv_functions("layers"), conv_functions("network")
    model = network.Network()
    for layer in (
        layers.Conv2D("conv", 2, 3, 3, 1, 0.5),
        layers.Relu("relu"),
        layers.AvgPool2D("pool", 2, 0),
        layers.Reshape("flat", (-1, 27)),
        layers.Linear("fc", 27, 4, 0.5),
    ):
        model.add(layer)
    return model


@pytest.mark.parametrize("kind", ["EuclideanLoss", "SoftmaxCrossEntropyLoss"])
def test_every_gradient_of_a_network_is_the_slope_of_its_loss(conv_functions, small, rng, kind):
    loss = getattr(conv_functions("loss"), kind)("loss")
    x, target = rng.standard_normal((3, 2, 6, 6)), np.eye(4)[[2, 0, 3]]
    grad_input = small.backward(loss.backward(small.forward(x), target))
    conv, fc = small.layer_list[0], small.layer_list[-1]
    pairs = [(x, grad_input)] + [(getattr(y, p), getattr(y, f"grad_{p}")) for y in (conv, fc) for p in "Wb"]
    for array, gradient in pairs:
        step = rng.standard_normal(array.shape)
        values = []
        for sign in (1e-5, -2e-5):
            array += sign * step
            values.append(loss.forward(small.forward(x), target))
        array += 1e-5 * step
        assert (values[0] - values[1]) / 2e-5 == pytest.approx((gradient * step).sum(), rel=1e-5, abs=1e-8)


def test_update_goes_downhill_with_momentum_and_decay(conv_functions):
    layer = conv_functions("layers").Linear("fc", 1, 1, 0.0)
    layer.W, layer.grad_W = np.array([[4.0]]), np.array([[1.0]])
    config = {"learning_rate": 0.1, "weight_decay": 0.5, "momentum": 0.9}
    layer.update(config)
    assert layer.W[0, 0] == pytest.approx(4 - 0.1 * (1 + 0.5 * 4))
    layer.update(config)
    assert layer.W[0, 0] == pytest.approx(3.7 - 0.9 * 0.3 - 0.1 * (1 + 0.5 * 3.7))
    assert layer.b[0] == 0


def test_two_layers_of_one_name_are_refused(conv_functions, small):
    with pytest.raises(ValueError, match="two layers are called 'relu'"):
        small.add(conv_functions("layers").Relu("relu"))


def _bright_or_dark(rng, n):
    """Draws images of 2 x 6 x 6 whose brighter column is their class."""
    labels = rng.integers(0, 4, n)
    images = 0.5 * rng.standard_normal((n, 2, 6, 6))
    images[np.arange(n), :, :, labels] += 2
    return images, labels


@pytest.mark.parametrize(("kind", "rate"), [("EuclideanLoss", 0.02), ("SoftmaxCrossEntropyLoss", 0.1)])
def test_training_lowers_the_loss(conv_functions, small, rng, capsys, kind, rate):
    solve, loss = conv_functions("solve_net"), getattr(conv_functions("loss"), kind)("loss")
    images, labels = _bright_or_dark(rng, 120)
    before, _ = solve.test_net(small, loss, images, labels, 50)
    for _ in range(12):
        losses, accuracies = solve.train_net(
            small, loss, {"learning_rate": rate, "momentum": 0.5}, images, labels, 25, 2
        )
    assert len(losses) == len(accuracies) == 5
    after, accuracy = solve.test_net(small, loss, images, labels, 50)
    assert after < 0.5 * before
    assert accuracy > 0.6
    assert "batch 2: loss" in capsys.readouterr().out


def _idx(array):
    return b"\0\0\x08" + bytes([array.ndim]) + np.array(array.shape, ">i4").tobytes() + array.tobytes()


def test_mnist_is_read_packed_or_not(conv_functions, tmp_path, rng):
    images, labels = rng.integers(0, 256, (5, 28, 28), np.uint8), np.arange(5, dtype=np.uint8)
    (tmp_path / "train-images-idx3-ubyte").write_bytes(_idx(images))
    (tmp_path / "train-labels-idx1-ubyte.gz").write_bytes(gzip.compress(_idx(labels)))
    (tmp_path / "t10k-images-idx3-ubyte.gz").write_bytes(gzip.compress(_idx(images[:2])))
    (tmp_path / "t10k-labels-idx1-ubyte").write_bytes(_idx(labels[:2]))
    train, test, train_label, test_label = conv_functions("load_data").load_mnist_4d(tmp_path)
    assert_allclose(train[:, 0] * 255, images)
    assert (train.shape, test.shape) == ((5, 1, 28, 28), (2, 1, 28, 28))
    assert (train_label.tolist(), test_label.tolist()) == ([0, 1, 2, 3, 4], [0, 1])


def test_a_missing_file_is_named_with_the_place_where_it_was_looked_for(conv_functions, tmp_path):
    with pytest.raises(FileNotFoundError, match=rf"train-images-idx3-ubyte is missing.*{tmp_path.name}"):
        conv_functions("load_data").load_mnist_4d(tmp_path)


def test_a_file_of_another_kind_is_refused(conv_functions, tmp_path):
    (tmp_path / "train-images-idx3-ubyte").write_bytes(b"<html>not found</html>")
    with pytest.raises(ValueError, match=r"train-images-idx3-ubyte in .* is not an IDX file of bytes"):
        conv_functions("load_data").load_mnist_4d(tmp_path)


@pytest.fixture
def scikit_learn(monkeypatch, rng):
    """A stand-in with digits of its own: the real one takes a second to import and need not be installed."""
    labels = np.arange(1797) % 10
    digits = SimpleNamespace(images=np.zeros((1797, 8, 8)), target=labels)
    digits.images[np.arange(1797), labels % 8, labels // 2] = 16
    datasets = ModuleType("sklearn.datasets")
    datasets.load_digits = lambda: digits
    monkeypatch.setitem(sys.modules, "sklearn", ModuleType("sklearn"))
    monkeypatch.setitem(sys.modules, "sklearn.datasets", datasets)


def test_small_digits_are_brought_to_the_size_of_mnist(conv_functions, scikit_learn):
    train, test, train_label, test_label = conv_functions("load_data").load_digits_4d()
    assert (train.shape, test.shape) == ((1500, 1, 28, 28), (297, 1, 28, 28))
    assert (len(train_label), len(test_label)) == (1500, 297)
    assert (train.min(), train.max(), train[0].sum()) == (0, 1, 9)
    corners = {tuple(np.argwhere(image[0])[0] % 3) for image in train}
    assert corners == set(np.ndindex(3, 3)), "digits stand at all places"


def test_without_scikit_learn_it_is_said_how_to_get_it(conv_functions, monkeypatch):
    monkeypatch.setitem(sys.modules, "sklearn.datasets", None)
    with pytest.raises(ImportError, match="python -m pip install scikit-learn"):
        conv_functions("load_data").load_digits_4d()


def test_the_script_trains_with_both_losses_and_saves_what_the_report_needs(
    conv_functions, scikit_learn, monkeypatch, tmp_path, capsys
):
    run_cnn = conv_functions("run_cnn")
    few = [array[:20] for array in conv_functions("load_data").load_digits_4d()]
    monkeypatch.setattr(run_cnn, "load_digits_4d", lambda: few)
    monkeypatch.setattr(run_cnn, "max_epoch", 1)
    monkeypatch.chdir(tmp_path)
    run_cnn.main()
    for name in ("euclidean", "softmax"):
        with np.load(tmp_path / f"results_{name}.npz") as results:
            assert results["losses"].shape == results["accuracies"].shape == (1,)
            assert results["first_layer"].shape == (10, 4, 28, 28)
            assert results["first_layer"].min() == 0
            assert 0 <= results["test_accuracy"] <= 1
    with np.load(tmp_path / "weights.npz") as weights:
        assert set(weights) == {f"{layer}.{part}" for layer in ("conv1", "conv2", "fc3") for part in "Wb"}
    assert "softmax, epoch 1 of 1" in capsys.readouterr().out


def test_the_network_starts_undecided(conv_functions, rng):
    loss, run_cnn = conv_functions("loss"), conv_functions("run_cnn")
    scores = run_cnn.build_network().forward(rng.random((8, 1, 28, 28)))
    value = loss.SoftmaxCrossEntropyLoss("loss").forward(scores, np.eye(10)[np.arange(8)])
    assert value == pytest.approx(np.log(10), rel=0.3)
