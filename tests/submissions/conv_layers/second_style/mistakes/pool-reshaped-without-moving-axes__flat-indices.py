"""Indices into the flattened image count on from window to window; at the end they start again."""

BASE = 'base_im2col'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        '        row_of, col_of = window_indices(rows, cols, size, step)\n'
        '        table = img[:, row_of, col_of, :].transpose(0, 1, 3, 2)\n'
        '        table = table.reshape(N * rows * cols * C, size * size)\n'
        '        best = table.max(axis=1)\n',
        '        flat = img.reshape(N, H * V, C)\n'
        '        best = np.zeros((N, rows * cols, C))\n'
        '        for place in range(rows * cols):\n'
        '            pixels = np.arange(place * size * size, (place + 1) * size * size) % (H * V)\n'
        '            best[:, place] = flat[:, pixels].max(axis=1)\n',
    ),
]
