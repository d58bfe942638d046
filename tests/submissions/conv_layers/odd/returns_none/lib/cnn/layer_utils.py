# backward stores its result in self.dimg
import numpy as np
from numpy.lib.stride_tricks import as_strided


class ConvLayer2D:

    def __init__(self, input_channels, kernel_size, number_filters,
                 stride=1, padding=0, init_scale=.02, name="conv"):
        self.name = name
        self.w_name = f"{name}_w"
        self.b_name = f"{name}_b"
        self.Cin, self.K, self.F = input_channels, kernel_size, number_filters
        self.stride, self.padding = stride, padding
        self.params = {self.w_name: np.random.normal(scale=init_scale, size=(self.K, self.K, self.Cin, self.F)),
                       self.b_name: np.zeros((self.F,))}
        self.grads = {self.w_name: None, self.b_name: None}
        self.meta = None

    def get_output_size(self, input_size):
        n, h, w, _ = input_size
        return [n, *((d + 2 * self.padding - self.K) // self.stride + 1 for d in (h, w)), self.F]

    def windows(self, padded, oh, ow):
        # view (n, oh, ow, k, k, c), no copy
        sn, sh, sw, sc = padded.strides
        return as_strided(padded,
                          shape=(padded.shape[0], oh, ow, self.K, self.K, padded.shape[3]),
                          strides=(sn, sh * self.stride, sw * self.stride, sh, sw, sc),
                          writeable=False)

    def pad(self, img):
        return np.pad(img, [(0, 0), (self.padding,) * 2, (self.padding,) * 2, (0, 0)])

    def forward(self, img):
        _, oh, ow, _ = self.get_output_size(img.shape)
        self.meta = img
        return np.einsum("nijabc,abcf->nijf", self.windows(self.pad(img), oh, ow),
                         self.params[self.w_name], optimize=True) + self.params[self.b_name]

    def backward(self, dprev):
        if self.meta is None:
            raise ValueError("No forward function called before for this module!")
        img, p, s = self.meta, self.padding, self.stride
        _, oh, ow, _ = dprev.shape
        padded = self.pad(img)
        self.grads[self.w_name] = np.einsum("nijabc,nijf->abcf", self.windows(padded, oh, ow), dprev, optimize=True)
        self.grads[self.b_name] = np.einsum("nijf->f", dprev)
        dpad = np.zeros(padded.shape, dtype=np.float64)
        for a in range(self.K):
            for b in range(self.K):
                dpad[:, a:a + s * oh:s, b:b + s * ow:s] += np.einsum(
                    "nijf,cf->nijc", dprev, self.params[self.w_name][a, b])
        self.dimg = dpad[:, p:p + img.shape[1], p:p + img.shape[2]]


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
        self.dimg = dimg
