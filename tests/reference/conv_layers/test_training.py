"""The optimisers and the training loop that conv_layers hands to students."""

import numpy as np
import pytest
import torch
from numpy.testing import assert_allclose

OPTIMISERS = {
    "SGD": lambda p: torch.optim.SGD(p, 0.1),
    "SGDM": lambda p: torch.optim.SGD(p, 0.1, momentum=0.9),
    "RMSProp": lambda p: torch.optim.RMSprop(p, 0.1),
    "Adam": lambda p: torch.optim.Adam(p, 0.1),
}


@pytest.mark.parametrize("kind", OPTIMISERS)
def test_optimisers_step_as_torch_does(mlp, optim, kind):
    net = mlp.sequential(mlp.fc(2, 3, init_scale=1, name="a"))
    tensor = torch.tensor(net.get_params("a_w"), requires_grad=True)
    optimiser, expected = getattr(optim, kind)(net, 0.1), OPTIMISERS[kind]([tensor])
    for _ in range(5):
        net.assign_grads("a_w", 2 * net.get_params("a_w") + 1)
        tensor.grad = 2 * tensor.detach() + 1
        optimiser.step()
        expected.step()
    assert_allclose(net.params["a_w"], tensor.detach().numpy(), atol=1e-12)
    assert not net.get_params("a_b").any()


def test_weight_decay_pulls_towards_zero_and_the_learning_rate_has_two_names(mlp, optim):
    net = mlp.sequential(mlp.fc(1, 1, name="a"))
    net.assign("a_w", np.array([[4.0]]))
    net.assign_grads("a_w", np.array([[0.0]]))
    optimiser = optim.SGD(net, lr=0.1, weight_decay=0.5)
    optimiser.learning_rate = 0.2
    assert optimiser.lr == 0.2
    optimiser.step()
    assert net.get_params("a_w")[0, 0] == pytest.approx(4 - 0.2 * 0.5 * 4)


def _bright_or_dark(rng, n):
    """Draws images of 8 x 8 x 3 whose brighter third of the columns is their class."""
    labels = rng.integers(0, 3, n)
    images = rng.standard_normal((n, 8, 8, 3))
    for image, label in zip(images, labels, strict=True):
        image[:, 2 * label : 2 * label + 3, :] += 2
    return images, labels


@pytest.mark.parametrize(("kind", "rate"), [("SGD", 0.3), ("SGDM", 0.05), ("RMSProp", 0.01), ("Adam", 0.01)])
def test_training_a_convolutional_network_lowers_its_loss(conv_layers, rng, kind, rate):
    models, optim = conv_layers("lib.cnn.cnn_models"), conv_layers("lib.optim")
    train = conv_layers("lib.mlp.train")
    np.random.seed(5)
    model, data = models.TestCNN(seed=2), {"data_train": _bright_or_dark(rng, 90)}
    data["data_val"] = _bright_or_dark(rng, 60)
    optimiser, loss = getattr(optim, kind)(model.net, rate), models.cross_entropy()
    opt_params, losses_, train_acc, val_acc = train.train_net(
        data, model, loss, optimiser, batch_size=20, max_epochs=12, lr_decay=0.5, lr_decay_every=6,
        verbose=False, regularization="l2", reg_lambda=1e-4,
    )  # fmt: skip
    assert len(losses_) == 4 * 12
    assert len(train_acc) == len(val_acc) == 12
    assert np.mean(losses_[-4:]) < 0.5 * losses_[0]
    assert optimiser.learning_rate == pytest.approx(rate / 2)
    model.net.load(opt_params)
    assert train.compute_acc(model, *data["data_val"]) == max(val_acc) > 0.8


def test_the_best_parameters_survive_the_epochs_that_follow(conv_layers, dense_model, mlp, optim, rng):
    train = conv_layers("lib.mlp.train")
    model = dense_model(mlp.flatten(), mlp.fc(192, 3, name="fc"))
    data = {"data_train": _bright_or_dark(rng, 20), "data_val": _bright_or_dark(rng, 20)}
    optimiser = optim.SGD(model.net, 0.1)
    opt_params, *_ = train.train_net(data, model, mlp.cross_entropy(), optimiser, 20, 1, verbose=False)
    saved = opt_params["fc_w"].copy()
    model.net.get_params("fc_w")[:] = 0
    assert np.array_equal(opt_params["fc_w"], saved)
    assert saved.any()


def test_training_says_how_it_goes_unless_told_not_to(conv_layers, dense_model, mlp, optim, rng, capsys):
    train = conv_layers("lib.mlp.train")
    model = dense_model(mlp.flatten(), mlp.fc(192, 3, name="fc"))
    data = {"data_train": _bright_or_dark(rng, 20), "data_val": _bright_or_dark(rng, 20)}
    train.train_net(data, model, mlp.cross_entropy(), optim.SGD(model.net), 10, 1, show_every=1)
    said = capsys.readouterr().out
    assert "iteration 2 of 2: loss 1.0" in said
    assert "epoch 1 of 1: accuracy" in said
    train.train_net(data, model, mlp.cross_entropy(), optim.SGD(model.net), 10, 1, verbose=False)
    assert capsys.readouterr().out == ""


def test_accuracy_runs_without_dropout_and_on_a_sample_if_asked(conv_layers, dense_model, mlp):
    train = conv_layers("lib.mlp.train")
    model = dense_model(mlp.dropout(0.01, seed=0))
    scores, labels = np.eye(3)[[0, 1, 2, 2, 0]], np.array([0, 1, 2, 2, 1])
    assert train.compute_acc(model, scores, labels, batch_size=2) == pytest.approx(0.8)
    assert train.compute_acc(model, scores[:4], labels[:4], num_samples=3) == 1
