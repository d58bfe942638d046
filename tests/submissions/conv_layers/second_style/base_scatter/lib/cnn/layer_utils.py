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
        size = list(input_size)
        size[3] = self.number_filters
        size[1] = 1 + (input_size[1] + self.padding + self.padding - self.kernel_size) // self.stride
        size[2] = 1 + (input_size[2] + self.padding + self.padding - self.kernel_size) // self.stride
        return size

    def forward(self, img):
        if len(img.shape) != 4 or img.shape[3] != self.input_channels:
            raise ValueError(f"{self.name}: shape {img.shape}")
        k, s, p = self.kernel_size, self.stride, self.padding
        W = self.params[self.w_name].astype(REAL)
        b = self.params[self.b_name].astype(REAL)
        N, H, V, C = img.shape
        pixels = img.astype(REAL)
        rows = 1 + (H + 2 * p - k) // s
        cols = 1 + (V + 2 * p - k) // s
        out = np.zeros((N, rows, cols, len(b)), REAL)
        for n in range(N):
            for y in range(H):
                for x in range(V):
                    for a in range(k):
                        for c in range(k):
                            # which window sees pixel (y, x) at its place (a, c)?
                            i, rest_i = divmod(y + p - a, s)
                            j, rest_j = divmod(x + p - c, s)
                            if rest_i == 0 and rest_j == 0 and 0 <= i < rows and 0 <= j < cols:
                                out[n, i, j] += pixels[n, y, x] @ W[a, c]
        out += b
        self.meta = pixels
        return out

    def backward(self, dprev):
        k, s, p = self.kernel_size, self.stride, self.padding
        W = self.params[self.w_name].astype(REAL)
        pixels = self.meta
        g = dprev.astype(REAL)
        N, H, V, C = pixels.shape
        _, rows, cols, F = g.shape
        dimg = np.zeros((N, H, V, C), REAL)
        dW = np.zeros((k, k, C, F), REAL)
        db = np.zeros(F, REAL)
        for n in range(N):
            for i in range(rows):
                for j in range(cols):
                    db += g[n, i, j]
        for n in range(N):
            for y in range(H):
                for x in range(V):
                    for a in range(k):
                        for c in range(k):
                            i, rest_i = divmod(y + p - a, s)
                            j, rest_j = divmod(x + p - c, s)
                            if rest_i or rest_j or not (0 <= i < rows and 0 <= j < cols):
                                continue
                            dimg[n, y, x] += W[a, c] @ g[n, i, j]
                            dW[a, c] += np.outer(pixels[n, y, x], g[n, i, j])
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
        N, H, V, C = img.shape
        rows = 1 + (H - self.pool_size) // self.stride
        cols = 1 + (V - self.pool_size) // self.stride
        out = np.full((N, rows, cols, C), -np.inf, REAL)
        for y in range(H):
            for x in range(V):
                for i in range(rows):
                    for j in range(cols):
                        down, right = y - i * self.stride, x - j * self.stride
                        if 0 <= down < self.pool_size and 0 <= right < self.pool_size:
                            out[:, i, j] = np.maximum(out[:, i, j], img[:, y, x])
        self.meta = img.astype(REAL), out
        return out

    def backward(self, dprev):
        img, best = self.meta
        N, H, V, C = img.shape
        rows, cols = dprev.shape[1:3]
        dimg = np.zeros(img.shape, REAL)
        sent = np.zeros(dprev.shape, bool)
        for y in range(H):
            for x in range(V):
                for i in range(rows):
                    for j in range(cols):
                        down, right = y - i * self.stride, x - j * self.stride
                        if not (0 <= down < self.pool_size and 0 <= right < self.pool_size):
                            continue
                        for n in range(N):
                            for c in range(C):
                                if img[n, y, x, c] == best[n, i, j, c] and not sent[n, i, j, c]:
                                    dimg[n, y, x, c] += dprev[n, i, j, c]
                                    sent[n, i, j, c] = True
        return dimg
