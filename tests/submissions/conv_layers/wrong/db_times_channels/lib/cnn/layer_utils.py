# loops over everything
import numpy as np


class ConvLayer2D(object):
    def __init__(self, input_channels, kernel_size, number_filters,
                 stride=1, padding=0, init_scale=.02, name="conv"):
        self.name = name
        self.w_name = name + "_w"
        self.b_name = name + "_b"

        self.input_channels = input_channels
        self.kernel_size = kernel_size
        self.number_filters = number_filters
        self.stride = stride
        self.padding = padding

        self.params = {}
        self.grads = {}
        self.params[self.w_name] = init_scale * np.random.randn(kernel_size, kernel_size,
                                                                input_channels, number_filters)
        self.params[self.b_name] = np.zeros(number_filters)
        self.grads[self.w_name] = None
        self.grads[self.b_name] = None
        self.meta = None

    def get_output_size(self, input_size):
        output_shape = [None, None, None, None]
        batch_size, in_height, in_width, _ = input_size
        output_shape[0] = batch_size
        output_shape[1] = (in_height + 2 * self.padding - self.kernel_size) // self.stride + 1
        output_shape[2] = (in_width + 2 * self.padding - self.kernel_size) // self.stride + 1
        output_shape[3] = self.number_filters
        return output_shape

    def forward(self, img):
        assert len(img.shape) == 4, "expected batch of images, but received shape {}".format(img.shape)

        batch_size, output_height, output_width, _ = self.get_output_size(img.shape)
        w = self.params[self.w_name]
        b = self.params[self.b_name]
        K, S, P = self.kernel_size, self.stride, self.padding

        padded = np.pad(img, ((0, 0), (P, P), (P, P), (0, 0)), 'constant')
        output = np.zeros((batch_size, output_height, output_width, self.number_filters))

        # slow but I can understand it
        for n in range(batch_size):
            for i in range(output_height):
                for j in range(output_width):
                    window = padded[n, i * S:i * S + K, j * S:j * S + K, :]
                    for f in range(self.number_filters):
                        output[n, i, j, f] = np.sum(window * w[:, :, :, f]) + b[f]

        self.meta = img
        return output

    def backward(self, dprev):
        img = self.meta
        if img is None:
            raise ValueError("No forward function called before for this module!")

        w = self.params[self.w_name]
        K, S, P = self.kernel_size, self.stride, self.padding
        batch_size, output_height, output_width, filters = dprev.shape
        _, height, width, _ = img.shape

        padded = np.pad(img, ((0, 0), (P, P), (P, P), (0, 0)), 'constant')
        dpadded = np.zeros(padded.shape)
        dw = np.zeros(w.shape)
        db = np.zeros(filters)

        for n in range(batch_size):
            for i in range(output_height):
                for j in range(output_width):
                    for f in range(filters):
                        d = dprev[n, i, j, f]
                        for c in range(img.shape[3]):
                            dw[:, :, c, f] += d * padded[n, i * S:i * S + K, j * S:j * S + K, c]
                            dpadded[n, i * S:i * S + K, j * S:j * S + K, c] += d * w[:, :, c, f]
                            db[f] += d

        dimg = dpadded[:, P:P + height, P:P + width, :]
        self.grads[self.w_name] = dw
        self.grads[self.b_name] = db
        self.meta = None
        return dimg


class MaxPoolingLayer:
    """Max pooling; the gradient of tied maxima is shared between them equally."""

    def __init__(self, pool_size, stride, name):
        self.name, self.pool_size, self.stride = name, pool_size, stride
        self.params, self.grads, self.meta = {}, {}, None

    def _view(self, img):
        n, h, w, c = img.shape
        K, S = self.pool_size, self.stride
        sn, sh, sw, sc = img.strides
        return np.lib.stride_tricks.as_strided(img, (n, (h - K) // S + 1, (w - K) // S + 1, K, K, c),
                          (sn, sh * S, sw * S, sh, sw, sc), writeable=False)

    def forward(self, img):
        self.meta = img
        return self._view(img).max(axis=(3, 4))

    def backward(self, dprev):
        img, K, S = self.meta, self.pool_size, self.stride
        view = self._view(img)
        mask = (view == view.max(axis=(3, 4), keepdims=True)).astype(float)
        mask /= mask.sum(axis=(3, 4), keepdims=True)
        share = np.einsum("nijabc,nijc->nijabc", mask, dprev)
        dimg = np.zeros(img.shape)
        for i in range(dprev.shape[1]):
            for j in range(dprev.shape[2]):
                dimg[:, i * S:i * S + K, j * S:j * S + K, :] += share[:, i, j]
        return dimg
