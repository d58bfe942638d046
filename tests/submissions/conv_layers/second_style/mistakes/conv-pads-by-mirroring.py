"""Pixels outside are mirrored at the outermost pixel."""

BASE = 'base_loops32'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        '        for y in range(H):\n'
        '            for x in range(V):\n'
        '                padded[:, y + p, x + p, :] = img[:, y, x, :]\n',
        '        for y in range(-p, H + p):\n'
        '            for x in range(-p, V + p):\n'
        '                yy = abs(y) if y < H else 2 * (H - 1) - y\n'
        '                xx = abs(x) if x < V else 2 * (V - 1) - x\n'
        '                padded[:, y + p, x + p, :] = img[:, yy, xx, :]\n',
    ),
]
