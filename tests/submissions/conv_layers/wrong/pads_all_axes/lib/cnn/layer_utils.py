# part 1: conv, part 2: pooling
from __future__ import print_function
import numpy as np


class ConvLayer2D(object):
    """ 2D convolution, channels last """

    def __init__(self, input_channels, kernel_size, number_filters,
                 stride=1, padding=0, init_scale=.02, name="conv"):
        self.name = name
        self.w_name = name + "_w"
        self.b_name = name + "_b"
        self.kernel_size = kernel_size
        self.number_filters = number_filters
        self.stride = stride
        self.padding = padding
        self.params = {}
        self.grads = {}
        self.params[self.w_name] = init_scale * np.random.randn(kernel_size, kernel_size, input_channels, number_filters)
        self.params[self.b_name] = np.zeros(number_filters)
        self.grads[self.w_name] = None
        self.grads[self.b_name] = None
        self.meta = None

    def get_output_size(self, input_size):
        def out(n):
            # number of places where the window starts: 0, s, 2s, ... <= n + 2p - k
            return len(range(0, n + 2 * self.padding - self.kernel_size + 1, self.stride))
        return [input_size[0], out(input_size[1]), out(input_size[2]), self.number_filters]

    def _pad(self, img):
        if self.padding == 0:
            return img
        return np.pad(img, self.padding, mode='constant')

    def _unpad(self, img):
        if self.padding == 0:
            return img
        return img[:, self.padding:-self.padding, self.padding:-self.padding, :]

    def forward(self, img):
        shape = self.get_output_size(img.shape)
        img_pad = self._pad(img)
        w_flat = self.params[self.w_name].reshape(-1, self.number_filters)
        output = np.zeros(shape)
        for row in range(shape[1]):
            for col in range(shape[2]):
                y, x = row * self.stride, col * self.stride
                patch = img_pad[:, y:y + self.kernel_size, x:x + self.kernel_size, :].reshape(img.shape[0], -1)
                output[:, row, col, :] = patch.dot(w_flat) + self.params[self.b_name]
        self.meta = img
        return output

    def backward(self, dprev):
        if self.meta is None:
            raise ValueError("No forward function called before for this module!")
        img_pad = self._pad(self.meta)
        w = self.params[self.w_name]
        w_flat = w.reshape(-1, self.number_filters)
        dw_flat = np.zeros(w_flat.shape)
        dimg_pad = np.zeros(img_pad.shape)
        batch = img_pad.shape[0]
        for row in range(dprev.shape[1]):
            for col in range(dprev.shape[2]):
                y, x = row * self.stride, col * self.stride
                patch = img_pad[:, y:y + self.kernel_size, x:x + self.kernel_size, :]
                d = dprev[:, row, col, :]
                dw_flat += patch.reshape(batch, -1).T.dot(d)
                dimg_pad[:, y:y + self.kernel_size, x:x + self.kernel_size, :] += d.dot(w_flat.T).reshape(patch.shape)
        self.grads[self.w_name] = dw_flat.reshape(w.shape)
        self.grads[self.b_name] = np.sum(dprev, axis=(0, 1, 2))
        self.meta = None
        return self._unpad(dimg_pad)


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
        out = np.empty((n, rows, cols, c), dtype=np.float64)
        self.argmax = np.empty((n, rows, cols, c), dtype=np.intp)
        for i in range(rows):
            for j in range(cols):
                win = img[:, i * s:i * s + k, j * s:j * s + k, :].astype(np.float64).reshape(n, k * k, c)
                self.argmax[:, i, j] = win.argmax(axis=1)
                out[:, i, j] = win.max(axis=1)
        self.meta = img.shape
        return out

    def backward(self, dprev):
        k, s = self.pool_size, self.stride
        dimg = np.zeros(self.meta, dtype=np.float64)
        n, rows, cols, c = dprev.shape
        one_hot = np.eye(k * k, dtype=np.float64)
        for i in range(rows):
            for j in range(cols):
                sel = one_hot[self.argmax[:, i, j]]                       # n, c, k*k
                grad = (sel * dprev[:, i, j, :, None]).transpose(0, 2, 1).reshape(n, k, k, c)
                dimg[:, i * s:i * s + k, j * s:j * s + k, :] += grad.astype(np.float64)
        return dimg
