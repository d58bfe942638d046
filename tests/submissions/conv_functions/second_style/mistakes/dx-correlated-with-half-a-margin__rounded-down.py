"""A margin of (k - 1) // 2 on each side."""

BASE = "base_slide"
FILE = "functions.py"
EDITS = [
    (
        '''                wide = slide(np.pad(gradient, margin), turned(W[f, c]))
                grad_input[n, c] += wide[pad : pad + height, pad : pad + width]
''',
        "",
    ),
    (
        '''    return grad_input, grad_W, grad_b
''',
        '''    grad_input = []
    for n in range(len(input)):
        planes = []
        for c in range(input.shape[1]):
            planes.append(sum(slide(np.pad(grad_output[n, f], (kernel_size - 1) // 2), turned(W[f, c])) for f in range(len(W))))
        grad_input.append(planes)
    return np.array(grad_input), grad_W, grad_b
''',
    ),
]
