"""The biases are added at the end by a loop over the input channels."""

BASE = "base_slide"
FILE = "functions.py"
EDITS = [
    (
        " zip(framed, kernels)) + bias)",
        " zip(framed, kernels)))",
    ),
    (
        '''    return np.array(maps).reshape(len(input), len(W), *maps[0].shape)
''',
        '''    output = np.array(maps).reshape(len(input), len(W), *maps[0].shape)
    for c in range(input.shape[1]):
        output[:, c] += b[c]
    return output
''',
    ),
]
