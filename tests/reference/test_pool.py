import numpy as np
import pytest
import torch
from numpy.testing import assert_allclose

from reference.nn import pool
from tests.reference.windows_to_try import every_window

OPERATIONS = {
    "max": (pool.max_pool_forward, pool.max_pool_backward, torch.nn.functional.max_pool2d),
    "avg": (pool.avg_pool_forward, pool.avg_pool_backward, torch.nn.functional.avg_pool2d),
}
every_operation = pytest.mark.parametrize("kind", OPERATIONS)


def _steps(shape):
    return shape.kernel, shape.stride, shape.padding


@every_operation
@every_window
def test_loops_and_windows_agree(rng, shape, kind):
    forward, backward, _ = OPERATIONS[kind]
    x = rng.standard_normal(shape.image)
    out = forward(x, *_steps(shape))
    dout = rng.standard_normal(out.shape)
    forward_loops = getattr(pool, f"{kind}_pool_forward_loops")
    backward_loops = getattr(pool, f"{kind}_pool_backward_loops")
    assert_allclose(forward_loops(x, *_steps(shape)), out, atol=1e-14)
    assert_allclose(backward_loops(dout, x, *_steps(shape)), backward(dout, x, *_steps(shape)), atol=1e-14)


def _assert_agrees_with_torch(kind, x, dout, steps):
    forward, backward, torch_pool = OPERATIONS[kind]
    tensor = torch.tensor(x, dtype=torch.float64, requires_grad=True)
    out = torch_pool(tensor.permute(0, 3, 1, 2), *steps).permute(0, 2, 3, 1)
    out.backward(torch.tensor(dout))
    assert_allclose(forward(x, *steps), out.detach().numpy(), atol=1e-14)
    assert_allclose(backward(dout, x, *steps), tensor.grad.numpy(), atol=1e-14)


@every_operation
@every_window
def test_pooling_agrees_with_torch(rng, shape, kind):
    x = rng.standard_normal(shape.image)
    dout = rng.standard_normal(OPERATIONS[kind][0](x, *_steps(shape)).shape)
    _assert_agrees_with_torch(kind, x, dout, _steps(shape))


@every_window
def test_ties_are_broken_as_in_torch_also_when_windows_overlap(rng, shape):
    x = rng.integers(0, 2, shape.image)
    dout = rng.standard_normal(pool.max_pool_forward(x, *_steps(shape)).shape)
    _assert_agrees_with_torch("max", x, dout, _steps(shape))


@pytest.mark.parametrize("backward", [pool.max_pool_backward, pool.max_pool_backward_loops])
def test_of_equal_maxima_the_first_in_reading_order_gets_the_gradient(backward):
    x = np.array([[1, 7], [7, 7]]).reshape(1, 2, 2, 1)
    dx = backward(np.full((1, 1, 1, 1), 5.0), x, 2, 2)
    assert_allclose(dx[0, :, :, 0], [[0, 5], [0, 0]])


def test_padding_never_wins_a_maximum_and_counts_as_zero_in_a_mean():
    x = np.full((1, 2, 2, 1), -4.0)
    assert_allclose(pool.max_pool_forward(x, 2, 2, 1)[0, :, :, 0], [[-4, -4], [-4, -4]])
    assert_allclose(pool.avg_pool_forward(x, 2, 2, 1)[0, :, :, 0], [[-1, -1], [-1, -1]])


def test_a_window_of_padding_alone_is_refused():
    with pytest.raises(ValueError, match="expected padding of at most half the window"):
        pool.max_pool_forward(np.zeros((1, 4, 4, 1)), 2, 2, 2)


@pytest.mark.parametrize("forward", [pool.max_pool_forward, pool.avg_pool_forward])
def test_images_without_a_batch_axis_are_refused(forward):
    with pytest.raises(ValueError, match=r"expected 4 axes \[N, H, W, C\], got shape \(4, 4, 1\)"):
        forward(np.zeros((4, 4, 1)), 2, 2)
