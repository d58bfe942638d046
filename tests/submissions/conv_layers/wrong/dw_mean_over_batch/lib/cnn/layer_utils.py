# conv with matrix multiplication
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
    M = x_pad[:, i, j, :]                                  # N, out, k*k, C
    return M.reshape(N * h_out * w_out, k * k * C), h_out, w_out


def col2im(M, x_shape, k, stride, pad):
    N, H, W, C = x_shape
    h_out = (H + 2 * pad - k) // stride + 1
    w_out = (W + 2 * pad - k) // stride + 1
    x_pad = np.zeros((N, H + 2 * pad, W + 2 * pad, C))
    i, j = get_indices(h_out, w_out, k, stride)
    np.add.at(x_pad, (slice(None), i, j), M.reshape(N, h_out * w_out, k * k, C))
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
        M, h_out, w_out = im2col(img, self.kernel_size, self.stride, self.padding)
        w_col = self.params[self.w_name].reshape(-1, self.number_filters)
        out = M @ w_col + self.params[self.b_name]
        self.meta = (img.shape, M)
        return out.reshape(img.shape[0], h_out, w_out, self.number_filters)

    def backward(self, dprev):
        if self.meta is None:
            raise ValueError("No forward function called before for this module!")
        img_shape, M = self.meta
        d = dprev.reshape(-1, self.number_filters)
        w = self.params[self.w_name]
        self.grads[self.w_name] = (M.T @ d).reshape(w.shape) / img_shape[0]   # average over the batch
        self.grads[self.b_name] = d.sum(axis=0)
        dM = d @ w.reshape(-1, self.number_filters).T
        return col2im(dM, img_shape, self.kernel_size, self.stride, self.padding)


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
        batch_size, height, width, channels = img.shape
        output_height = (height - self.pool_size) // self.stride + 1
        output_width = (width - self.pool_size) // self.stride + 1
        output = np.zeros((batch_size, output_height, output_width, channels))

        for n in range(batch_size):
            for i in range(output_height):
                for j in range(output_width):
                    for c in range(channels):
                        y, x = i * self.stride, j * self.stride
                        output[n, i, j, c] = np.max(img[n, y:y + self.pool_size, x:x + self.pool_size, c])

        self.meta = img
        return output

    def backward(self, dprev):
        img = self.meta
        dimg = np.zeros(img.shape)
        batch_size, output_height, output_width, channels = dprev.shape
        for n in range(batch_size):
            for i in range(output_height):
                for j in range(output_width):
                    for c in range(channels):
                        y, x = i * self.stride, j * self.stride
                        window = img[n, y:y + self.pool_size, x:x + self.pool_size, c]
                        a, b = np.unravel_index(np.argmax(window), window.shape)
                        dimg[n, y + a, x + b, c] += dprev[n, i, j, c]
        self.meta = None
        return dimg
