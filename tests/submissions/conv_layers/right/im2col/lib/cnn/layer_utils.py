# im2col version, based on the idea from the lecture slides (cs231n)
import numpy as np


def get_indices(h_out, w_out, k, stride):
    """Row and column index of every (output position, kernel position) pair."""
    i0 = np.repeat(np.arange(k), k)
    j0 = np.tile(np.arange(k), k)
    i1 = stride * np.repeat(np.arange(h_out), w_out)
    j1 = stride * np.tile(np.arange(w_out), h_out)
    i = i1.reshape(-1, 1) + i0.reshape(1, -1)
    j = j1.reshape(-1, 1) + j0.reshape(1, -1)
    return i, j          # both (h_out*w_out, k*k)


def im2col(x, k, stride, pad):
    N, H, W, C = x.shape
    h_out = (H + 2 * pad - k) // stride + 1
    w_out = (W + 2 * pad - k) // stride + 1
    x_pad = np.pad(x, ((0, 0), (pad, pad), (pad, pad), (0, 0)), mode="constant")
    i, j = get_indices(h_out, w_out, k, stride)
    cols = x_pad[:, i, j, :]                                  # N, out, k*k, C
    return cols.reshape(N * h_out * w_out, k * k * C), h_out, w_out


def col2im(cols, x_shape, k, stride, pad):
    N, H, W, C = x_shape
    h_out = (H + 2 * pad - k) // stride + 1
    w_out = (W + 2 * pad - k) // stride + 1
    x_pad = np.zeros((N, H + 2 * pad, W + 2 * pad, C))
    i, j = get_indices(h_out, w_out, k, stride)
    np.add.at(x_pad, (slice(None), i, j), cols.reshape(N, h_out * w_out, k * k, C))
    return x_pad[:, pad:H + pad, pad:W + pad, :]


class ConvLayer2D(object):
    def __init__(self, input_channels, kernel_size, number_filters,
                 stride=1, padding=0, init_scale=.02, name="conv"):
        self.name = name
        self.w_name, self.b_name = name + "_w", name + "_b"
        self.input_channels = input_channels
        self.kernel_size = kernel_size
        self.number_filters = number_filters
        self.stride = stride
        self.padding = padding
        self.params = {
            self.w_name: init_scale * np.random.randn(kernel_size, kernel_size, input_channels, number_filters),
            self.b_name: np.zeros(number_filters),
        }
        self.grads = {self.w_name: None, self.b_name: None}
        self.meta = None

    def get_output_size(self, input_size):
        N, H, W, _ = input_size
        H2 = (H + 2 * self.padding - self.kernel_size) // self.stride + 1
        W2 = (W + 2 * self.padding - self.kernel_size) // self.stride + 1
        return [N, H2, W2, self.number_filters]

    def forward(self, img):
        assert len(img.shape) == 4
        cols, h_out, w_out = im2col(img, self.kernel_size, self.stride, self.padding)
        w_col = self.params[self.w_name].reshape(-1, self.number_filters)
        out = cols @ w_col + self.params[self.b_name]
        self.meta = (img.shape, cols)
        return out.reshape(img.shape[0], h_out, w_out, self.number_filters)

    def backward(self, dprev):
        if self.meta is None:
            raise ValueError("No forward function called before for this module!")
        img_shape, cols = self.meta
        d = dprev.reshape(-1, self.number_filters)
        w = self.params[self.w_name]
        self.grads[self.w_name] = (cols.T @ d).reshape(w.shape)
        self.grads[self.b_name] = d.sum(axis=0)
        dcols = d @ w.reshape(-1, self.number_filters).T
        return col2im(dcols, img_shape, self.kernel_size, self.stride, self.padding)


class MaxPoolingLayer(object):
    def __init__(self, pool_size, stride, name):
        self.name = name
        self.pool_size = pool_size
        self.stride = stride
        self.params, self.grads = {}, {}
        self.meta = None

    def forward(self, img):
        N, H, W, C = img.shape
        cols, h_out, w_out = im2col(img, self.pool_size, self.stride, 0)
        cols = cols.reshape(N * h_out * w_out, self.pool_size ** 2, C)
        idx = cols.argmax(axis=1)
        out = np.take_along_axis(cols, idx[:, None, :], axis=1)
        self.meta = (img.shape, idx)
        return out.reshape(N, h_out, w_out, C)

    def backward(self, dprev):
        shape, idx = self.meta
        C = shape[3]
        dcols = np.zeros((idx.shape[0], self.pool_size ** 2, C))
        np.put_along_axis(dcols, idx[:, None, :], dprev.reshape(-1, 1, C), axis=1)
        return col2im(dcols.reshape(idx.shape[0], -1), shape, self.pool_size, self.stride, 0)
