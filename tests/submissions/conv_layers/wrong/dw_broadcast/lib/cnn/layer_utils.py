# the gradient of a convolution is a convolution
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
        pad = [[0, 0], [self.padding] * 2, [self.padding] * 2, [0, 0]]
        return np.pad(img, pad, mode='constant', constant_values=0)

    def _unpad(self, img):
        if self.padding == 0:
            return img
        return img[:, self.padding:-self.padding, self.padding:-self.padding, :]

    def forward(self, img):
        shape = self.get_output_size(img.shape)
        img_p = self._pad(img)
        w_flat = self.params[self.w_name].reshape(-1, self.number_filters)
        output = np.zeros(shape)
        for row in range(shape[1]):
            for col in range(shape[2]):
                y, x = row * self.stride, col * self.stride
                patch = img_p[:, y:y + self.kernel_size, x:x + self.kernel_size, :].reshape(img.shape[0], -1)
                output[:, row, col, :] = patch.dot(w_flat) + self.params[self.b_name]
        self.meta = img
        return output

    def _valid(self, x, d):
        """ correlate x with the (stretched) gradient, only where it fits """
        s = self.stride
        height, width = (d.shape[1] - 1) * s + 1, (d.shape[2] - 1) * s + 1
        rows, cols = x.shape[1] - height + 1, x.shape[2] - width + 1
        result = np.zeros((rows, cols, x.shape[3], d.shape[3]))
        for u in range(rows):
            for v in range(cols):
                result[u, v] = np.einsum('nijc,nijf->cf', x[:, u:u + height:s, v:v + width:s], d)
        return result

    def backward(self, dprev):
        if self.meta is None:
            raise ValueError("No forward function called before for this module!")
        img_p = self._pad(self.meta)
        w = self.params[self.w_name]
        w_flat = w.reshape(-1, self.number_filters)
        dw = np.zeros(w.shape)
        dimg_p = np.zeros(img_p.shape)
        batch = img_p.shape[0]
        for row in range(dprev.shape[1]):
            for col in range(dprev.shape[2]):
                y, x = row * self.stride, col * self.stride
                d = dprev[:, row, col, :]
                dimg_p[:, y:y + self.kernel_size, x:x + self.kernel_size, :] += d.dot(w_flat.T).reshape(batch, self.kernel_size, self.kernel_size, -1)
        dw[:] = self._valid(self.meta, dprev)[:self.kernel_size, :self.kernel_size]
        self.grads[self.w_name] = dw
        self.grads[self.b_name] = np.sum(dprev, axis=(0, 1, 2))
        self.meta = None
        return self._unpad(dimg_p)


class MaxPoolingLayer(object):
    def __init__(self, pool_size, stride, name):
        self.name = name
        self.pool_size = pool_size
        self.stride = stride
        self.params = {}
        self.grads = {}
        self.meta = None

    def forward(self, img):
        s, k = self.stride, self.pool_size
        oh, ow = (img.shape[1] - k) // s + 1, (img.shape[2] - k) // s + 1
        best = np.full((img.shape[0], oh, ow, img.shape[3]), -np.inf)
        arg = np.zeros(best.shape, dtype=int)
        for t in range(k * k):
            a, b = divmod(t, k)
            cand = img[:, a:a + oh * s:s, b:b + ow * s:s, :]
            better = cand > best
            best = np.where(better, cand, best)
            arg[better] = t
        self.meta = img.shape, arg
        return best

    def backward(self, dprev):
        shape, arg = self.meta
        s, k = self.stride, self.pool_size
        oh, ow = dprev.shape[1:3]
        dimg = np.zeros(shape)
        for t in range(k * k):
            a, b = divmod(t, k)
            dimg[:, a:a + oh * s:s, b:b + ow * s:s, :] += dprev * (arg == t)
        return dimg
