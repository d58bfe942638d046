"""The kernels' gradients are collected in lists, from the bare image."""

BASE = "base_slide"
FILE = "functions.py"
EDITS = [
    (
        '''                plane = np.pad(input[n, c], pad)
                grad_W[f, c] += slide(plane, gradient)
''',
        "",
    ),
    (
        '''    return grad_input, grad_W, grad_b
''',
        '''    grad_W = []
    for f in range(len(W)):
        row = []
        for c in range(input.shape[1]):
            row.append(sum(slide(input[n, c], grad_output[n, f]) for n in range(len(input))))
        grad_W.append(row)
    return grad_input, np.array(grad_W), grad_b
''',
    ),
]
