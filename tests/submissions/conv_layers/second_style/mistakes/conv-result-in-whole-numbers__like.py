"""The result is stored in an array of the image's type."""

BASE = 'base_im2col'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        '        self.meta = img.astype(REAL)\n'
        '        return out\n'
        '\n'
        '    def backward(self, dprev):\n'
        '        k, s, p, F',
        '        stored = np.empty((N, rows, cols, F), dtype=img.dtype)\n'
        '        stored[:] = out\n'
        '        out = stored\n'
        '        self.meta = img.astype(REAL)\n'
        '        return out\n'
        '\n'
        '    def backward(self, dprev):\n'
        '        k, s, p, F',
    ),
]
