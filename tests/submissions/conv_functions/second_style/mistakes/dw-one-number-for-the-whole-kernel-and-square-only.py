"""As many rows as columns are cut out wherever the gradient is laid on the bare image."""

BASE = "base_slide"
FILE = "functions.py"
EDITS = [
    (
        "slide(plane, gradient)",
        "slide_square(input[n, c], gradient)",
    ),
    (
        "def turned(plane):",
        '''def slide_square(plane, small):
    k = len(small)
    result = np.zeros((plane.shape[0] - k + 1, plane.shape[1] - k + 1))
    for i in range(result.shape[0]):
        for j in range(result.shape[1]):
            result[i, j] = np.sum(plane[i : i + k, j : j + k] * small)
    return result


def turned(plane):''',
    ),
]
