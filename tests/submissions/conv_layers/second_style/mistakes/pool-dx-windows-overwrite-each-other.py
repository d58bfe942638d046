"""A patch with one number replaces the window's part of dimg."""

BASE = 'base_corr'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        '            first = list(window.flatten()).index(window.max())\n'
        '            a, b = divmod(first, m)\n'
        '            dimg[n, i * s + a, j * s + b, c] += dprev[n, i, j, c]\n',
        '            first = list(window.flatten()).index(window.max())\n'
        '            patch = np.zeros(m * m)\n'
        '            patch[first] = dprev[n, i, j, c]\n'
        '            dimg[n, i * s:i * s + m, j * s:j * s + m, c] = patch.reshape(m, m)\n',
    ),
]
