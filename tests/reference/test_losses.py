import numpy as np
import pytest
import torch
from numpy.testing import assert_allclose

from reference.nn.losses import (
    euclidean,
    euclidean_loops,
    softmax,
    softmax_cross_entropy,
    softmax_cross_entropy_loops,
)

SCORES = {
    "small": np.random.default_rng(1).standard_normal((4, 5)),
    "one sample": np.random.default_rng(2).standard_normal((1, 3)),
    "thousands": 1000 * np.random.default_rng(3).standard_normal((6, 5)),
    "rows far apart": np.array([[1000.0, 999.0, 0.0], [0.0, -1000.0, -1001.0]]),
    "whole numbers": np.array([[3, -1, 2], [0, 5, 5]]),
    "all equal": np.zeros((7, 10)),
}
every_scores = pytest.mark.parametrize("scores", SCORES.values(), ids=SCORES.keys())


def _labels(scores):
    return np.arange(len(scores)) % scores.shape[1]


@every_scores
@pytest.mark.parametrize("loss", [softmax_cross_entropy, softmax_cross_entropy_loops])
def test_cross_entropy_agrees_with_torch(scores, loss):
    tensor = torch.tensor(scores, dtype=torch.float64, requires_grad=True)
    expected = torch.nn.functional.cross_entropy(tensor, torch.tensor(_labels(scores)))
    expected.backward()
    value, gradient = loss(scores, _labels(scores))
    assert value == pytest.approx(expected.item(), rel=1e-12)
    assert_allclose(gradient, tensor.grad.numpy(), atol=1e-14)


@every_scores
def test_softmax_agrees_with_torch(scores):
    expected = torch.softmax(torch.tensor(scores, dtype=torch.float64), dim=1).numpy()
    assert_allclose(softmax(scores), expected, atol=1e-14)


@pytest.mark.parametrize("loss", [euclidean, euclidean_loops])
@pytest.mark.parametrize("shape", [(1, 3), (4, 5), (6, 2)])
def test_the_euclidean_loss_agrees_with_torch(rng, loss, shape):
    outputs, targets = rng.standard_normal(shape), rng.standard_normal(shape)
    tensor = torch.tensor(outputs, requires_grad=True)
    expected = torch.nn.functional.mse_loss(tensor, torch.tensor(targets), reduction="sum") / (2 * shape[0])
    expected.backward()
    value, gradient = loss(outputs, targets)
    assert value == pytest.approx(expected.item(), rel=1e-12)
    assert_allclose(gradient, tensor.grad.numpy(), atol=1e-14)


def test_ten_equal_scores_cost_the_logarithm_of_ten():
    assert softmax_cross_entropy(np.zeros((3, 10)), np.array([0, 4, 9])).value == pytest.approx(np.log(10))


@pytest.mark.parametrize(
    ("labels", "message"),
    [
        (np.array([0, 3]), "expected labels from 0 to 2, got 0 to 3"),
        (np.array([-1, 2]), "expected labels from 0 to 2, got -1 to 2"),
        (np.array([0]), "N integer labels"),
        (np.array([0.0, 1.0]), "N integer labels"),
    ],
)
def test_labels_that_name_no_class_are_refused(labels, message):
    with pytest.raises(ValueError, match=message):
        softmax_cross_entropy(np.zeros((2, 3)), labels)


def test_targets_of_another_shape_are_refused_not_broadcast():
    with pytest.raises(ValueError, match="expected targets of shape"):
        euclidean(np.zeros((2, 3)), np.zeros((1, 3)))
