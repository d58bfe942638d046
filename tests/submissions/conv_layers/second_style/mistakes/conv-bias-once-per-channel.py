"""The bias is added in the loop over channels."""

BASE = 'base_corr'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'total = total + slide(frame(img[n, :, :, d], p, p), W[:, :, d, f])',
        'total = total + slide(frame(img[n, :, :, d], p, p), W[:, :, d, f]) + b[f]',
    ),
    (
        'maps.append(total[::s, ::s] + b[f])',
        'maps.append(total[::s, ::s])',
    ),
]
