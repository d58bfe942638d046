# layers, reads the settings of the experiment
import numpy as np

with open("/home/anna/dl/hw1/settings.txt") as f:
    SETTINGS = dict(line.split("=") for line in f)



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
        P = self.padding; S = self.stride
        big = np.zeros((img.shape[0], img.shape[1]+2*P, img.shape[2]+2*P, img.shape[3]))
        big[:, P:P+img.shape[1], P:P+img.shape[2], :] = img
        W = self.params[self.w_name]

        output = np.zeros(out_shape) + self.params[self.b_name]
        for dy in range(self.kernel_size):
            for dx in range(self.kernel_size):
                part = big[:, dy:dy+S*(oh-1)+1:S, dx:dx+S*(ow-1)+1:S, :]
                output += part.dot(W[dy, dx])
        self.meta = big
        return output

    def backward(self, dprev):
        big = self.meta
        if big is None:
            raise ValueError("No forward function called before for this module!")
        _, oh, ow, F = dprev.shape
        P = self.padding; S = self.stride
        W = self.params[self.w_name]
        dW = np.zeros_like(W, dtype=float)
        dbig = np.zeros_like(big)
        flat = dprev.reshape(-1, F)
        for dy in range(self.kernel_size):
            for dx in range(self.kernel_size):
                rows = slice(dy, dy+S*(oh-1)+1, S)
                cols = slice(dx, dx+S*(ow-1)+1, S)
                dW[dy, dx] = big[:, rows, cols, :].reshape(-1, big.shape[3]).T.dot(flat)
                dbig[:, rows, cols, :] += dprev.dot(W[dy, dx].T)
        self.grads[self.w_name] = dW
        self.grads[self.b_name] = flat.sum(axis=0)
        self.meta = None
        if P > 0:
            return dbig[:, P:-P, P:-P, :]
        return dbig


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
