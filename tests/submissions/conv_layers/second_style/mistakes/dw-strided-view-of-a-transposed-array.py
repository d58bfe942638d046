"""Addresses are worked out for N, C, rows, columns, but the memory is still in the old order."""

BASE = 'base_im2col'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'patches = padded[:, row_of, col_of, :].transpose(2, 3, 0, 1)\n',
        'channels_second = padded.transpose(0, 3, 1, 2)\n'
        '        memory = channels_second.ravel(order="K")  # as as_strided sees it\n'
        '        _, _, height, width = channels_second.shape\n'
        '        patches = np.zeros((k * k, C, N, P), REAL)\n'
        '        for d in range(C):\n'
        '            for n in range(N):\n'
        '                address = ((n * C + d) * height + row_of) * width + col_of\n'
        '                patches[:, d, n, :] = memory[address].T\n',
    ),
]
