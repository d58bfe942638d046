"""The gradient is framed by p; what comes out is returned as it is."""

BASE = 'base_corr'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        '        dimg = np.zeros(img.shape, REAL)\n'
        '        for n in range(N):\n'
        '            for f',
        '        dimg = np.zeros((N, H + 4 * p - 2 * k + 2, V + 4 * p - 2 * k + 2, C), REAL)\n'
        '        for n in range(N):\n'
        '            for f',
    ),
    ('slide(frame(wide, k - 1, k - 1), turned)', 'slide(frame(wide, p, p), turned)'),
    ('dimg[n, :, :, d] += whole[p:p + H, p:p + V]', 'dimg[n, :, :, d] += whole'),
]
