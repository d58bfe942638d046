"""The solution of conv_functions: equal to torch in every setting, and to losses that torch computes."""

import numpy as np
import pytest
import torch
from numpy.testing import assert_allclose

SETTINGS = {
    "plain": (1, 1, 5, 5, 1, 3, 0),
    "keeps the size": (2, 3, 5, 6, 4, 3, 1),
    "more padding": (2, 2, 4, 5, 3, 3, 2),
    "even kernel": (3, 2, 6, 4, 2, 4, 1),
    "one pixel": (2, 3, 4, 3, 5, 1, 0),
    "whole image": (1, 2, 4, 4, 3, 4, 0),
    "wide kernel": (2, 1, 5, 9, 2, 5, 2),
}
every_setting = pytest.mark.parametrize("setting", SETTINGS.values(), ids=SETTINGS.keys())
POOLS = {
    "plain": (1, 1, 4, 4, 2, 0),
    "rest": (2, 3, 5, 7, 2, 0),
    "padding": (2, 2, 4, 6, 2, 1),
    "padding and rest": (2, 2, 8, 6, 3, 1),
    "one pixel": (1, 2, 3, 4, 1, 0),
    "one window": (3, 1, 4, 4, 4, 0),
}


@pytest.fixture
def functions(conv_functions):
    return conv_functions("functions")


@pytest.fixture
def loss(conv_functions):
    return conv_functions("loss")


def _tensors(*arrays):
    return [torch.tensor(np.asarray(array, dtype=float), requires_grad=True) for array in arrays]


@every_setting
@pytest.mark.parametrize("dtype", [float, np.float32, int])
def test_the_convolution_agrees_with_torch(functions, rng, setting, dtype):
    n, c, h, w, f, k, pad = setting
    x = (3 * rng.standard_normal((n, c, h, w))).astype(dtype)
    before = x.copy()
    weights, b = rng.standard_normal((f, c, k, k)), rng.standard_normal(f)
    tensors = _tensors(x, weights, b)
    expected = torch.nn.functional.conv2d(*tensors, padding=pad)
    out = functions.conv2d_forward(x, weights, b, k, pad)
    assert_allclose(out, expected.detach().numpy(), atol=1e-12)
    upstream = rng.standard_normal(out.shape)
    expected.backward(torch.tensor(upstream))
    for gradient, tensor in zip(functions.conv2d_backward(x, upstream, weights, b, k, pad), tensors, strict=True):
        assert_allclose(gradient, tensor.grad.numpy(), atol=1e-12)
    assert np.array_equal(x, before)


@pytest.mark.parametrize("setting", POOLS.values(), ids=POOLS.keys())
def test_average_pooling_agrees_with_torch(functions, rng, setting):
    n, c, h, w, k, pad = setting
    x = rng.standard_normal((n, c, h, w))
    (tensor,) = _tensors(x)
    expected = torch.nn.functional.avg_pool2d(tensor, k, padding=pad)
    out = functions.avgpool2d_forward(x, k, pad)
    assert_allclose(out, expected.detach().numpy(), atol=1e-13)
    upstream = rng.standard_normal(out.shape)
    expected.backward(torch.tensor(upstream))
    assert_allclose(functions.avgpool2d_backward(x, upstream, k, pad), tensor.grad.numpy(), atol=1e-13)


SCORES = {
    "ordinary": lambda rng: rng.standard_normal((5, 4)),
    "one row": lambda rng: rng.standard_normal((1, 3)),
    "thousands": lambda rng: 1000 * rng.standard_normal((6, 5)),
    "rows far apart": lambda rng: rng.standard_normal((4, 3)) + np.array([[1000], [-1000], [1000], [-1000]]),
    "a thousand and minus a thousand": lambda rng: np.array([[1000.0, -1000.0], [-1000.0, 1000.0]]),
}


@pytest.mark.parametrize("scores", SCORES.values(), ids=SCORES.keys())
def test_softmax_cross_entropy_agrees_with_torch(loss, rng, scores):
    x = scores(rng)
    labels = rng.integers(0, x.shape[1], len(x))
    (tensor,) = _tensors(x)
    expected = torch.nn.functional.cross_entropy(tensor, torch.tensor(labels))
    expected.backward()
    criterion = loss.SoftmaxCrossEntropyLoss("loss")
    target = np.eye(x.shape[1])[labels]
    assert criterion.forward(x, target) == pytest.approx(expected.item(), rel=1e-12)
    assert_allclose(criterion.backward(x, target), tensor.grad.numpy(), atol=1e-14)


@pytest.mark.parametrize("shape", [(1, 3), (4, 5), (6, 2)])
def test_the_euclidean_loss_agrees_with_torch(loss, rng, shape):
    x, target = rng.standard_normal((2, *shape))
    (tensor,) = _tensors(x)
    expected = torch.nn.functional.mse_loss(tensor, torch.tensor(target), reduction="sum") / (2 * shape[0])
    expected.backward()
    criterion = loss.EuclideanLoss("loss")
    assert criterion.forward(x, target) == pytest.approx(expected.item(), rel=1e-12)
    assert_allclose(criterion.backward(x, target), tensor.grad.numpy(), atol=1e-14)


def test_both_losses_need_no_name(loss):
    assert loss.EuclideanLoss().name
    assert loss.SoftmaxCrossEntropyLoss().name
