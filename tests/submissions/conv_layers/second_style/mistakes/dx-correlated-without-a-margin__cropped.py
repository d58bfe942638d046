"""The same, and the padding is cut off what is left."""

BASE = 'base_corr'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'dimg = np.zeros(img.shape, REAL)\n'
        '        for n in range(N):\n'
        '            for f',
        'dimg = np.zeros((N, max(0, H - 2 * k + 2), max(0, V - 2 * k + 2), C), REAL)\n'
        '        for n in range(N):\n'
        '            for f',
    ),
    (
        'whole = slide(frame(wide, k - 1, k - 1), turned)\n'
        '                    dimg[n, :, :, d] += whole[p:p + H, p:p + V]',
        'whole = slide(wide, turned)\n'
        '                    dimg[n, :, :, d] += whole[p:whole.shape[0] - p, p:whole.shape[1] - p]',
    ),
]
