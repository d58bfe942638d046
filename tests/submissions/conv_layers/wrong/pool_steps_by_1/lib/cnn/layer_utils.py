# conv: float64 columns; pool: loops
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
        self.params = {self.w_name: w.astype(float), self.b_name: np.zeros(number_filters, dtype=float)}
        self.grads = {self.w_name: None, self.b_name: None}
        self.meta = None

    def get_output_size(self, input_size):
        batch, rows, cols = input_size[0], input_size[1], input_size[2]
        span = self.kernel_size - 2 * self.padding
        return [batch, (rows - span) // self.stride + 1, (cols - span) // self.stride + 1, self.number_filters]

    def _columns(self, padded, rows, cols):
        k, s = self.kernel_size, self.stride
        out = np.empty((padded.shape[0], rows, cols, k, k, padded.shape[3]), dtype=float)
        for a in range(k):
            for b in range(k):
                out[:, :, :, a, b] = padded[:, a:a + rows * s:s, b:b + cols * s:s]
        return out.reshape(padded.shape[0] * rows * cols, -1)

    def forward(self, img):
        batch, rows, cols, filters = self.get_output_size(img.shape)
        p = self.padding
        padded = np.pad(img.astype(float), ((0, 0), (p, p), (p, p), (0, 0)))
        columns = self._columns(padded, rows, cols)
        w = self.params[self.w_name].astype(float).reshape(-1, filters)
        b = self.params[self.b_name].astype(float)
        self.meta = (columns, img.shape)
        return (columns @ w + b).reshape(batch, rows, cols, filters)

    def backward(self, dprev):
        if self.meta is None:
            raise ValueError("No forward function called before for this module!")
        columns, shape = self.meta
        k, s, p = self.kernel_size, self.stride, self.padding
        _, rows, cols, filters = dprev.shape
        d = dprev.astype(float).reshape(-1, filters)
        w = self.params[self.w_name].astype(float)
        self.grads[self.w_name] = (columns.T @ d).reshape(w.shape)
        self.grads[self.b_name] = d.sum(axis=0)
        dcol = (d @ w.reshape(-1, filters).T).reshape(shape[0], rows, cols, k, k, shape[3])
        dpad = np.zeros((shape[0], shape[1] + 2 * p, shape[2] + 2 * p, shape[3]), dtype=float)
        for a in range(k):
            for b in range(k):
                dpad[:, a:a + rows * s:s, b:b + cols * s:s] += dcol[:, :, :, a, b]
        return dpad[:, p:p + shape[1], p:p + shape[2]]


class MaxPoolingLayer(object):
    def __init__(self, pool_size, stride, name):
        self.name = name
        self.pool_size = pool_size
        self.stride = stride
        self.params = {}
        self.grads = {}
        self.meta = None

    def forward(self, img):
        assert len(img.shape) == 4, "expected batch of images, but received shape {}".format(img.shape)
        B, height, width, channels = img.shape
        OH = (height - self.pool_size) // self.stride + 1
        OW = (width - self.pool_size) // self.stride + 1
        output = np.zeros((B, OH, OW, channels))

        for n in range(B):
            for i in range(OH):
                for j in range(OW):
                    for c in range(channels):
                        y, x = i, j
                        output[n, i, j, c] = np.max(img[n, y:y + self.pool_size, x:x + self.pool_size, c])

        self.meta = img
        return output

    def backward(self, dprev):
        img = self.meta
        dimg = np.zeros(img.shape)
        B, OH, OW, channels = dprev.shape
        for n in range(B):
            for i in range(OH):
                for j in range(OW):
                    for c in range(channels):
                        y, x = i * self.stride, j * self.stride
                        window = img[n, y:y + self.pool_size, x:x + self.pool_size, c]
                        a, b = np.unravel_index(np.argmax(window), window.shape)
                        dimg[n, y + a, x + b, c] += dprev[n, i, j, c]
        self.meta = None
        return dimg
