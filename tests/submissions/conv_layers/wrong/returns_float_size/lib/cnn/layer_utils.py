# layer_utils.py  problem 2
import numpy as np


class ConvLayer2D(object):
    def __init__(self, input_channels, kernel_size, number_filters, stride=1, padding=0,
                 init_scale=.02, name="conv"):
        self.name = name
        self.w_name = name + "_w"
        self.b_name = name + "_b"
        self.input_channels = input_channels
        self.kernel_size = kernel_size
        self.number_filters = number_filters
        self.stride = stride
        self.padding = padding
        w = init_scale * np.random.randn(kernel_size, kernel_size, input_channels, number_filters)
        self.params = {self.w_name: w.astype(np.float64), self.b_name: np.zeros(number_filters, dtype=np.float64)}
        self.grads = {self.w_name: None, self.b_name: None}
        self.meta = None

    def get_output_size(self, input_size):
        batch, rows, cols = input_size[0], input_size[1], input_size[2]
        span = self.kernel_size - 2 * self.padding
        return [batch, (rows - span) / self.stride + 1, (cols - span) / self.stride + 1, self.number_filters]

    def _columns(self, padded, rows, cols):
        k, s = self.kernel_size, self.stride
        out = np.empty((padded.shape[0], rows, cols, k, k, padded.shape[3]), dtype=np.float64)
        for a in range(k):
            for b in range(k):
                out[:, :, :, a, b] = padded[:, a:a + rows * s:s, b:b + cols * s:s]
        return out.reshape(padded.shape[0] * rows * cols, -1)

    def forward(self, img):
        batch, rows, cols, filters = map(int, self.get_output_size(img.shape))
        p = self.padding
        padded = np.pad(img.astype(np.float64), ((0, 0), (p, p), (p, p), (0, 0)))
        columns = self._columns(padded, rows, cols)
        w = self.params[self.w_name].astype(np.float64).reshape(-1, filters)
        b = self.params[self.b_name].astype(np.float64)
        self.meta = (columns, img.shape)
        return (columns @ w + b).reshape(batch, rows, cols, filters)

    def backward(self, dprev):
        if self.meta is None:
            raise ValueError("No forward function called before for this module!")
        columns, shape = self.meta
        k, s, p = self.kernel_size, self.stride, self.padding
        _, rows, cols, filters = dprev.shape
        d = dprev.astype(np.float64).reshape(-1, filters)
        w = self.params[self.w_name].astype(np.float64)
        self.grads[self.w_name] = (columns.T @ d).reshape(w.shape)
        self.grads[self.b_name] = d.sum(axis=0)
        dcol = (d @ w.reshape(-1, filters).T).reshape(shape[0], rows, cols, k, k, shape[3])
        dpad = np.zeros((shape[0], shape[1] + 2 * p, shape[2] + 2 * p, shape[3]), dtype=np.float64)
        for a in range(k):
            for b in range(k):
                dpad[:, a:a + rows * s:s, b:b + cols * s:s] += dcol[:, :, :, a, b]
        return dpad[:, p:p + shape[1], p:p + shape[2]]


class MaxPoolingLayer:
    """Max pooling; the gradient of tied maxima is shared between them equally."""

    def __init__(self, pool_size, stride, name):
        self.name, self.pool_size, self.stride = name, pool_size, stride
        self.params, self.grads, self.meta = {}, {}, None

    def _view(self, img):
        n, h, w, c = img.shape
        k, s = self.pool_size, self.stride
        sn, sh, sw, sc = img.strides
        return np.lib.stride_tricks.as_strided(img, (n, (h - k) // s + 1, (w - k) // s + 1, k, k, c),
                          (sn, sh * s, sw * s, sh, sw, sc), writeable=False)

    def forward(self, img):
        self.meta = img
        return self._view(img).max(axis=(3, 4))

    def backward(self, dprev):
        img, k, s = self.meta, self.pool_size, self.stride
        view = self._view(img)
        mask = (view == view.max(axis=(3, 4), keepdims=True)).astype(float)
        mask /= mask.sum(axis=(3, 4), keepdims=True)
        share = np.einsum("nijabc,nijc->nijabc", mask, dprev)
        dimg = np.zeros(img.shape)
        for i in range(dprev.shape[1]):
            for j in range(dprev.shape[2]):
                dimg[:, i * s:i * s + k, j * s:j * s + k, :] += share[:, i, j]
        return dimg
