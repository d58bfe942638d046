"""Problem 2, your part: a convolution and a max-pooling layer in NumPy.

Axis order everywhere: images [N, H, W, C], that is batch, rows, columns, channels.
A layer's `params` and `grads` are dictionaries with the same names; `meta` is yours, to remember in forward
whatever backward needs. Images need not be square, and a stride need not divide them evenly.
"""

import numpy as np


class ConvLayer2D:
    """A convolution: every filter looks at each window of kernel_size x kernel_size pixels, all channels."""

    def __init__(
        self, input_channels, kernel_size, number_filters, stride=1, padding=0, init_scale=.02, name="conv"
    ):
        self.name = name
        self.w_name = name + "_w"
        self.b_name = name + "_b"
        self.input_channels = input_channels
        self.kernel_size = kernel_size
        self.number_filters = number_filters
        self.stride = stride
        self.padding = padding
        shape = (kernel_size, kernel_size, input_channels, number_filters)
        self.params = {
            self.w_name: init_scale * np.random.randn(*shape),
            self.b_name: np.zeros(number_filters),
        }
        self.grads = {self.w_name: None, self.b_name: None}
        self.meta = None

    def get_output_size(self, input_size):
        """Returns the size that forward's result has, as a list of four whole numbers, without computing it.

        input_size: [N, H, W, C]. Returns [N, H', W', F], where F is the number of filters; H' and W' count
        the places at which a window fits completely into the padded image, `stride` pixels apart.
        """
        raise NotImplementedError("Task 1: output size of a convolution")

    def forward(self, img):
        """Slides every filter over every image.

        img: [N, H, W, C]. Returns [N, H', W', F], in floating point whatever the type of img.
        With kernel size k, stride s, and img surrounded by `padding` pixels of zero on all four sides:

            output[n, i, j, f] = b[f] + sum over a, c < k and all channels d of
                                 W[a, c, d, f] * padded[n, i * s + a, j * s + c, d]

        W, of shape (k, k, C, F), is self.params[self.w_name]; b, of shape (F,), is self.params[self.b_name].
        The kernel is not turned round. Leave img itself as it is.
        """
        if len(img.shape) != 4 or img.shape[3] != self.input_channels:
            expected = f"[N, H, W, {self.input_channels}]"
            raise ValueError(f"{self.name}: expected images {expected}, got shape {img.shape}")
        raise NotImplementedError("Task 2: convolution, forward")

    def backward(self, dprev):
        """Turns the loss's gradient for forward's result into its gradients for img, W and b.

        dprev: [N, H', W', F], the derivative of the loss by each number that forward returned.
        Returns dimg, of the shape of img. Puts dW, of the shape of W, into self.grads[self.w_name] and db, of
        the shape of b, into self.grads[self.b_name]. Each entry is the derivative of the loss by that one
        number: a weight is used at every place of every image, and a pixel may be seen by several windows.
        The loss has already divided by the batch size.
        """
        raise NotImplementedError("Task 3: convolution, backward")


class MaxPoolingLayer:
    """Max-pooling: every window of pool_size x pool_size pixels becomes its largest number, per channel."""

    def __init__(self, pool_size, stride, name):
        self.name = name
        self.pool_size = pool_size
        self.stride = stride
        self.params = {}
        self.grads = {}
        self.meta = None

    def forward(self, img):
        """Takes the largest number of every window.

        img: [N, H, W, C]. Returns [N, H', W', C], in floating point whatever the type of img. There is no
        padding; a window that would reach beyond the image does not count. With pool size k and stride s:

            output[n, i, j, c] = max over a, b < k of img[n, i * s + a, j * s + b, c]

        Windows overlap when s < k.
        """
        if len(img.shape) != 4:
            raise ValueError(f"{self.name}: expected images [N, H, W, C], got shape {img.shape}")
        raise NotImplementedError("Task 4: max-pooling, forward")

    def backward(self, dprev):
        """Turns the loss's gradient for forward's result into its gradient for img.

        dprev: [N, H', W', C], the derivative of the loss by each number that forward returned.
        Returns dimg, of the shape of img. Each number of dprev belongs to the one pixel that won its window;
        when several are equally large, to the first of them, reading row by row. Where windows overlap, a
        pixel may win more than once.
        """
        raise NotImplementedError("Task 5: max-pooling, backward")
