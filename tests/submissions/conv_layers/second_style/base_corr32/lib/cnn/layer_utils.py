import numpy as np

REAL = np.float32


def slide(picture, stamp):
    """One 2-D array slides over another wherever it fits; nothing is turned."""
    h = picture.shape[0] - stamp.shape[0] + 1
    w = picture.shape[1] - stamp.shape[1] + 1
    result = np.zeros((h, w), REAL)
    for y in range(h):
        for x in range(w):
            result[y, x] = np.sum(picture[y:y + stamp.shape[0], x:x + stamp.shape[1]] * stamp)
    return result


def spread(small, s, height, width):
    """Pulls a 2-D array apart by the stride, with zeros between its numbers."""
    large = np.zeros((height, width), REAL)
    for i in range(small.shape[0]):
        for j in range(small.shape[1]):
            large[i * s, j * s] = small[i, j]
    return large


def frame(picture, up, side):
    """Zeros around a 2-D array."""
    framed = np.zeros((picture.shape[0] + 2 * up, picture.shape[1] + 2 * side), REAL)
    framed[up:up + picture.shape[0], side:side + picture.shape[1]] = picture
    return framed


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
        N, H, V, _ = input_size
        k, s, p = self.kernel_size, self.stride, self.padding
        H_out = len(range(0, H + 2 * p - k + 1, s))
        V_out = len(range(0, V + 2 * p - k + 1, s))
        return [N, H_out, V_out, self.number_filters]

    def forward(self, img):
        if len(img.shape) != 4 or img.shape[3] != self.input_channels:
            raise ValueError(f"{self.name}: shape {img.shape}")
        s, p = self.stride, self.padding
        W = self.params[self.w_name].astype(REAL)
        b = self.params[self.b_name].astype(REAL)
        N, C, F = img.shape[0], img.shape[3], self.number_filters
        maps = []
        for n in range(N):
            for f in range(F):
                total = 0
                for d in range(C):
                    total = total + slide(frame(img[n, :, :, d], p, p), W[:, :, d, f])
                maps.append(total[::s, ::s] + b[f])
        rows, cols = maps[0].shape
        out = np.array(maps).reshape(N, F, rows, cols).transpose(0, 2, 3, 1)
        self.meta = img.astype(REAL)
        return out

    def backward(self, dprev):
        k, s, p = self.kernel_size, self.stride, self.padding
        W = self.params[self.w_name].astype(REAL)
        img = self.meta
        N, H, V, C = img.shape
        F = self.number_filters
        g = dprev.astype(REAL)
        dW = np.zeros(W.shape, REAL)
        db = np.zeros(F, REAL)
        dimg = np.zeros(img.shape, REAL)
        for n in range(N):
            for f in range(F):
                db[f] = db[f] + np.sum(g[n, :, :, f])
                # one number for each place of a kernel that moves by 1
                wide = spread(g[n, :, :, f], s, H + 2 * p - k + 1, V + 2 * p - k + 1)
                for d in range(C):
                    dW[:, :, d, f] += slide(frame(img[n, :, :, d], p, p), wide)
                    turned = W[::-1, ::-1, d, f]
                    whole = slide(frame(wide, k - 1, k - 1), turned)
                    dimg[n, :, :, d] += whole[p:p + H, p:p + V]
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
        m, s = self.pool_size, self.stride
        rows = len(range(0, img.shape[1] - m + 1, s))
        cols = len(range(0, img.shape[2] - m + 1, s))
        out = np.zeros((img.shape[0], rows, cols, img.shape[3]), REAL)
        for n, i, j, c in np.ndindex(out.shape):
            window = img[n, i * s:i * s + m, j * s:j * s + m, c]
            out[n, i, j, c] = max(window.flatten())
        self.meta = img.astype(REAL)
        return out

    def backward(self, dprev):
        m, s = self.pool_size, self.stride
        img = self.meta
        dimg = np.zeros(img.shape, REAL)
        for n, i, j, c in np.ndindex(dprev.shape):
            window = img[n, i * s:i * s + m, j * s:j * s + m, c]
            first = list(window.flatten()).index(window.max())
            a, b = divmod(first, m)
            dimg[n, i * s + a, j * s + b, c] += dprev[n, i, j, c]
        return dimg
