"""What conv_layers hands to students ready-made: layers, container, data, differences."""

import sys
from types import ModuleType, SimpleNamespace

import numpy as np
import pytest
import torch
from numpy.testing import assert_allclose

from reference.nn import losses

ACTIVATIONS = {
    "relu": torch.nn.ReLU(),
    "leaky_relu": torch.nn.LeakyReLU(0.01),
    "gelu": torch.nn.GELU(approximate="tanh"),
}


@pytest.mark.parametrize("kind", ACTIVATIONS)
def test_activations_agree_with_torch(mlp, rng, kind):
    feat, dprev = 2 * rng.standard_normal((3, 4, 2)), rng.standard_normal((3, 4, 2))
    tensor = torch.tensor(feat, requires_grad=True)
    expected = ACTIVATIONS[kind](tensor)
    expected.backward(torch.tensor(dprev))
    layer = getattr(mlp, kind)(name="bend")
    assert_allclose(layer.forward(feat), expected.detach().numpy(), atol=1e-14)
    assert_allclose(layer.backward(dprev), tensor.grad.numpy(), atol=1e-14)
    assert (layer.name, layer.params, layer.grads) == ("bend", {}, {})


def test_a_fully_connected_layer_agrees_with_torch(mlp, rng):
    feat, dprev = rng.standard_normal((5, 3)), rng.standard_normal((5, 4))
    layer = mlp.fc(3, 4, init_scale=1.0, name="fc1")
    tensors = [torch.tensor(a, requires_grad=True) for a in (feat, *layer.params.values())]
    (tensors[0] @ tensors[1] + tensors[2]).backward(torch.tensor(dprev))
    layer.forward(feat)
    gradients = [layer.backward(dprev), layer.grads["fc1_w"], layer.grads["fc1_b"]]
    for gradient, tensor in zip(gradients, tensors, strict=True):
        assert_allclose(gradient, tensor.grad.numpy(), atol=1e-14)


def test_flatten_keeps_the_batch_and_folds_back(mlp, rng):
    layer, feat = mlp.flatten(), rng.standard_normal((2, 3, 4, 5))
    rows = layer.forward(feat)
    assert_allclose(rows, feat.reshape(2, 60))
    assert np.array_equal(layer.backward(rows), feat)


@pytest.mark.parametrize("size_average", [True, False])
def test_cross_entropy_agrees_with_the_numerics(mlp, rng, size_average):
    scores, labels = 800 * rng.standard_normal((4, 3)), np.array([0, 2, 1, 1])
    expected, times = losses.softmax_cross_entropy(scores, labels), 1 if size_average else 4
    loss = mlp.cross_entropy(size_average=size_average)
    assert loss.forward(scores, labels) == pytest.approx(times * expected.value)
    assert_allclose(loss.backward(), times * expected.gradient, atol=1e-14)
    assert_allclose(mlp.softmax(scores), losses.softmax(scores), atol=1e-14)


def test_dropout_keeps_the_mean_in_training_and_sends_back_only_what_it_kept(mlp):
    layer = mlp.dropout(0.8, seed=1)
    out = layer.forward(np.ones((100, 100)))
    assert set(np.unique(out)) == {0.0, 1.25}
    assert out.mean() == pytest.approx(1, abs=0.03)
    assert np.array_equal(layer.backward(np.ones((100, 100))), out)


@pytest.mark.parametrize(("keep_prob", "is_training"), [(0, True), (1, True), (0.5, False)])
def test_dropout_that_is_off_changes_nothing(mlp, rng, keep_prob, is_training):
    feat, layer = rng.standard_normal((4, 4)), mlp.dropout(keep_prob)
    layer.forward(feat)
    assert np.array_equal(layer.forward(feat, is_training), feat)
    assert np.array_equal(layer.backward(feat), feat)


def test_the_same_seed_drops_the_same_numbers(mlp):
    layer, feat = mlp.dropout(0.5), np.ones((20, 20))
    assert np.array_equal(layer.forward(feat, seed=7), layer.forward(feat, seed=7))
    with pytest.raises(ValueError, match="expected keep_prob from 0"):
        mlp.dropout(1.5)


def test_a_network_finds_replaces_and_collects_by_name(mlp, rng):
    net = mlp.sequential(mlp.fc(2, 3, name="a"), mlp.relu(), mlp.fc(3, 1, name="b"))
    assert list(net.params) == list(net.grads) == ["a_w", "a_b", "b_w", "b_b"]
    assert net.get_grads("a_w") is None
    weights = rng.standard_normal((2, 3))
    net.assign("a_w", weights)
    assert net.layers[0].params["a_w"] is net.get_params("a_w") is net.params["a_w"] is weights
    net.assign_grads("a_b", np.ones(3))
    assert net.layers[0].grads["a_b"] is net.get_grads("a_b") is net.grads["a_b"]
    net.layers[2].params["b_b"] = np.array([9.0])
    net.gather_params()
    assert net.params["b_b"] == 9


def test_what_a_network_does_not_have_is_named(mlp):
    net = mlp.sequential(mlp.fc(2, 3, name="a"))
    with pytest.raises(KeyError, match="no parameter 'x_w'; this network has a_w, a_b"):
        net.get_params("x_w")
    with pytest.raises(ValueError, match=r"a_w: expected shape \(2, 3\), got \(3, 2\)"):
        net.assign("a_w", np.zeros((3, 2)))
    with pytest.raises(ValueError, match="gradient of a_b: expected shape"):
        net.assign_grads("a_b", np.zeros((1, 3)))


