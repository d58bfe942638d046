"""Your part: convolution and average-pooling as functions in NumPy, forward and backward.

Axis order everywhere: images [N, C, H, W], that is batch, channels, rows, columns. Images need not be square.
`layers.py` calls these functions; nothing is kept between a forward and its backward but what they are given.
"""

import numpy as np


def conv2d_forward(input, W, b, kernel_size, pad):
    """Slides every filter over every image, one pixel at a time (stride 1).

    input: [N, C, H, W]. W: (F, C, k, k) with k = kernel_size, one kernel for each filter and channel.
    b: (F,). pad: how many rows and columns of zeros surround the image on each of its four sides.
    Returns [N, F, H', W'] with H' = H + 2 * pad - k + 1 and W' likewise, in floating point:

        output[n, f, i, j] = b[f] + sum over all channels c and a, d < k of
                             W[f, c, a, d] * padded[n, c, i + a, j + d]

    The kernel is not turned round. Leave the arguments as they are.
    """
    raise NotImplementedError("Task 1: conv2d_forward")


def conv2d_backward(input, grad_output, W, b, kernel_size, pad):
    """Turns the loss's gradient for conv2d_forward's result into its gradients for input, W and b.

    grad_output: [N, F, H', W'], the derivative of the loss by each number that conv2d_forward returned for the
    other arguments. Returns grad_input, grad_W, grad_b, in this order, each of the shape of what it belongs to.
    Each entry is the derivative of the loss by that one number: a weight is used at every place of every
    image, and a pixel is seen by several windows. The loss has already divided by the batch size.
    """
    raise NotImplementedError("Task 2: conv2d_backward")


def avgpool2d_forward(input, kernel_size, pad):
    """Replaces every window of kernel_size x kernel_size pixels by its mean, channel by channel.

    input: [N, C, H, W], surrounded by `pad` rows and columns of zeros on each of its four sides; these zeros
    count in the mean. The windows lie side by side (the stride is kernel_size). Rows and columns that are left
    over at the end, too few for another window, do not count. With k = kernel_size, returns [N, C, H', W'],
    H' = (H + 2 * pad) // k and W' likewise, in floating point:

        output[n, c, i, j] = 1 / k² * sum over a, d < k of padded[n, c, i * k + a, j * k + d]
    """
    raise NotImplementedError("Task 3: avgpool2d_forward")


def avgpool2d_backward(input, grad_output, kernel_size, pad):
    """Turns the loss's gradient for avgpool2d_forward's result into its gradient for input.

    grad_output: [N, C, H', W'], the derivative of the loss by each number that avgpool2d_forward returned for
    the other arguments. Returns grad_input, of the shape of input; pixels in no window get 0.
    """
    raise NotImplementedError("Task 4: avgpool2d_backward")
