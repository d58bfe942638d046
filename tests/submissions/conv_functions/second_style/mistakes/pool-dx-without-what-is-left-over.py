"""Enlarged by np.kron, then the padding is cut off; nothing is added at the end."""

BASE = "base_slide"
FILE = "functions.py"
REPLACE = {
    "avgpool2d_backward": '''
def avgpool2d_backward(input, grad_output, kernel_size, pad):
    height, width = input.shape[2:]
    enlarged = np.kron(grad_output, np.full((kernel_size, kernel_size), 1.0 / kernel_size**2))
    return enlarged[:, :, pad : pad + height, pad : pad + width]
''',
}
