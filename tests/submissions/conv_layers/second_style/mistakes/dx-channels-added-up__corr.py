"""Every channel collects what each sends back."""

BASE = 'base_corr'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'dimg[n, :, :, d] += whole[p:p + H, p:p + V]',
        'dimg[n] += whole[p:p + H, p:p + V, None]',
    ),
]
