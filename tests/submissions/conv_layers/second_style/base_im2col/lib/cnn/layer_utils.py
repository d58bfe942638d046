import numpy as np

REAL = np.float64


def places(length, k, s, p):
    """How many windows fit in a line."""
    return (length + 2 * p - k) // s + 1


def window_indices(rows, cols, k, s):
    """Row and column of every pixel of every window; both (rows * cols, k * k)."""
    row_of = np.zeros((rows * cols, k * k), dtype=int)
    col_of = np.zeros((rows * cols, k * k), dtype=int)
    for i in range(rows):
        for j in range(cols):
            for a in range(k):
                for c in range(k):
                    row_of[i * cols + j, a * k + c] = i * s + a
                    col_of[i * cols + j, a * k + c] = j * s + c
    return row_of, col_of


def pad(img, p):
    N, H, V, C = img.shape
    padded = np.zeros((N, H + 2 * p, V + 2 * p, C), REAL)
    padded[:, p:p + H, p:p + V, :] = img
    return padded


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
        k, s, p = self.kernel_size, self.stride, self.padding
        size = [input_size[0], 0, 0, self.number_filters]
        for axis in (1, 2):
            size[axis] = (input_size[axis] - k + 2 * p) // s + 1
        return size

    def forward(self, img):
        if len(img.shape) != 4 or img.shape[3] != self.input_channels:
            raise ValueError(f"{self.name}: shape {img.shape}")
        k, s, p, F = self.kernel_size, self.stride, self.padding, self.number_filters
        N, H, V, C = img.shape
        rows, cols = places(H, k, s, p), places(V, k, s, p)
        padded = pad(img, p)
        row_of, col_of = window_indices(rows, cols, k, s)
        patches = padded[:, row_of, col_of, :]  # N, place, pixel, channel
        matrix = patches.reshape(N * rows * cols, k * k * C)
        kernel = self.params[self.w_name].astype(REAL).reshape(k * k * C, F)
        product = matrix @ kernel
        out = product.reshape(N, rows, cols, F)
        out = out + self.params[self.b_name].astype(REAL)
        self.meta = img.astype(REAL)
        return out

    def backward(self, dprev):
        k, s, p, F = self.kernel_size, self.stride, self.padding, self.number_filters
        img = self.meta
        N, H, V, C = img.shape
        rows, cols = dprev.shape[1:3]
        P = rows * cols
        g = dprev.astype(REAL)
        gmat = g.transpose(3, 0, 1, 2).reshape(F, N * P)
        padded = pad(img, p)
        row_of, col_of = window_indices(rows, cols, k, s)

        # one row for each weight, one column for each place of each image
        patches = padded[:, row_of, col_of, :].transpose(2, 3, 0, 1)
        matrix = patches.reshape(k * k * C, N * P)
        dkernel = matrix @ gmat.T
        dW = dkernel.reshape(k, k, C, F)
        db = g.reshape(N * P, F).sum(axis=0)

        kernel = self.params[self.w_name].astype(REAL).reshape(k * k * C, F)
        dpatches = (kernel @ gmat).reshape(k * k, C, N, P).transpose(2, 3, 0, 1)
        dpadded = np.zeros(padded.shape, REAL)
        for place in range(P):
            for pixel in range(k * k):
                dpadded[:, row_of[place, pixel], col_of[place, pixel], :] += dpatches[:, place, pixel, :]
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
        rows, cols = places(H, size, step, 0), places(V, size, step, 0)
        row_of, col_of = window_indices(rows, cols, size, step)
        table = img[:, row_of, col_of, :].transpose(0, 1, 3, 2)
        table = table.reshape(N * rows * cols * C, size * size)
        best = table.max(axis=1)
        out = best.reshape(N, rows, cols, C).astype(REAL)
        self.meta = img.astype(REAL)
        return out

    def backward(self, dprev):
        size, step = self.pool_size, self.stride
        img = self.meta
        rows, cols = dprev.shape[1:3]
        row_of, col_of = window_indices(rows, cols, size, step)
        windows = img[:, row_of, col_of, :]
        winner = windows.argmax(axis=2)  # N, place, channel
        dimg = np.zeros(img.shape, REAL)
        for n in range(img.shape[0]):
            for place in range(rows * cols):
                for c in range(img.shape[3]):
                    row = row_of[place, winner[n, place, c]]
                    col = col_of[place, winner[n, place, c]]
                    dimg[n, row, col, c] += dprev[n, place // cols, place % cols, c]
        return dimg
