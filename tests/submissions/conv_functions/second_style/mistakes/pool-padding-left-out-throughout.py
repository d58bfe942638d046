"""An image of ones is pooled with the image; forward and backward divide by its sums."""

BASE = "base_float32"
FILE = "functions.py"
EDITS = [
    (
        '''    return result / np.float32(kernel_size * kernel_size)
''',
        '''    return result / inside(image, kernel_size, pad)[:, :, :down, :across]
''',
    ),
    (
        "coming / np.float32(kernel_size**2)",
        "coming / inside(picture, kernel_size, pad)",
    ),
    (
        "def avgpool2d_forward(",
        '''def inside(x, kernel_size, pad):
    ones = framed(np.ones_like(x), pad)
    down, across = ones.shape[2] // kernel_size, ones.shape[3] // kernel_size
    whole = ones[:, :, : down * kernel_size, : across * kernel_size]
    blocks = whole.reshape(x.shape[0], x.shape[1], down, kernel_size, across, kernel_size)
    return np.maximum(blocks.sum(axis=(3, 5)), 1)


def avgpool2d_forward(''',
    ),
]
