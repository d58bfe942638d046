# Homework 1, group 14
import numpy as np

# loop over the k*k kernel entries instead of the pixels => only 25 iterations!!


class ConvLayer2D(object):
    def __init__(self, input_channels, kernel_size, number_filters,
                stride=1, padding=0, init_scale=.02, name="conv"):

        self.name = name
        self.w_name = name + "_w"
        self.b_name = name + "_b"

        self.input_channels = input_channels
        self.kernel_size = kernel_size
        self.number_filters = number_filters
        self.stride = stride
        self.padding = padding

        self.params = {}
        self.grads = {}
        self.params[self.w_name] = init_scale * np.random.randn(kernel_size, kernel_size,
                                                                input_channels, number_filters)
        self.params[self.b_name] = np.zeros(number_filters)
        self.grads[self.w_name] = None
        self.grads[self.b_name] = None
        self.meta = None

    def get_output_size(self, input_size):
        b, h, w, c = input_size
        Hn = int(np.floor((h - self.kernel_size + 2*self.padding) / self.stride)) + 1
        Wn = int(np.floor((w - self.kernel_size + 2*self.padding) / self.stride)) + 1
        return [b, Hn, Wn, self.number_filters]

    def forward(self, img):
        assert len(img.shape) == 4, "expected batch of images, but received shape {}".format(img.shape)
        out_shape = self.get_output_size(img.shape)
        _, Hn, Wn, _ = out_shape
        P = self.padding; S = self.stride
        xp = np.zeros((img.shape[0], img.shape[1]+2*P, img.shape[2]+2*P, img.shape[3]))
        xp[:, P:P+img.shape[1], P:P+img.shape[2], :] = img
        W = self.params[self.w_name]

        output = np.zeros(out_shape) + self.params[self.b_name]
        for dy in range(self.kernel_size):
            for dx in range(self.kernel_size):
                part = xp[:, dy:dy+S*(Hn-1)+1:S, dx:dx+S*(Wn-1)+1:S, :]
                output += part.dot(W[dy, dx])
        self.meta = xp
        return output

    def backward(self, dprev):
        xp = self.meta
        if xp is None:
            raise ValueError("No forward function called before for this module!")
        _, Hn, Wn, F = dprev.shape
        P = self.padding; S = self.stride
        W = self.params[self.w_name]
        dW = np.zeros_like(W, dtype=float)
        dxp = np.zeros_like(xp)
        flat = dprev.reshape(-1, F)
        for dy in range(self.kernel_size):
            for dx in range(self.kernel_size):
                rows = slice(dy, dy+S*(Hn-1)+1, S)
                cols = slice(dx, dx+S*(Wn-1)+1, S)
                dW[dy, dx] = xp[:, rows, cols, :].reshape(-1, xp.shape[3]).T.dot(flat)
                dxp[:, rows, cols, :] += dprev.dot(W[dy, dx].T)
        self.grads[self.w_name] = dW
        self.grads[self.b_name] = flat.sum(axis=0)
        self.meta = None
        return dxp[:, P:P+dxp.shape[1], P:P+dxp.shape[2], :]


class MaxPoolingLayer(object):
    def __init__(self, pool_size, stride, name):
        self.name = name
        self.pool_size = np.array([pool_size, pool_size])
        self.stride = np.array([stride, stride])
        self.params = {}
        self.grads = {}
        self.meta = {}

    def forward(self, img):
        self.meta["img"] = img
        Hn, Wn = (np.array(img.shape[1:3]) - self.pool_size) // self.stride + 1
        y = np.empty((img.shape[0], Hn, Wn, img.shape[3]))
        for r, c in np.ndindex(int(Hn), int(Wn)):
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
