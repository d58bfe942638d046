import numpy as np
import torch
import torch.nn.functional as F


def t(x):
    return torch.tensor(x, dtype=torch.float64)


class ConvLayer2D(object):
    def __init__(self, input_channels, kernel_size, number_filters,
                 stride=1, padding=0, init_scale=.02, name="conv"):
        self.name = name
        self.w_name = name + "_w"
        self.b_name = name + "_b"
        self.kernel_size = kernel_size
        self.number_filters = number_filters
        self.stride = stride
        self.padding = padding
        self.params = {
            self.w_name: init_scale * np.random.randn(kernel_size, kernel_size, input_channels, number_filters),
            self.b_name: np.zeros(number_filters),
        }
        self.grads = {self.w_name: None, self.b_name: None}
        self.meta = None

    def get_output_size(self, input_size):
        n, h, w, c = input_size
        k, s, p = self.kernel_size, self.stride, self.padding
        return [n, (h + 2 * p - k) // s + 1, (w + 2 * p - k) // s + 1, self.number_filters]

    def forward(self, img):
        x = t(img).permute(0, 3, 1, 2).contiguous().requires_grad_()
        w = t(self.params[self.w_name]).requires_grad_()
        b = t(self.params[self.b_name]).requires_grad_()
        y = F.conv2d(x, w.permute(3, 2, 0, 1).contiguous(), b, stride=self.stride, padding=self.padding)
        self.meta = x, w, b, y
        return y.detach().permute(0, 2, 3, 1).numpy()

    def backward(self, dprev):
        x, w, b, y = self.meta
        dx, dw, db = torch.autograd.grad(y, (x, w, b), t(dprev).permute(0, 3, 1, 2).contiguous())
        self.grads[self.w_name] = dw.numpy()
        self.grads[self.b_name] = db.numpy()
        return dx.permute(0, 2, 3, 1).numpy()


class MaxPoolingLayer(object):
    def __init__(self, pool_size, stride, name):
        self.name = name
        self.pool_size = pool_size
        self.stride = stride
        self.params = {}
        self.grads = {}
        self.meta = None

    def forward(self, img):
        x = t(img).permute(0, 3, 1, 2).contiguous().requires_grad_()
        y = F.max_pool2d(x, self.pool_size, self.stride)
        self.meta = x, y
        return y.detach().permute(0, 2, 3, 1).numpy()

    def backward(self, dprev):
        x, y = self.meta
        dx, = torch.autograd.grad(y, x, t(dprev).permute(0, 3, 1, 2).contiguous())
        return dx.permute(0, 2, 3, 1).numpy()
