"""Windows have the channel outermost and the kernel innermost, in forward and backward."""

BASE = 'base_im2col32'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'matrix = patches.reshape(N * rows * cols, k * k * C)',
        'matrix = patches.transpose(0, 1, 3, 2).reshape(N * rows * cols, k * k * C)',
    ),
    (
        'patches = padded[:, row_of, col_of, :].transpose(2, 3, 0, 1)\n',
        'patches = padded[:, row_of, col_of, :].transpose(3, 2, 0, 1)\n',
    ),
    (
        'dpatches = (kernel @ gmat).reshape(k * k, C, N, P).transpose(2, 3, 0, 1)',
        'dpatches = (kernel @ gmat).reshape(C, k * k, N, P).transpose(2, 3, 1, 0)',
    ),
]
