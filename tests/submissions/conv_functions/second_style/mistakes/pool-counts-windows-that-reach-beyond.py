"""The number of windows is rounded up, and the last ones are means of what is left."""

BASE = "base_index"
FILE = "functions.py"
REPLACE = {
    "avgpool2d_forward": '''
def avgpool2d_forward(input, kernel_size, pad):
    field = np.pad(input, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    pool_h = int(np.ceil(field.shape[2] / kernel_size))
    pool_w = int(np.ceil(field.shape[3] / kernel_size))
    result = np.zeros((*input.shape[:2], pool_h, pool_w))
    for i in range(pool_h):
        for j in range(pool_w):
            top, left = i * kernel_size, j * kernel_size
            result[:, :, i, j] = field[:, :, top : top + kernel_size, left : left + kernel_size].mean(axis=(2, 3))
    return result
''',
}
