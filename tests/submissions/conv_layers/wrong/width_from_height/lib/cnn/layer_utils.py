# convolution written with dot, pooling with stack
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
            return (n + 2 * self.padding - self.kernel_size) // self.stride + 1
        return [input_size[0], out(input_size[1]), out(input_size[1]), self.number_filters]

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
        W = self.params[self.w_name].reshape(-1, self.number_filters)
        output = np.zeros(shape)
        for row in range(shape[1]):
            for col in range(shape[2]):
                y, x = row * self.stride, col * self.stride
                receptive_field = img_p[:, y:y + self.kernel_size, x:x + self.kernel_size, :].reshape(img.shape[0], -1)
                output[:, row, col, :] = receptive_field.dot(W) + self.params[self.b_name]
        self.meta = img
        return output

    def backward(self, dprev):
        if self.meta is None:
            raise ValueError("No forward function called before for this module!")
        img_p = self._pad(self.meta)
        w = self.params[self.w_name]
        W = w.reshape(-1, self.number_filters)
        dw_flat = np.zeros(W.shape)
        dimg_p = np.zeros(img_p.shape)
        batch = img_p.shape[0]
        for row in range(dprev.shape[1]):
            for col in range(dprev.shape[2]):
                y, x = row * self.stride, col * self.stride
                receptive_field = img_p[:, y:y + self.kernel_size, x:x + self.kernel_size, :]
                d = dprev[:, row, col, :]
                dw_flat += receptive_field.reshape(batch, -1).T.dot(d)
                dimg_p[:, y:y + self.kernel_size, x:x + self.kernel_size, :] += d.dot(W.T).reshape(receptive_field.shape)
        self.grads[self.w_name] = dw_flat.reshape(w.shape)
        self.grads[self.b_name] = np.sum(dprev, axis=(0, 1, 2))
        self.meta = None
        return self._unpad(dimg_p)


class MaxPoolingLayer(object):
    def __init__(self, pool_size, stride, name):
        self.name = name
        self.pool_size = np.array([pool_size, pool_size])
        self.stride = np.array([stride, stride])
        self.params = {}
        self.grads = {}
        self.meta = dict()

    def forward(self, img):
        self.meta["img"] = img
        oh, ow = (np.array(img.shape[1:3]) - self.pool_size) // self.stride + 1
        y = np.empty((img.shape[0], oh, ow, img.shape[3]))
        for r, c in np.ndindex(int(oh), int(ow)):
            y[:, r, c] = self._window(img, r, c).max(axis=(1, 2))
        return y

    def _window(self, img, r, c):
        top, left = np.array([r, c]) * self.stride
        return img[:, top:top + self.pool_size[0], left:left + self.pool_size[1]]

    def backward(self, dprev):
        dimg = np.zeros(self.meta["img"].shape)
        for r, c in np.ndindex(*dprev.shape[1:3]):
            win = self._window(self.meta["img"], r, c)
            mask = win == win.max(axis=(1, 2), keepdims=True)
            grad = mask * dprev[:, r:r + 1, c:c + 1] / mask.sum(axis=(1, 2), keepdims=True)
            self._window(dimg, r, c)[...] += grad
        return dimg
