# ConvLayer2D + MaxPoolingLayer
"""Convolution layers.

The convolution theorem: correlation in space = product with the conjugate in
frequency.  Everything is done at stride 1 and then thinned out, which wastes
work for stride > 1 but is still much faster than my loops for 5x5 kernels.
"""
import numpy as np


def _corr(a, b, out_h, out_w, spec):
    """Valid cross-correlation over the two axes 1 and 2 of a and b."""
    size = (a.shape[1], a.shape[2])
    fa = np.fft.rfft2(a, size, axes=(1, 2))
    fb = np.fft.rfft2(b, size, axes=(1, 2))
    full = np.fft.irfft2(np.einsum(spec, fa, np.conj(fb)), size, axes=(1, 2))
    return full[:, :out_h, :out_w]


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
        rng = np.random.RandomState()
        self.params = {self.w_name: rng.normal(0, init_scale, (kernel_size, kernel_size, input_channels, number_filters)),
                       self.b_name: np.zeros(number_filters)}
        self.grads = {self.w_name: None, self.b_name: None}
        self.meta = None

    def get_output_size(self, input_size):
        size = list(input_size)
        for axis in (1, 2):
            size[axis] = 1 + (input_size[axis] + 2 * self.padding - self.kernel_size) // self.stride
        return size

    def forward(self, img):
        assert len(img.shape) == 4, "expected batch of images, but received shape {}".format(img.shape)
        p, k, s = self.padding, self.kernel_size, self.stride
        x = np.pad(np.asarray(img, dtype=np.float64), ((0, 0), (p, p), (p, p), (0, 0)))
        w = np.moveaxis(self.params[self.w_name], 2, 0)               # c k k f
        stride1 = _corr(x, w, x.shape[1] - k + 1, x.shape[2] - k + 1, "nhwc,chwf->nhwf")
        self.meta = x
        return stride1[:, ::s, ::s] + self.params[self.b_name]

    def backward(self, dprev):
        x = self.meta
        if x is None:
            raise ValueError("No forward function called before for this module!")
        p, k, s = self.padding, self.kernel_size, self.stride
        n, hp, wp, c = x.shape
        stride1 = np.zeros((n, hp - k + 1, wp - k + 1, dprev.shape[3]))
        stride1[:, ::s, ::s] = dprev

        self.grads[self.w_name] = self._dw(x, stride1)
        self.grads[self.b_name] = dprev.sum((0, 1, 2))

        # dx is a plain (not conjugated) product: full convolution
        fw = np.fft.rfft2(np.moveaxis(self.params[self.w_name], 2, 0), (hp, wp), axes=(1, 2))
        fd = np.fft.rfft2(stride1, (hp, wp), axes=(1, 2))
        dx = np.fft.irfft2(np.einsum("nhwf,chwf->nhwc", fd, fw), (hp, wp), axes=(1, 2))
        return dx[:, p:hp - p, p:wp - p]

    def _dw(self, x, stride1):
        k = self.kernel_size
        size = x.shape[1:3]
        fx = np.fft.rfft2(x, size, axes=(1, 2))
        fd = np.fft.rfft2(stride1, size, axes=(1, 2))
        dw = np.fft.irfft2(np.einsum("nhwc,nhwf->chwf", fx, fd.conj()), size, axes=(1, 2))
        return dw[:, :k, :k].transpose(1, 2, 0, 3)


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
