"""Pixels outside are the nearest inside."""

BASE = 'base_loops'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        '        for y in range(H):\n'
        '            for x in range(V):\n'
        '                padded[:, y + p, x + p, :] = img[:, y, x, :]\n',
        '        for y in range(-p, H + p):\n'
        '            for x in range(-p, V + p):\n'
        '                padded[:, y + p, x + p, :] = img[:, min(max(y, 0), H - 1), min(max(x, 0), V - 1), :]\n',
    ),
]
