"""The turned kernel slides over the incoming gradient as it is."""

BASE = 'base_corr'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'dimg = np.zeros(img.shape, REAL)\n'
        '        for n in range(N):\n'
        '            for f',
        'dimg = np.zeros((N, H + 2 * p - 2 * k + 2, V + 2 * p - 2 * k + 2, C), REAL)\n'
        '        for n in range(N):\n'
        '            for f',
    ),
    (
        'whole = slide(frame(wide, k - 1, k - 1), turned)\n'
        '                    dimg[n, :, :, d] += whole[p:p + H, p:p + V]',
        'dimg[n, :, :, d] += slide(wide, turned)',
    ),
]
