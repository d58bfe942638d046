"""argmax over pixels and channels at once; its pixel goes for every channel."""

BASE = 'base_im2col'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        'winner = windows.argmax(axis=2)  # N, place, channel',
        'winner = windows.max(axis=3).argmax(axis=2)[:, :, None].repeat(img.shape[3], axis=2)',
    ),
]
