import numpy as np


class PaddedImages:
    """Images in a frame of zeros; hands out windows and takes gradients of windows back."""

    def __init__(self, images, kernel_size, pad, stride):
        self.k, self.pad, self.stride = kernel_size, pad, stride
        self.n, self.c, self.h, self.w = images.shape
        self.data = np.zeros((self.n, self.c, self.h + 2 * pad, self.w + 2 * pad), dtype=images.dtype)
        self.inner[...] = images
        self.grad = np.zeros(self.data.shape)

    @property
    def rows(self):
        return (self.h + 2 * self.pad - self.k) // self.stride + 1

    @property
    def cols(self):
        return (self.w + 2 * self.pad - self.k) // self.stride + 1

    def _cut(self, array):
        return array[:, :, self.pad : self.pad + self.h, self.pad : self.pad + self.w]

    @property
    def inner(self):
        return self._cut(self.data)

    def places(self):
        for i in range(self.rows):
            for j in range(self.cols):
                top, left = i * self.stride, j * self.stride
                yield i, j, (slice(None), slice(None), slice(top, top + self.k), slice(left, left + self.k))

    def input_gradient(self):
        return self._cut(self.grad).copy()


class Convolver:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def run(self, images):
        result = np.empty((images.n, len(self.W), images.rows, images.cols), dtype=images.data.dtype)
        for i, j, window in images.places():
            result[:, :, i, j] = self(images.data[window])
        return result

    def __call__(self, window):
        return window.reshape(len(window), -1).dot(self.W.reshape(len(self.W), -1).T) + self.b

    def back(self, images, gradient):
        grad_W, grad_b = np.zeros(self.W.shape), np.zeros(self.b.shape)
        for i, j, window in images.places():
            here = gradient[:, :, i, j]
            grad_W += here.T.dot(images.data[window].reshape(images.n, -1)).reshape(self.W.shape)
            grad_b += here.sum(axis=0)
            images.grad[window] += here.dot(self.W.reshape(len(self.W), -1)).reshape(images.n, images.c, images.k, -1)
        return images.input_gradient(), grad_W, grad_b


def conv2d_forward(input, W, b, kernel_size, pad):
    return Convolver(W, b).run(PaddedImages(input, kernel_size, pad, 1))


def conv2d_backward(input, grad_output, W, b, kernel_size, pad):
    return Convolver(W, b).back(PaddedImages(input, kernel_size, pad, 1), grad_output)


def avgpool2d_forward(input, kernel_size, pad):
    images = PaddedImages(input, kernel_size, pad, kernel_size)
    result = np.empty((images.n, images.c, images.rows, images.cols), dtype=images.data.dtype)
    for i, j, window in images.places():
        result[:, :, i, j] = images.data[window].mean(axis=(2, 3))
    return result


def avgpool2d_backward(input, grad_output, kernel_size, pad):
    images = PaddedImages(input, kernel_size, pad, kernel_size)
    for i, j, window in images.places():
        images.grad[window] += grad_output[:, :, i, j][:, :, None, None] / images.k**2
    return images.input_gradient()
