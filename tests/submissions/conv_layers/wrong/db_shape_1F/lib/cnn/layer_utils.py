# im2col / col2im as in the slides
import numpy as np


def im2col_indices(out_h, out_w, k, stride):
    """Row and column index of every (output position, kernel position) pair."""
    i0 = np.repeat(np.arange(k), k)
    j0 = np.tile(np.arange(k), k)
    i1 = stride * np.repeat(np.arange(out_h), out_w)
    j1 = stride * np.tile(np.arange(out_w), out_h)
    i = i1.reshape(-1, 1) + i0.reshape(1, -1)
    j = j1.reshape(-1, 1) + j0.reshape(1, -1)
    return i, j          # both (out_h*out_w, k*k)


def im2col(x, k, stride, pad):
    N, H, W, C = x.shape
    out_h = (H + 2 * pad - k) // stride + 1
    out_w = (W + 2 * pad - k) // stride + 1
    x_pad = np.pad(x, ((0, 0), (pad, pad), (pad, pad), (0, 0)), mode="constant")
    i, j = im2col_indices(out_h, out_w, k, stride)
    X_col = x_pad[:, i, j, :]                                  # N, out, k*k, C
    return X_col.reshape(N * out_h * out_w, k * k * C), out_h, out_w


def col2im(X_col, x_shape, k, stride, pad):
    N, H, W, C = x_shape
    out_h = (H + 2 * pad - k) // stride + 1
    out_w = (W + 2 * pad - k) // stride + 1
    x_pad = np.zeros((N, H + 2 * pad, W + 2 * pad, C))
    i, j = im2col_indices(out_h, out_w, k, stride)
    np.add.at(x_pad, (slice(None), i, j), X_col.reshape(N, out_h * out_w, k * k, C))
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
        X_col, out_h, out_w = im2col(img, self.kernel_size, self.stride, self.padding)
        w_col = self.params[self.w_name].reshape(-1, self.number_filters)
        out = X_col @ w_col + self.params[self.b_name]
        self.meta = (img.shape, X_col)
        return out.reshape(img.shape[0], out_h, out_w, self.number_filters)

    def backward(self, dprev):
        if self.meta is None:
            raise ValueError("No forward function called before for this module!")
        img_shape, X_col = self.meta
        d = dprev.reshape(-1, self.number_filters)
        w = self.params[self.w_name]
        self.grads[self.w_name] = (X_col.T @ d).reshape(w.shape)
        self.grads[self.b_name] = np.sum(d, axis=0, keepdims=True)
        dX_col = d @ w.reshape(-1, self.number_filters).T
        return col2im(dX_col, img_shape, self.kernel_size, self.stride, self.padding)


class MaxPoolingLayer(object):
    def __init__(self, pool_size, stride, name):
        self.name = name
        self.pool_size = pool_size
        self.stride = stride
        self.params, self.grads = {}, {}
        self.meta = None

    def forward(self, img):
        N, H, W, C = img.shape
        X_col, out_h, out_w = im2col(img, self.pool_size, self.stride, 0)
        X_col = X_col.reshape(N * out_h * out_w, self.pool_size ** 2, C)
        idx = X_col.argmax(axis=1)
        out = np.take_along_axis(X_col, idx[:, None, :], axis=1)
        self.meta = (img.shape, idx)
        return out.reshape(N, out_h, out_w, C)

    def backward(self, dprev):
        shape, idx = self.meta
        C = shape[3]
        dX_col = np.zeros((idx.shape[0], self.pool_size ** 2, C))
        np.put_along_axis(dX_col, idx[:, None, :], dprev.reshape(-1, 1, C), axis=1)
        return col2im(dX_col.reshape(idx.shape[0], -1), shape, self.pool_size, self.stride, 0)
