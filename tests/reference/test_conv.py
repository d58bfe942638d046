import numpy as np
import pytest
import torch
from numpy.testing import assert_allclose

from reference.nn.conv import conv_backward, conv_backward_loops, conv_forward, conv_forward_loops
from tests.reference.windows_to_try import every_window


def _draw(rng, shape):
    x = rng.standard_normal(shape.image)
    w = rng.standard_normal((shape.kernel, shape.kernel, shape.channels, shape.filters))
    b = rng.standard_normal(shape.filters)
    dout = rng.standard_normal(conv_forward(x, w, b, shape.stride, shape.padding).shape)
    return x, w, b, dout


def _torch_conv(x, w, b, stride, padding):
    out = torch.nn.functional.conv2d(
        x.permute(0, 3, 1, 2), w.permute(3, 2, 0, 1).contiguous(), b, stride=stride, padding=padding
    )
    return out.permute(0, 2, 3, 1)


@every_window
def test_loops_and_one_matrix_product_agree(rng, shape):
    x, w, b, dout = _draw(rng, shape)
    steps = shape.stride, shape.padding
    assert_allclose(conv_forward_loops(x, w, b, *steps), conv_forward(x, w, b, *steps), atol=1e-12)
    loops, fast = conv_backward_loops(dout, x, w, *steps), conv_backward(dout, x, w, *steps)
    for name in fast._fields:
        assert_allclose(getattr(loops, name), getattr(fast, name), atol=1e-12, err_msg=name)


@every_window
def test_convolution_agrees_with_torch(rng, shape):
    x, w, b, dout = _draw(rng, shape)
    tensors = [torch.tensor(array, requires_grad=True) for array in (x, w, b)]
    out = _torch_conv(*tensors, shape.stride, shape.padding)
    out.backward(torch.tensor(dout))
    assert_allclose(conv_forward(x, w, b, shape.stride, shape.padding), out.detach().numpy(), atol=1e-12)
    gradients = conv_backward(dout, x, w, shape.stride, shape.padding)
    for gradient, tensor in zip(gradients, tensors, strict=True):
        assert_allclose(gradient, tensor.grad.numpy(), atol=1e-12)


def test_a_kernel_need_not_be_square(rng):
    x, w, b = rng.standard_normal((2, 7, 8, 2)), rng.standard_normal((2, 4, 2, 3)), rng.standard_normal(3)
    out = conv_forward(x, w, b, 2, 1)
    assert_allclose(out, _torch_conv(*map(torch.tensor, (x, w, b)), 2, 1).numpy(), atol=1e-12)
    assert_allclose(out, conv_forward_loops(x, w, b, 2, 1), atol=1e-12)
    loops, fast = conv_backward_loops(out, x, w, 2, 1), conv_backward(out, x, w, 2, 1)
    for a, c in zip(loops, fast, strict=True):
        assert_allclose(a, c, atol=1e-12)


def test_whole_number_images_give_fractions():
    x = np.arange(9).reshape(1, 3, 3, 1)
    out = conv_forward(x, np.full((2, 2, 1, 1), 0.3), np.array([0.05]))
    assert out.dtype == np.float64
    assert_allclose(out[0, :, :, 0], [[2.45, 3.65], [6.05, 7.25]])


def test_no_argument_is_changed(rng):
    x, w, b = rng.standard_normal((1, 4, 4, 1)), rng.standard_normal((3, 3, 1, 2)), rng.standard_normal(2)
    before = x.copy(), w.copy(), b.copy()
    conv_backward(conv_forward(x, w, b, 1, 1), x, w, 1, 1)
    for was, now in zip(before, (x, w, b), strict=True):
        assert np.array_equal(was, now)


@pytest.mark.parametrize("convolve", [conv_forward, conv_forward_loops])
def test_shapes_that_do_not_belong_together_are_named(convolve):
    with pytest.raises(ValueError, match=r"got \(1, 5, 5, 2\), \(3, 3, 1, 4\) and \(4,\)"):
        convolve(np.zeros((1, 5, 5, 2)), np.zeros((3, 3, 1, 4)), np.zeros(4))


def test_a_kernel_larger_than_the_image_is_refused():
    with pytest.raises(ValueError, match="a window of 3 does not fit into 2"):
        conv_forward(np.zeros((1, 2, 2, 1)), np.zeros((3, 3, 1, 1)), np.zeros(1))
