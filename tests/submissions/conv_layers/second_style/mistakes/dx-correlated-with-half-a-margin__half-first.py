"""The margin is k // 2 before and (k - 1) // 2 after, without the rest."""

BASE = 'base_corr'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'dimg = np.zeros(img.shape, REAL)\n'
        '        for n in range(N):\n'
        '            for f',
        'dimg = np.zeros((N, (g.shape[1] - 1) * s + 1, (g.shape[2] - 1) * s + 1, C), REAL)\n'
        '        for n in range(N):\n'
        '            for f',
    ),
    (
        'wide = spread(g[n, :, :, f], s, H + 2 * p - k + 1, V + 2 * p - k + 1)',
        'wide = spread(g[n, :, :, f], s, H + 2 * p - k + 1, V + 2 * p - k + 1)\n'
        '                tight = spread(g[n, :, :, f], s, (g.shape[1] - 1) * s + 1, (g.shape[2] - 1) * s + 1)',
    ),
    (
        'whole = slide(frame(wide, k - 1, k - 1), turned)\n'
        '                    dimg[n, :, :, d] += whole[p:p + H, p:p + V]',
        'half = np.pad(tight, (k // 2, (k - 1) // 2))\n'
        '                    dimg[n, :, :, d] += slide(half, turned)',
    ),
]
