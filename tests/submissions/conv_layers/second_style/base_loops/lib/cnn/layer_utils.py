import numpy as np

REAL = np.float64


class ConvLayer2D:
    def __init__(
        self, input_channels, kernel_size, number_filters, stride=1, padding=0, init_scale=.02, name="conv"
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
        images, height, width, _ = input_size
        rows = (height + 2 * self.padding - self.kernel_size) // self.stride + 1
        cols = (width + 2 * self.padding - self.kernel_size) // self.stride + 1
        return [images, rows, cols, self.number_filters]

    def forward(self, img):
        if len(img.shape) != 4 or img.shape[3] != self.input_channels:
            raise ValueError(f"{self.name}: shape {img.shape}")
        k, s, p = self.kernel_size, self.stride, self.padding
        W = self.params[self.w_name].astype(REAL)
        b = self.params[self.b_name].astype(REAL)
        N, H, V, C = img.shape
        padded = np.zeros((N, H + 2 * p, V + 2 * p, C), REAL)
        for y in range(H):
            for x in range(V):
                padded[:, y + p, x + p, :] = img[:, y, x, :]
        _, rows, cols, F = self.get_output_size(img.shape)
        out = np.zeros((N, rows, cols, F), REAL)
        for n in range(N):
            for i in range(rows):
                for j in range(cols):
                    for f in range(F):
                        total = REAL(0)
                        for a in range(k):
                            for c in range(k):
                                for d in range(C):
                                    total += padded[n, i * s + a, j * s + c, d] * W[a, c, d, f]
                        out[n, i, j, f] = total + b[f]
        self.meta = img.astype(REAL)
        return out

    def backward(self, dprev):
        k, s, p = self.kernel_size, self.stride, self.padding
        W = self.params[self.w_name].astype(REAL)
        img = self.meta
        N, H, V, C = img.shape
        g = dprev.astype(REAL)
        rows, cols, F = g.shape[1:]
        padded = np.zeros((N, H + 2 * p, V + 2 * p, C), REAL)
        padded[:, p:p + H, p:p + V, :] = img

        # db
        db = np.zeros(F, REAL)
        for f in range(F):
            for n in range(N):
                for i in range(rows):
                    for j in range(cols):
                        db[f] += g[n, i, j, f]

        # dW
        dW = np.zeros((k, k, C, F), REAL)
        for a in range(k):
            for c in range(k):
                for d in range(C):
                    for f in range(F):
                        for n in range(N):
                            for i in range(rows):
                                for j in range(cols):
                                    dW[a, c, d, f] += g[n, i, j, f] * padded[n, i * s + a, j * s + c, d]

        # dimg
        dpadded = np.zeros((N, H + 2 * p, V + 2 * p, C), REAL)
        for n in range(N):
            for i in range(rows):
                for j in range(cols):
                    for a in range(k):
                        for c in range(k):
                            for d in range(C):
                                for f in range(F):
                                    dpadded[n, i * s + a, j * s + c, d] += W[a, c, d, f] * g[n, i, j, f]
        dimg = dpadded[:, p:p + H, p:p + V, :]

        self.grads[self.w_name] = dW
        self.grads[self.b_name] = db
        return dimg


class MaxPoolingLayer:
    def __init__(self, pool_size, stride, name):
        self.name = name
        self.pool_size = pool_size
        self.stride = stride
        self.params = {}
        self.grads = {}
        self.meta = None

    def forward(self, img):
        if len(img.shape) != 4:
            raise ValueError(f"{self.name}: shape {img.shape}")
        size, step = self.pool_size, self.stride
        N, H, V, C = img.shape
        rows = (H - size) // step + 1
        cols = (V - size) // step + 1
        out = np.zeros((N, rows, cols, C), REAL)
        for n in range(N):
            for i in range(rows):
                for j in range(cols):
                    for c in range(C):
                        best = img[n, i * step, j * step, c]
                        for a in range(size):
                            for b in range(size):
                                value = img[n, i * step + a, j * step + b, c]
                                if value > best:
                                    best = value
                        out[n, i, j, c] = best
        self.meta = img.astype(REAL)
        return out

    def backward(self, dprev):
        size, step = self.pool_size, self.stride
        img = self.meta
        dimg = np.zeros(img.shape, REAL)
        N, rows, cols, C = dprev.shape
        for n in range(N):
            for i in range(rows):
                for j in range(cols):
                    for c in range(C):
                        top, left = i * step, j * step
                        best_a, best_b = 0, 0
                        for a in range(size):
                            for b in range(size):
                                if img[n, top + a, left + b, c] > img[n, top + best_a, left + best_b, c]:
                                    best_a, best_b = a, b
                        dimg[n, top + best_a, left + best_b, c] += dprev[n, i, j, c]
        return dimg
