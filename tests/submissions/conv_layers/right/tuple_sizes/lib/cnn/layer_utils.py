import numpy as np


class ConvLayer2D(object):
    def __init__(self, input_channels, kernel_size, number_filters, stride=1, padding=0, init_scale=.02, name="conv"):
        self.name = name
        self.w_name = "layers/%s/kernel" % name
        self.b_name = "layers/%s/offset" % name
        self.geometry = np.array([kernel_size, stride, padding])
        self.channels = np.array([input_channels, number_filters])
        self.params = {self.b_name: np.zeros(number_filters)}
        self.params[self.w_name] = np.random.randn(kernel_size, kernel_size, *self.channels) * init_scale
        self.grads = dict.fromkeys(self.params)
        self.meta = {}
        print("made layer", name, "with", self.params[self.w_name].size, "weights")

    def get_output_size(self, input_size):
        k, s, p = self.geometry
        size = np.asarray(input_size)
        hw = (size[1:3] + 2 * p - k) // s + 1
        result = (size[0], hw[0], hw[1], self.channels[1])
        print("output size for", tuple(input_size), "is", result)
        return result

    def forward(self, img):
        print("conv forward", self.name, img.shape, img.dtype)
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
        print("   ->", y.shape)
        return y

    def backward(self, dprev):
        if not self.meta:
            raise ValueError("No forward function called before for this module!")
        print("conv backward", self.name, dprev.shape)
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
        print("   dW mean %.3e" % dW.mean())
        return dP[:, p:p + img.shape[1], p:p + img.shape[2]]


class MaxPoolingLayer(object):
    def __init__(self, pool_size, stride, name):
        self.name = name
        self.pool_size = np.array([pool_size, pool_size])
        self.stride = np.array([stride, stride])
        self.params = {}
        self.grads = {}
        self.meta = {}

    def forward(self, img):
        print("pool forward", self.name, img.shape)
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
        print("pool backward", self.name, dprev.shape)
        dimg = np.zeros(self.meta["img"].shape)
        for r, c in np.ndindex(*dprev.shape[1:3]):
            win = self._window(self.meta["img"], r, c)
            mask = win == win.max(axis=(1, 2), keepdims=True)
            grad = mask * dprev[:, r:r + 1, c:c + 1] / mask.sum(axis=(1, 2), keepdims=True)
            self._window(dimg, r, c)[...] += grad
        return dimg
