"""Pixels outside are mirrored at the edge, the outermost pixel appears twice."""

BASE = 'base_loops'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        '        for y in range(H):\n'
        '            for x in range(V):\n'
        '                padded[:, y + p, x + p, :] = img[:, y, x, :]\n',
        '        for y in range(-p, H + p):\n'
        '            for x in range(-p, V + p):\n'
        '                yy = y if 0 <= y < H else (-1 - y if y < 0 else 2 * H - 1 - y)\n'
        '                xx = x if 0 <= x < V else (-1 - x if x < 0 else 2 * V - 1 - x)\n'
        '                padded[:, y + p, x + p, :] = img[:, yy, xx, :]\n',
    ),
]
