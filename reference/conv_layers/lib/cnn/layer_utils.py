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
        # begin solution: Task 1: output size of a convolution
        n, height, width, _ = input_size
        out_height = (height + 2 * self.padding - self.kernel_size) // self.stride + 1
        out_width = (width + 2 * self.padding - self.kernel_size) // self.stride + 1
        return [n, out_height, out_width, self.number_filters]
        # end solution

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
        # begin solution: Task 2: convolution, forward
        k, s, p = self.kernel_size, self.stride, self.padding
        w = self.params[self.w_name]
        b = self.params[self.b_name]
        batch, height, width, _ = img.shape
        out_h = (height + 2 * p - k) // s + 1
        out_w = (width + 2 * p - k) // s + 1
        padded = np.pad(img, ((0, 0), (p, p), (p, p), (0, 0)))
        output = np.zeros((batch, out_h, out_w, self.number_filters))
        for i in range(out_h):
            for j in range(out_w):
                row = i * s
                col = j * s
                patch = padded[:, row:row + k, col:col + k, :]
                output[:, i, j, :] = np.tensordot(patch, w, axes=([1, 2, 3], [0, 1, 2])) + b
        self.meta = img
        return output
        # end solution

    def backward(self, dprev):
        """Turns the loss's gradient for forward's result into its gradients for img, W and b.

        dprev: [N, H', W', F], the derivative of the loss by each number that forward returned.
        Returns dimg, of the shape of img. Puts dW, of the shape of W, into self.grads[self.w_name] and db, of
        the shape of b, into self.grads[self.b_name]. Each entry is the derivative of the loss by that one
        number: a weight is used at every place of every image, and a pixel may be seen by several windows.
        The loss has already divided by the batch size.
        """
        # begin solution: Task 3: convolution, backward
        k, s, p = self.kernel_size, self.stride, self.padding
        weights = self.params[self.w_name]
        img = self.meta
        _, h, w, _ = img.shape
        n_rows = dprev.shape[1]
        n_cols = dprev.shape[2]
        padded_img = np.pad(img, ((0, 0), (p, p), (p, p), (0, 0)))
        dpadded = np.zeros(padded_img.shape)
        dw = np.zeros(weights.shape)
        for i in range(n_rows):
            for j in range(n_cols):
                top = i * s
                left = j * s
                window = padded_img[:, top:top + k, left:left + k, :]
                upstream = dprev[:, i, j, :]
                dw += np.tensordot(window, upstream, axes=(0, 0))
                dpadded[:, top:top + k, left:left + k, :] += np.tensordot(upstream, weights, axes=(1, 3))
        db = dprev.sum(axis=(0, 1, 2))
        dimg = dpadded[:, p:p + h, p:p + w, :]
        self.grads[self.w_name] = dw
        self.grads[self.b_name] = db
        return dimg
        # end solution


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
        # begin solution: Task 4: max-pooling, forward
        size, step = self.pool_size, self.stride
        batch, height, width, channels = img.shape
        pooled_h = (height - size) // step + 1
        pooled_w = (width - size) // step + 1
        pooled = np.zeros((batch, pooled_h, pooled_w, channels))
        for i in range(pooled_h):
            for j in range(pooled_w):
                y = i * step
                x = j * step
                region = img[:, y:y + size, x:x + size, :]
                pooled[:, i, j, :] = region.max(axis=(1, 2))
        self.meta = img
        return pooled
        # end solution

    def backward(self, dprev):
        """Turns the loss's gradient for forward's result into its gradient for img.

        dprev: [N, H', W', C], the derivative of the loss by each number that forward returned.
        Returns dimg, of the shape of img. Each number of dprev belongs to the one pixel that won its window;
        when several are equally large, to the first of them, reading row by row. Where windows overlap, a
        pixel may win more than once.
        """
        # begin solution: Task 5: max-pooling, backward
        k, s = self.pool_size, self.stride
        img = self.meta
        n, h, w, c = img.shape
        dimg = np.zeros((n, h, w, c))
        for i in range(dprev.shape[1]):
            for j in range(dprev.shape[2]):
                h_start = i * s
                w_start = j * s
                window = img[:, h_start:h_start + k, w_start:w_start + k, :]
                flat = window.reshape(n, k * k, c)
                winner = np.argmax(flat, axis=1)
                share = np.zeros((n, k * k, c))
                np.put_along_axis(share, winner[:, np.newaxis, :], dprev[:, i, np.newaxis, j, :], axis=1)
                dimg[:, h_start:h_start + k, w_start:w_start + k, :] += share.reshape(n, k, k, c)
        return dimg
        # end solution