def test_two_layers_of_one_name_are_refused(mlp):
    with pytest.raises(ValueError, match="two layers are called 'relu'"):
        mlp.sequential(mlp.relu(), mlp.relu())
    twin = SimpleNamespace(name="other", params={"a_w": np.zeros(1)}, grads={})
    with pytest.raises(ValueError, match="two parameters are called 'a_w'"):
        mlp.sequential(mlp.fc(2, 3, name="a"), twin)


@pytest.mark.parametrize(("kind", "added"), [("l1", [0.5, -0.5, 0.0]), ("l2", [1.0, -1.5, 0.0])])
def test_regularisation_reaches_layer_and_network(dense_model, mlp, kind, added):
    model = dense_model(mlp.fc(3, 1, name="a"))
    model.net.assign("a_w", np.array([[2.0], [-3.0], [0.0]]))
    model.forward(np.ones((1, 3)))
    model.backward(np.ones((1, 1)), kind, 0.5)
    assert_allclose(model.net.grads["a_w"][:, 0], np.array(added) + 1)
    assert model.net.layers[0].grads["a_w"] is model.net.grads["a_w"]
    with pytest.raises(ValueError, match='expected "none", "l1" or "l2"'):
        model.backward(np.ones((1, 1)), "l3")


def test_a_network_loads_a_copy_of_what_was_saved(mlp):
    saved = {name: value + 1 for name, value in mlp.fc(2, 2, name="a").params.items()}
    net = mlp.sequential(mlp.fc(2, 2, name="a"))
    net.load(saved)
    assert_allclose(net.params["a_b"], [1, 1])
    saved["a_b"][:] = 5
    assert_allclose(net.get_params("a_b"), [1, 1])


def test_a_data_file_that_is_missing_is_named_with_the_folder_searched(conv_layers, tmp_path):
    datasets = conv_layers("lib.mlp.datasets")
    with pytest.raises(FileNotFoundError) as caught:
        datasets.SVHN_data(folder=tmp_path)
    assert "train_32x32.mat is missing" in str(caught.value)
    assert str(tmp_path) in str(caught.value)


def _install_fake_scipy(monkeypatch, loadmat):
    scipy, scipy_io = ModuleType("scipy"), ModuleType("scipy.io")
    scipy_io.loadmat = loadmat
    monkeypatch.setitem(sys.modules, "scipy", scipy)
    monkeypatch.setitem(sys.modules, "scipy.io", scipy_io)


@pytest.fixture
def svhn_folder(tmp_path):
    for name in ("train_32x32.mat", "test_32x32.mat"):
        (tmp_path / name).touch()
    return tmp_path


def test_house_numbers_are_turned_upright_split_and_centred(conv_layers, monkeypatch, svhn_folder):
    datasets = conv_layers("lib.mlp.datasets")
    pixels = np.random.default_rng(1).integers(0, 256, (32, 32, 3, 6), dtype=np.uint8)
    digits = np.array([[1], [2], [10], [9], [5], [10]], dtype=np.uint8)
    _install_fake_scipy(monkeypatch, lambda path: {"X": pixels, "y": digits})
    data = datasets.SVHN_data(4, 2, folder=svhn_folder)
    assert data["data_train"].shape == (4, 32, 32, 3)
    assert data["data_test"].shape == (6, 32, 32, 3)
    assert data["labels_train"].tolist() == [0, 1, 9, 8]
    assert data["labels_val"].tolist() == [4, 9]
    mean = pixels[:, :, :, :4].mean(axis=3) / 255
    assert_allclose(data["data_val"][1], pixels[:, :, :, 5] / 255 - mean, atol=1e-6)
    with pytest.raises(ValueError, match="holds 6 images"):
        datasets.SVHN_data(5, 2, folder=svhn_folder)


def test_without_scipy_the_error_says_what_to_install(conv_layers, monkeypatch, svhn_folder):
    datasets = conv_layers("lib.mlp.datasets")
    monkeypatch.setitem(sys.modules, "scipy", None)
    monkeypatch.setitem(sys.modules, "scipy.io", None)
    with pytest.raises(ImportError, match="pip install scipy"):
        datasets.SVHN_data(folder=svhn_folder)


def test_differences_put_everything_back_and_refuse_whole_numbers(conv_layers):
    check = conv_layers("lib.grad_check")
    x = np.array([[1.0, 2.0], [3.0, 4.0]])
    before = x.copy()
    assert_allclose(check.eval_numerical_gradient(lambda x: (x**2).sum(), x), 2 * x, atol=1e-8)
    df = np.array([[1.0, -1.0], [2.0, 0.5]])
    assert_allclose(check.eval_numerical_gradient_array(np.sin, x, df), df * np.cos(x), atol=1e-8)
    assert np.array_equal(x, before)
    with pytest.raises(TypeError, match="a small step would be lost"):
        check.eval_numerical_gradient(np.sum, np.array([1, 2]))


def test_relative_error_is_the_worst_entry(conv_layers):
    check = conv_layers("lib.grad_check")
    assert check.rel_error(np.array([1.0, 3.0]), np.array([1.0, 1.0])) == 0.5
    assert check.rel_error(np.zeros(2), np.zeros(2)) == 0


def test_star_imports_bring_what_the_notebook_uses(conv_layers):
    models = conv_layers("lib.cnn.cnn_models")
    for name in ("np", "Module", "sequential", "fc", "relu", "gelu", "leaky_relu", "dropout", "flatten",
                 "cross_entropy", "softmax", "ConvLayer2D", "MaxPoolingLayer"):  # fmt: skip
        assert hasattr(models, name), name
