# windows in a list
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
        out[1:3] = (out[1:3] + 2 * self.padding - self.kernel_size) // self.stride + 1
        out[3] = self.number_filters
        return out.tolist()

    def forward(self, img):
        p = self.padding
        self.in_hw = img.shape[1:3]
        x = np.pad(img, ((0, 0), (p, p), (p, p), (0, 0)))
        win = sliding_window_view(x, (self.kernel_size, self.kernel_size), axis=(1, 2))
        win = win[:, ::self.stride, ::self.stride]          # N, Ho, Wo, C, k, k
        self.meta = win
        out = np.tensordot(win, self.params[self.w_name], axes=([4, 5, 3], [0, 1, 2]))
        return out + self.params[self.b_name]

    def backward(self, dprev):
        if self.meta is None:
            raise ValueError("No forward function called before for this module!")
        win = self.meta
        k, s, p = self.kernel_size, self.stride, self.padding
        H, W = self.in_hw

        self.grads[self.b_name] = np.sum(dprev, axis=(0, 1, 2))
        dw = np.tensordot(win, dprev, axes=([0, 1, 2], [0, 1, 2]))     # C, k, k, F
        self.grads[self.w_name] = dw.transpose(1, 2, 0, 3)

        # transposed convolution: put zeros between the gradients, then a full
        # correlation with the rotated kernel
        N, Ho, Wo, F = dprev.shape
        up = np.zeros((N, H + 2 * p - k + 1, W + 2 * p - k + 1, F))
        up[:, :Ho * s:s, :Wo * s:s] = dprev
        up = np.pad(up, ((0, 0), (k - 1, k - 1), (k - 1, k - 1), (0, 0)))
        upwin = sliding_window_view(up, (k, k), axis=(1, 2))           # N, Hp, Wp, F, k, k
        wrot = self.params[self.w_name][::-1, ::-1]
        dpad = np.tensordot(upwin, wrot, axes=([4, 5, 3], [0, 1, 3]))
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
        k, s = self.pool_size, self.stride
        win = sliding_window_view(img, (k, k), axis=(1, 2))[:, ::s, ::s]
        self.meta = (img.shape, win.reshape(win.shape[:4] + (k * k,)).argmax(-1))
        return win.max(axis=(4, 5))

    def backward(self, dprev):
        shape, arg = self.meta
        dimg = np.zeros(shape)
        k = self.pool_size
        for i in range(dprev.shape[1]):
            for j in range(dprev.shape[2]):
                for n in range(shape[0]):
                    for c in range(shape[3]):
                        a, b = divmod(int(arg[n, i, j, c]), k)
                        step = self.stride if k <= self.stride else shape[1]
                        dimg[n, i * step + a, j * step + b, c] += dprev[n, i, j, c]
        return dimg
