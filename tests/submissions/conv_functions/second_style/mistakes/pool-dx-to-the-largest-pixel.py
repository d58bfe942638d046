"""The largest pixel of each window gets all of it."""

BASE = "base_index"
FILE = "functions.py"
EDITS = [
    (
        '''    spread[:, targets] = share
''',
        '''    padded = np.pad(input, ((0, 0), (0, 0), (pad, pad), (pad, pad))).reshape(count * maps, -1)
    largest = padded[:, targets].argmax(axis=2)
    for m in range(count * maps):
        for place, which in enumerate(largest[m]):
            spread[m, targets[place, which]] = share[m, place, 0]
''',
    ),
    (
        "grad_output.reshape(count * maps, -1, 1) / kernel_size**2",
        "grad_output.reshape(count * maps, -1, 1)",
    ),
]
