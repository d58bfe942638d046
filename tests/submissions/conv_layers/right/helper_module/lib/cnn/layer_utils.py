import numpy as np

from lib.cnn import my_conv
from lib.cnn.my_conv import out_len


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
        shape = (kernel_size, kernel_size, input_channels, number_filters)
        self.params = {self.w_name: init_scale * np.random.standard_normal(shape),
                       self.b_name: np.zeros(number_filters)}
        self.grads = {self.w_name: None, self.b_name: None}
        self.meta = None

    def get_output_size(self, input_size):
        n, h, w, c = input_size
        g = (self.kernel_size, self.stride, self.padding)
        return [n, out_len(h, *g), out_len(w, *g), self.number_filters]

    def forward(self, img):
        self.meta = img
        return my_conv.conv(img, self.params[self.w_name], self.params[self.b_name], self.stride, self.padding)

    def backward(self, dprev):
        if self.meta is None:
            raise ValueError("No forward function called before for this module!")
        dimg, dw, db = my_conv.conv_grads(self.meta, self.params[self.w_name], dprev, self.stride, self.padding)
        self.grads[self.w_name], self.grads[self.b_name] = dw, db
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
        self.meta = img
        return my_conv.pool(img, self.pool_size, self.stride)

    def backward(self, dprev):
        return my_conv.pool_grad(self.meta, dprev, self.pool_size, self.stride)
