"""The same two layers without loops over pixels: windows become the rows of one matrix."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def window_rows(padded, k, s):
    """Lays every window of padded [N, H, W, C] out as one row: [N * H' * W', k * k * C], images outermost."""
    windows = sliding_window_view(padded, (k, k), axis=(1, 2))[:, ::s, ::s]  # N, H', W', C, k, k
    windows = windows.transpose(0, 1, 2, 4, 5, 3)
    return windows.reshape(-1, k * k * padded.shape[3])


def add_windows(rows, shape, k, s):
    """Adds every window back where window_rows took it from; shape is that of the padded images."""
    image = np.zeros(shape)
    out_h = (shape[1] - k) // s + 1
    out_w = (shape[2] - k) // s + 1
    windows = rows.reshape(shape[0], out_h, out_w, k, k, shape[3])
    for a in range(k):
        for c in range(k):
            image[:, a : a + s * out_h : s, c : c + s * out_w : s, :] += windows[:, :, :, a, c, :]
    return image


class ConvLayer2D:
    """A convolution: one matrix product of all windows with all filters."""

    def __init__(
        self, input_channels, kernel_size, number_filters, stride=1, padding=0, init_scale=0.02, name="conv"
    ):
        self.name = name
        self.w_name = name + "_w"
        self.b_name = name + "_b"
        self.input_channels = input_channels
        self.kernel_size = kernel_size
        self.number_filters = number_filters
        self.stride = stride
        self.padding = padding
        shape = (kernel_size, kernel_size, input_channels, number_filters)
        self.params = {
            self.w_name: init_scale * np.random.randn(*shape),
            self.b_name: np.zeros(number_filters),
        }
        self.grads = {self.w_name: None, self.b_name: None}
        self.meta = None

    def get_output_size(self, input_size):
        n, h, w, _ = input_size
        k, s, p = self.kernel_size, self.stride, self.padding
        return [n, (h + 2 * p - k) // s + 1, (w + 2 * p - k) // s + 1, self.number_filters]

    def forward(self, img):
        k, s, p = self.kernel_size, self.stride, self.padding
        filters = self.number_filters
        n, out_h, out_w, _ = self.get_output_size(img.shape)
        padded = np.pad(img, ((0, 0), (p, p), (p, p), (0, 0)))
        rows = window_rows(padded, k, s)
        kernels = self.params[self.w_name].reshape(-1, filters)
        product = kernels.T @ rows.T + self.params[self.b_name][:, np.newaxis]
        self.meta = img.shape, padded, rows
        return product.T.reshape(n, out_h, out_w, filters)

    def backward(self, dprev):
        k, s, p = self.kernel_size, self.stride, self.padding
        filters = self.number_filters
        weights = self.params[self.w_name]
        (_, h, w, _), padded, rows = self.meta
        by_filter = dprev.reshape(-1, filters).T
        self.grads[self.w_name] = (by_filter @ rows).T.reshape(weights.shape)
        self.grads[self.b_name] = dprev.sum(axis=(0, 1, 2))
        drows = by_filter.T @ weights.reshape(-1, filters).T
        return add_windows(drows, padded.shape, k, s)[:, p : p + h, p : p + w, :]


class MaxPoolingLayer:
    """Max-pooling over the rows of a matrix, one row for each window and channel."""

    def __init__(self, pool_size, stride, name):
        self.name = name
        self.pool_size = pool_size
        self.stride = stride
        self.params = {}
        self.grads = {}
        self.meta = None

    def forward(self, img):
        n, h, w, c = img.shape
        k, s = self.pool_size, self.stride
        out_h = (h - k) // s + 1
        out_w = (w - k) // s + 1
        rows = window_rows(img, k, s).reshape(-1, k * k, c).transpose(0, 2, 1)
        rows = rows.reshape(-1, k * k)
        self.meta = img.shape, rows.argmax(axis=1)
        return rows.max(axis=1).reshape(n, out_h, out_w, c).astype(float)

    def backward(self, dprev):
        k, s = self.pool_size, self.stride
        shape, winner = self.meta
        channels = shape[3]
        drows = np.zeros((winner.size, k * k))
        drows[np.arange(winner.size), winner] = dprev.ravel()
        drows = drows.reshape(-1, channels, k * k).transpose(0, 2, 1)
        return add_windows(drows, shape, k, s)
