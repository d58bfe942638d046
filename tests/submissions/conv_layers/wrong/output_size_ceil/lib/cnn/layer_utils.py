# Problem 2: Incorporating CNNs
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


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
        self.params[self.w_name] = init_scale * np.random.randn(kernel_size, kernel_size, input_channels, number_filters)
        self.params[self.b_name] = np.zeros(number_filters)
        self.grads[self.w_name] = None
        self.grads[self.b_name] = None
        self.meta = None

    def get_output_size(self, input_size):
        out = np.array(input_size)
        out[1:3] = np.ceil((out[1:3] + 2 * self.padding - self.kernel_size) / self.stride) + 1
        out[3] = self.number_filters
        return out.tolist()

    def forward(self, img):
        p = self.padding
        self.in_hw = img.shape[1:3]
        x = np.pad(img, ((0, 0), (p, p), (p, p), (0, 0)))
        view = sliding_window_view(x, (self.kernel_size, self.kernel_size), axis=(1, 2))
        view = view[:, ::self.stride, ::self.stride]          # N, Ho, Wo, C, k, k
        self.meta = view
        out = np.tensordot(view, self.params[self.w_name], axes=([4, 5, 3], [0, 1, 2]))
        return out + self.params[self.b_name]

    def backward(self, dprev):
        if self.meta is None:
            raise ValueError("No forward function called before for this module!")
        view = self.meta
        k, s, p = self.kernel_size, self.stride, self.padding
        H, W = self.in_hw

        self.grads[self.b_name] = np.sum(dprev, axis=(0, 1, 2))
        dw = np.tensordot(view, dprev, axes=([0, 1, 2], [0, 1, 2]))     # C, k, k, F
        self.grads[self.w_name] = dw.transpose(1, 2, 0, 3)

        # transposed convolution: put zeros between the gradients, then a full
        # correlation with the rotated kernel
        N, Ho, Wo, F = dprev.shape
        up = np.zeros((N, H + 2 * p - k + 1, W + 2 * p - k + 1, F))
        up[:, :Ho * s:s, :Wo * s:s] = dprev
        up = np.pad(up, ((0, 0), (k - 1, k - 1), (k - 1, k - 1), (0, 0)))
        upview = sliding_window_view(up, (k, k), axis=(1, 2))           # N, Hp, Wp, F, k, k
        w180 = self.params[self.w_name][::-1, ::-1]
        dpad = np.tensordot(upview, w180, axes=([4, 5, 3], [0, 1, 3]))
        return dpad[:, p:p + H, p:p + W]


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
