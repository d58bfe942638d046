# conv layer with loops, sorry for the slow code
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
        output_shape = [None, None, None, None]
        N, in_height, in_width, _ = input_size
        output_shape[0] = N
        output_shape[1] = (in_height + 2 * self.padding - self.kernel_size) // self.stride + 1
        output_shape[2] = (in_width + 2 * self.padding - self.kernel_size) // self.stride + 1
        output_shape[3] = self.number_filters
        return output_shape

    def forward(self, img):
        assert len(img.shape) == 4, "expected batch of images, but received shape {}".format(img.shape)

        N, Ho, Wo, _ = self.get_output_size(img.shape)
        w = self.params[self.w_name]
        b = self.params[self.b_name]
        k, s, p = self.kernel_size, self.stride, self.padding

        padded = np.pad(img, ((0, 0), (p, p), (p, p), (0, 0)), 'constant')
        output = np.zeros((N, Ho, Wo, self.number_filters))

        # slow but I can understand it
        for n in range(N):
            for i in range(Ho):
                for j in range(Wo):
                    window = padded[n, i * s:i * s + k, j * s:j * s + k, :]
                    for f in range(self.number_filters):
                        output[n, i, j, f] = np.sum(window * w[:, :, :, f]) + b[f]

        self.meta = img
        return output

    def backward(self, dprev):
        img = self.meta
        if img is None:
            raise ValueError("No forward function called before for this module!")

        w = self.params[self.w_name]
        k, s, p = self.kernel_size, self.stride, self.padding
        N, Ho, Wo, filters = dprev.shape
        _, height, width, _ = img.shape

        dpadded = np.zeros((N, height + 2 * p, width + 2 * p, self.input_channels))
        dw = np.zeros(w.shape)
        db = np.zeros(filters)

        for n in range(N):
            for i in range(Ho):
                for j in range(Wo):
                    for f in range(filters):
                        d = dprev[n, i, j, f]
                        win = img[n, i * s:i * s + k, j * s:j * s + k, :]
                        # at the border the window is smaller
                        dw[:win.shape[0], :win.shape[1], :, f] += d * win
                        dpadded[n, i * s:i * s + k, j * s:j * s + k, :] += d * w[:, :, :, f]
                        db[f] += d

        dimg = dpadded[:, p:p + height, p:p + width, :]
        self.grads[self.w_name] = dw
        self.grads[self.b_name] = db
        self.meta = None
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
        b, h, w, c = img.shape
        rows = range(0, h - self.pool_size + 1, self.stride)
        cols = range(0, w - self.pool_size + 1, self.stride)
        self.meta = img
        return np.stack([np.stack([img[:, y:y + self.pool_size, x:x + self.pool_size].max(axis=(1, 2)) for x in cols],
                                  axis=1) for y in rows], axis=1)

    def backward(self, dprev):
        img = self.meta
        b, h, w, c = img.shape
        bi, ci = np.arange(b)[:, None], np.arange(c)[None, :]
        dimg = np.zeros((b, h, w, c))
        for row in range(dprev.shape[1]):
            for col in range(dprev.shape[2]):
                y, x = row * self.stride, col * self.stride
                win = img[:, y:y + self.pool_size, x:x + self.pool_size].reshape(b, -1, c)
                arg = np.argmax(win, axis=1)
                dimg[bi, y + arg // self.pool_size, x + arg % self.pool_size, ci] += dprev[:, row, col, :]
        self.meta = None
        return dimg
