import numpy as np

DTYPE = np.float32   # half the memory, my laptop only has 8 GB


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
        self.params = {self.w_name: w.astype(DTYPE), self.b_name: np.zeros(number_filters, dtype=DTYPE)}
        self.grads = {self.w_name: None, self.b_name: None}
        self.meta = None

    def get_output_size(self, input_size):
        batch, rows, cols = input_size[0], input_size[1], input_size[2]
        span = self.kernel_size - 2 * self.padding
        return [batch, (rows - span) // self.stride + 1, (cols - span) // self.stride + 1, self.number_filters]

    def _columns(self, padded, rows, cols):
        k, s = self.kernel_size, self.stride
        out = np.empty((padded.shape[0], rows, cols, k, k, padded.shape[3]), dtype=DTYPE)
        for a in range(k):
            for b in range(k):
                out[:, :, :, a, b] = padded[:, a:a + rows * s:s, b:b + cols * s:s]
        return out.reshape(padded.shape[0] * rows * cols, -1)

    def forward(self, img):
        batch, rows, cols, filters = self.get_output_size(img.shape)
        p = self.padding
        padded = np.pad(img.astype(DTYPE), ((0, 0), (p, p), (p, p), (0, 0)))
        columns = self._columns(padded, rows, cols)
        w = self.params[self.w_name].astype(DTYPE).reshape(-1, filters)
        b = self.params[self.b_name].astype(DTYPE)
        self.meta = (columns, img.shape)
        return (columns @ w + b).reshape(batch, rows, cols, filters)

    def backward(self, dprev):
        if self.meta is None:
            raise ValueError("No forward function called before for this module!")
        columns, shape = self.meta
        k, s, p = self.kernel_size, self.stride, self.padding
        _, rows, cols, filters = dprev.shape
        d = dprev.astype(DTYPE).reshape(-1, filters)
        w = self.params[self.w_name].astype(DTYPE)
        self.grads[self.w_name] = (columns.T @ d).reshape(w.shape)
        self.grads[self.b_name] = d.sum(axis=0)
        dcol = (d @ w.reshape(-1, filters).T).reshape(shape[0], rows, cols, k, k, shape[3])
        dpad = np.zeros((shape[0], shape[1] + 2 * p, shape[2] + 2 * p, shape[3]), dtype=DTYPE)
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
        n, h, w, c = img.shape
        k, s = self.pool_size, self.stride
        rows, cols = (h - k) // s + 1, (w - k) // s + 1
        out = np.empty((n, rows, cols, c), dtype=DTYPE)
        self.argmax = np.empty((n, rows, cols, c), dtype=np.intp)
        for i in range(rows):
            for j in range(cols):
                win = img[:, i * s:i * s + k, j * s:j * s + k, :].astype(DTYPE).reshape(n, k * k, c)
                self.argmax[:, i, j] = win.argmax(axis=1)
                out[:, i, j] = win.max(axis=1)
        self.meta = img.shape
        return out

    def backward(self, dprev):
        k, s = self.pool_size, self.stride
        dimg = np.zeros(self.meta, dtype=DTYPE)
        n, rows, cols, c = dprev.shape
        one_hot = np.eye(k * k, dtype=DTYPE)
        for i in range(rows):
            for j in range(cols):
                sel = one_hot[self.argmax[:, i, j]]                       # n, c, k*k
                grad = (sel * dprev[:, i, j, :, None]).transpose(0, 2, 1).reshape(n, k, k, c)
                dimg[:, i * s:i * s + k, j * s:j * s + k, :] += grad.astype(DTYPE)
        return dimg
