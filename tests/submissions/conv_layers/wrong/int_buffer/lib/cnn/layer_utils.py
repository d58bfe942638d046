# Layers for the CNN. Everything in the dtype of the images.
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
        out = np.empty((n, h, w, f), dtype=img.dtype)
        for r in range(h):
            for c in range(w):
                out[:, r, c] = np.tensordot(padded[:, r * s:r * s + k, c * s:c * s + k], self.params[self.w_name], 3) \
                    + self.params[self.b_name]
        self.meta["padded"] = padded
        self.meta["img"] = img
        return out

    def backward(self, dprev):
        if not self.meta:
            raise ValueError("No forward function called before for this module!")
        k, s, p = self.geometry
        padded, img = self.meta["padded"], self.meta["img"]
        W = self.params[self.w_name]
        dW, dpad = np.zeros(W.shape), np.zeros(padded.shape)
        for r in range(dprev.shape[1]):
            for c in range(dprev.shape[2]):
                here = (slice(None), slice(r * s, r * s + k), slice(c * s, c * s + k))
                dW += np.tensordot(padded[here], dprev[:, r, c], axes=(0, 0))
                dpad[here] += np.tensordot(dprev[:, r, c], W, axes=(1, 3))
        self.grads[self.w_name] = dW
        self.grads[self.b_name] = dprev.sum(0).sum(0).sum(0)
        return dpad[:, p:p + img.shape[1], p:p + img.shape[2]]


class MaxPoolingLayer(object):
    def __init__(self, pool_size, stride, name):
        self.name = name
        self.pool_size = pool_size
        self.stride = stride
        self.params = {}
        self.grads = {}
        self.meta = None

    def parts(self, img):
        S = self.stride
        oh = (img.shape[1] - self.pool_size) // S + 1
        ow = (img.shape[2] - self.pool_size) // S + 1
        for dy in range(self.pool_size):
            for dx in range(self.pool_size):
                yield (slice(None), slice(dy, dy+S*(oh-1)+1, S), slice(dx, dx+S*(ow-1)+1, S))

    def forward(self, img):
        output = None
        for where in self.parts(img):
            output = img[where].copy() if output is None else np.maximum(output, img[where])
        self.meta = (img, output)
        return output

    def backward(self, dprev):
        img, output = self.meta
        dimg = np.zeros(img.shape)
        free = np.ones(output.shape, dtype=bool)     # windows that still look for their max
        for where in self.parts(img):
            hit = free & (img[where] == output)
            dimg[where] += hit * dprev
            free &= ~hit
        self.meta = None
        return dimg
