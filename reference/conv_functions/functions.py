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
    # begin solution: Task 1: conv2d_forward
    k, p = kernel_size, pad
    n = input.shape[0]
    h_in, w_in = input.shape[2:]
    c_out = W.shape[0]
    h_out = h_in + 2 * p - k + 1
    w_out = w_in + 2 * p - k + 1
    padded = np.pad(input, ((0, 0), (0, 0), (p, p), (p, p)))
    output = np.zeros((n, c_out, h_out, w_out))
    for i in range(h_out):
        for j in range(w_out):
            window = padded[:, :, i:i + k, j:j + k]
            output[:, :, i, j] = np.tensordot(window, W, axes=([1, 2, 3], [1, 2, 3])) + b
    return output
    # end solution


def conv2d_backward(input, grad_output, W, b, kernel_size, pad):
    """Turns the loss's gradient for conv2d_forward's result into its gradients for input, W and b.

    grad_output: [N, F, H', W'], the derivative of the loss by each number that conv2d_forward returned for the
    other arguments. Returns grad_input, grad_W, grad_b, in this order, each of the shape of what it belongs to.
    Each entry is the derivative of the loss by that one number: a weight is used at every place of every
    image, and a pixel is seen by several windows. The loss has already divided by the batch size.
    """
    # begin solution: Task 2: conv2d_backward
    k, p = kernel_size, pad
    h, w = input.shape[2], input.shape[3]
    n_rows = grad_output.shape[2]
    n_cols = grad_output.shape[3]
    padded_input = np.pad(input, ((0, 0), (0, 0), (p, p), (p, p)))
    grad_padded = np.zeros(padded_input.shape)
    grad_W = np.zeros(W.shape)
    for row in range(n_rows):
        for col in range(n_cols):
            seen = padded_input[:, :, row:row + k, col:col + k]
            upstream = grad_output[:, :, row, col]
            grad_W += np.tensordot(upstream, seen, axes=(0, 0))
            grad_padded[:, :, row:row + k, col:col + k] += np.tensordot(upstream, W, axes=(1, 0))
    grad_b = grad_output.sum(axis=(0, 2, 3))
    grad_input = grad_padded[:, :, p:p + h, p:p + w]
    return grad_input, grad_W, grad_b
    # end solution


def avgpool2d_forward(input, kernel_size, pad):
    """Replaces every window of kernel_size x kernel_size pixels by its mean, channel by channel.

    input: [N, C, H, W], surrounded by `pad` rows and columns of zeros on each of its four sides; these zeros
    count in the mean. The windows lie side by side (the stride is kernel_size). Rows and columns that are left
    over at the end, too few for another window, do not count. With k = kernel_size, returns [N, C, H', W'],
    H' = (H + 2 * pad) // k and W' likewise, in floating point:

        output[n, c, i, j] = 1 / k² * sum over a, d < k of padded[n, c, i * k + a, j * k + d]
    """
    # begin solution: Task 3: avgpool2d_forward
    size = kernel_size
    n, c, height, width = input.shape
    pooled_h = (height + 2 * pad) // size
    pooled_w = (width + 2 * pad) // size
    framed = np.pad(input, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    pooled = np.zeros((n, c, pooled_h, pooled_w))
    for i in range(pooled_h):
        for j in range(pooled_w):
            top = i * size
            left = j * size
            region = framed[:, :, top:top + size, left:left + size]
            pooled[:, :, i, j] = region.mean(axis=(2, 3))
    return pooled
    # end solution


def avgpool2d_backward(input, grad_output, kernel_size, pad):
    """Turns the loss's gradient for avgpool2d_forward's result into its gradient for input.

    grad_output: [N, C, H', W'], the derivative of the loss by each number that avgpool2d_forward returned for
    the other arguments. Returns grad_input, of the shape of input; pixels in no window get 0.
    """
    # begin solution: Task 4: avgpool2d_backward
    k = kernel_size
    n, c, h, w = input.shape
    share = grad_output / (k * k)
    grad_framed = np.zeros((n, c, h + 2 * pad, w + 2 * pad))
    for i in range(grad_output.shape[2]):
        for j in range(grad_output.shape[3]):
            y = i * k
            x = j * k
            grad_framed[:, :, y:y + k, x:x + k] += share[:, :, i:i + 1, j:j + 1]
    return grad_framed[:, :, pad:pad + h, pad:pad + w]
    # end solution
