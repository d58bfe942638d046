"""dpadded has the image's type."""

BASE = 'base_loops'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        '        self.meta = img.astype(REAL)\n'
        '        return out\n'
        '\n'
        '    def backward(self, dprev):\n'
        '        k, s',
        '        self.meta = img\n'
        '        return out\n'
        '\n'
        '    def backward(self, dprev):\n'
        '        k, s',
    ),
    (
        'dpadded = np.zeros((N, H + 2 * p, V + 2 * p, C), REAL)',
        'dpadded = np.zeros((N, H + 2 * p, V + 2 * p, C), img.dtype)',
    ),
]
