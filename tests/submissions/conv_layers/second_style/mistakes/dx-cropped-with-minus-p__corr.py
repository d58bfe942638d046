"""whole[p:-p, p:-p], collected and put together."""

BASE = 'base_corr'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'dimg = np.zeros(img.shape, REAL)\n'
        '        for n in range(N):\n'
        '            for f',
        'parts = {}\n'
        '        for n in range(N):\n'
        '            for f',
    ),
    (
        'dimg[n, :, :, d] += whole[p:p + H, p:p + V]',
        'parts[n, d] = parts.get((n, d), 0) + whole[p:-p, p:-p]',
    ),
    (
        '        self.grads[self.w_name] = dW\n',
        '        dimg = np.array([[parts[n, d] for d in range(C)] for n in range(N)]).transpose(0, 2, 3, 1)\n'
        '        self.grads[self.w_name] = dW\n',
    ),
]
