"""np.pad with a single number before the windows are cut out."""

BASE = 'base_im2col'
FILE = 'lib/cnn/layer_utils.py'
EDITS = [
    (
        '        padded = pad(img, p)\n'
        '        row_of, col_of = window_indices(rows, cols, k, s)\n'
        '        patches = padded[:, row_of, col_of, :]  #',
        '        padded = np.pad(img, p).astype(REAL)\n'
        '        row_of, col_of = window_indices(rows, cols, k, s)\n'
        '        patches = padded[:, row_of, col_of, :]  #',
    ),
]
