"""The same two layers; the convolution slides arrays over one another, and backward spreads its gradient out."""

import numpy as np


def bordered(images, before, after):
    """Puts zeros around images [N, H, W, C]."""
    return np.pad(images, ((0, 0), (before, after), (before, after), (0, 0)))


def correlate(images, kernels):
    """Slides kernels [a, d, C, F] over images [N, H, W, C], where they fit: [N, H - a + 1, W - d + 1, F]."""
    tall, wide = kernels.shape[:2]
    rows, cols = images.shape[1] - tall + 1, images.shape[2] - wide + 1
    result = np.zeros((images.shape[0], rows, cols, kernels.shape[3]))
    for i in range(rows):
        for j in range(cols):
            seen = images[:, i : i + tall, j : j + wide, :]
            result[:, i, j, :] = np.tensordot(seen, kernels, axes=([1, 2, 3], [0, 1, 2]))
    return result


def spread_out(dprev, s, height, width):
    """Pulls rows and columns of dprev apart by s, with zeros between them, on an array of this size."""
    spread = np.zeros((dprev.shape[0], height, width, dprev.shape[3]))
    spread[:, : (dprev.shape[1] - 1) * s + 1 : s, : (dprev.shape[2] - 1) * s + 1 : s, :] = dprev
    return spread


class ConvLayer2D:
    """A convolution: forward keeps every s-th number of a correlation, backward is two correlations."""

    def __init__(
        self, input_channels, kernel_size, number_filters, stride=1, padding=0, init_scale=0.02, name="conv"
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
        n, h, w, _ = input_size
        k, s, p = self.kernel_size, self.stride, self.padding
        return [n, (h + 2 * p - k) // s + 1, (w + 2 * p - k) // s + 1, self.number_filters]

    def forward(self, img):
        s, p = self.stride, self.padding
        self.meta = img
        everywhere = correlate(bordered(img, p, p), self.params[self.w_name])
        return everywhere[:, ::s, ::s, :] + self.params[self.b_name]

    def backward(self, dprev):
        k, s, p = self.kernel_size, self.stride, self.padding
        weights = self.params[self.w_name]
        img = self.meta
        h, w = img.shape[1:3]
        padded = bordered(img, p, p)
        spread = spread_out(dprev, s, h + 2 * p - k + 1, w + 2 * p - k + 1)
        dw = np.zeros(weights.shape)
        dw[:] = correlate(padded.transpose(3, 1, 2, 0), spread.transpose(1, 2, 0, 3)).transpose(1, 2, 0, 3)
        turned = weights[::-1, ::-1].transpose(0, 1, 3, 2)
        dpadded = correlate(bordered(spread, k - 1, k - 1), turned)
        dimg = dpadded[:, p : p + h, p : p + w, :]
        self.grads[self.w_name] = dw
        self.grads[self.b_name] = dprev.sum(axis=(0, 1, 2))
        return dimg


class MaxPoolingLayer:
    """Max-pooling: the largest of k * k shifted images."""

    def __init__(self, pool_size, stride, name):
        self.name = name
        self.pool_size = pool_size
        self.stride = stride
        self.params = {}
        self.grads = {}
        self.meta = None

    def forward(self, img):
        shifted = self._shifted(img)
        self.meta = img.shape, np.argmax(shifted, axis=0)
        return np.max(shifted, axis=0).astype(float)

    def backward(self, dprev):
        shape, winner = self.meta
        dimg = np.zeros(shape)
        for n, part in enumerate(self._shifted(dimg)):
            part += np.where(winner == n, dprev, 0)
        return dimg

    def _shifted(self, img):
        """One view of the image for each place in a window."""
        k, s = self.pool_size, self.stride
        h, w = (img.shape[1] - k) // s + 1, (img.shape[2] - k) // s + 1
        return [img[:, a : a + s * h : s, c : c + s * w : s, :] for a in range(k) for c in range(k)]
