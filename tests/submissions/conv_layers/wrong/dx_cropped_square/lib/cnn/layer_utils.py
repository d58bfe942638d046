# forward and backward of conv / pool, tested with 8x8 images
import numpy as np


class ConvLayer2D(object):
    def __init__(self, input_channels, kernel_size, number_filters, stride=1, padding=0, init_scale=.02, name="conv"):
        self.name = name
        self.w_name = name + "_w"
        self.b_name = name + "_b"
        self.geometry = np.array([kernel_size, stride, padding])
        self.channels = np.array([input_channels, number_filters])
        self.params = {self.b_name: np.zeros(number_filters)}
        self.params[self.w_name] = np.random.randn(kernel_size, kernel_size, *self.channels) * init_scale
        self.grads = dict.fromkeys(self.params)
        self.meta = {}

    def get_output_size(self, input_size):
        k, s, p = self.geometry
        size = np.asarray(input_size)
        hw = (size[1:3] + 2 * p - k) // s + 1
        result = (size[0], hw[0], hw[1], self.channels[1])
        return result

    def forward(self, img):
        k, s, p = self.geometry
        n, h, w, f = self.get_output_size(img.shape)
        padded = np.pad(img, ((0, 0), (p, p), (p, p), (0, 0)))
        y = np.empty((n, h, w, f))
        for r in range(h):
            for c in range(w):
                y[:, r, c] = np.tensordot(padded[:, r * s:r * s + k, c * s:c * s + k], self.params[self.w_name], 3)
        y += self.params[self.b_name]
        self.meta["padded"] = padded
        self.meta["img"] = img
        return y

    def backward(self, dprev):
        if not self.meta:
            raise ValueError("No forward function called before for this module!")
        k, s, p = self.geometry
        padded, img = self.meta["padded"], self.meta["img"]
        W = self.params[self.w_name]
        dW, dP = np.zeros(W.shape), np.zeros(padded.shape)
        for r in range(dprev.shape[1]):
            for c in range(dprev.shape[2]):
                here = (slice(None), slice(r * s, r * s + k), slice(c * s, c * s + k))
                dW += np.tensordot(padded[here], dprev[:, r, c], axes=(0, 0))
                dP[here] += np.tensordot(dprev[:, r, c], W, axes=(1, 3))
        self.grads[self.w_name] = dW
        self.grads[self.b_name] = dprev.sum(0).sum(0).sum(0)
        return dP[:, p:p + img.shape[1], p:p + img.shape[1]]


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
