# I wrote it exactly like the formula on slide 37
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
        batch_size, in_height, in_width, _ = input_size
        output_shape[0] = batch_size
        output_shape[1] = (in_height + 2 * self.padding - self.kernel_size) // self.stride + 1
        output_shape[2] = (in_width + 2 * self.padding - self.kernel_size) // self.stride + 1
        output_shape[3] = self.number_filters
        return output_shape

    def forward(self, img):
        assert len(img.shape) == 4, "expected batch of images, but received shape {}".format(img.shape)

        batch_size, output_height, output_width, _ = self.get_output_size(img.shape)
        w = self.params[self.w_name]
        b = self.params[self.b_name]
        k, s, p = self.kernel_size, self.stride, self.padding

        img_pad = np.pad(img, ((0, 0), (p, p), (p, p), (0, 0)), 'constant')
        output = np.zeros((batch_size, output_height, output_width, self.number_filters))

        # slow but I can understand it
        for m in range(batch_size):
            for i in range(output_height):
                for j in range(output_width):
                    patch = img_pad[m, i * s:i * s + k, j * s:j * s + k, :]
                    for f in range(self.number_filters):
                        for c in range(self.input_channels):
                            output[m, i, j, f] += np.sum(patch[:, :, c] * w[:, :, c, f]) + b[f]

        self.meta = img
        return output

    def backward(self, dprev):
        img = self.meta
        if img is None:
            raise ValueError("No forward function called before for this module!")

        w = self.params[self.w_name]
        k, s, p = self.kernel_size, self.stride, self.padding
        batch_size, output_height, output_width, filters = dprev.shape
        _, height, width, _ = img.shape

        img_pad = np.pad(img, ((0, 0), (p, p), (p, p), (0, 0)), 'constant')
        dpadded = np.zeros(img_pad.shape)
        dw = np.zeros(w.shape)
        db = np.zeros(filters)

        for m in range(batch_size):
            for i in range(output_height):
                for j in range(output_width):
                    for f in range(filters):
                        d = dprev[m, i, j, f]
                        dw[:, :, :, f] += d * img_pad[m, i * s:i * s + k, j * s:j * s + k, :]
                        dpadded[m, i * s:i * s + k, j * s:j * s + k, :] += d * w[:, :, :, f]
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
