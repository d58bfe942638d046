"""The number of windows is rounded up, and all sums are divided by k * k."""

BASE = "base_index"
FILE = "functions.py"
REPLACE = {
    "avgpool2d_forward": '''
def avgpool2d_forward(input, kernel_size, pad):
    high, wide = input.shape[2] + 2 * pad, input.shape[3] + 2 * pad
    pool_h, pool_w = -(-high // kernel_size), -(-wide // kernel_size)
    field = np.zeros((*input.shape[:2], pool_h * kernel_size, pool_w * kernel_size))
    field[:, :, pad : pad + input.shape[2], pad : pad + input.shape[3]] = input
    return field.reshape(*input.shape[:2], pool_h, kernel_size, pool_w, kernel_size).mean(axis=(3, 5))
''',
}
