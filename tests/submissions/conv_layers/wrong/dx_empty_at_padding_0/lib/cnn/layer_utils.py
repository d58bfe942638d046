# Assignment 1, problem 2, part 1. Conv checked with padding 1, errors are ~1e-8 :)
import numpy as np



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
        oh = int(np.floor((h - self.kernel_size + 2*self.padding) / self.stride)) + 1
        ow = int(np.floor((w - self.kernel_size + 2*self.padding) / self.stride)) + 1
        return [b, oh, ow, self.number_filters]

    def forward(self, img):
        assert len(img.shape) == 4, "expected batch of images, but received shape {}".format(img.shape)
        out_shape = self.get_output_size(img.shape)
        _, oh, ow, _ = out_shape
        pad = self.padding; step = self.stride
        img_padded = np.zeros((img.shape[0], img.shape[1]+2*pad, img.shape[2]+2*pad, img.shape[3]))
        img_padded[:, pad:pad+img.shape[1], pad:pad+img.shape[2], :] = img
        W = self.params[self.w_name]

        output = np.zeros(out_shape) + self.params[self.b_name]
        for u in range(self.kernel_size):
            for v in range(self.kernel_size):
                piece = img_padded[:, u:u+step*(oh-1)+1:step, v:v+step*(ow-1)+1:step, :]
                output += piece.dot(W[u, v])
        self.meta = img_padded
        return output

    def backward(self, dprev):
        img_padded = self.meta
        if img_padded is None:
            raise ValueError("No forward function called before for this module!")
        _, oh, ow, F = dprev.shape
        pad = self.padding; step = self.stride
        W = self.params[self.w_name]
        dW = np.zeros_like(W, dtype=float)
        dimg_padded = np.zeros_like(img_padded)
        flat = dprev.reshape(-1, F)
        for u in range(self.kernel_size):
            for v in range(self.kernel_size):
                rows = slice(u, u+step*(oh-1)+1, step)
                cols = slice(v, v+step*(ow-1)+1, step)
                dW[u, v] = img_padded[:, rows, cols, :].reshape(-1, img_padded.shape[3]).T.dot(flat)
                dimg_padded[:, rows, cols, :] += dprev.dot(W[u, v].T)
        self.grads[self.w_name] = dW
        self.grads[self.b_name] = flat.sum(axis=0)
        self.meta = None
        dimg = dimg_padded[:, pad:-pad, pad:-pad, :]      # cut the padding off again
        return dimg


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
        out = np.empty((n, rows, cols, c), dtype=float)
        self.argmax = np.empty((n, rows, cols, c), dtype=np.intp)
        for i in range(rows):
            for j in range(cols):
                win = img[:, i * s:i * s + k, j * s:j * s + k, :].astype(float).reshape(n, k * k, c)
                self.argmax[:, i, j] = win.argmax(axis=1)
                out[:, i, j] = win.max(axis=1)
        self.meta = img.shape
        return out

    def backward(self, dprev):
        k, s = self.pool_size, self.stride
        dimg = np.zeros(self.meta, dtype=float)
        n, rows, cols, c = dprev.shape
        one_hot = np.eye(k * k, dtype=float)
        for i in range(rows):
            for j in range(cols):
                sel = one_hot[self.argmax[:, i, j]]                       # n, c, k*k
                grad = (sel * dprev[:, i, j, :, None]).transpose(0, 2, 1).reshape(n, k, k, c)
                dimg[:, i * s:i * s + k, j * s:j * s + k, :] += grad.astype(float)
        return dimg
