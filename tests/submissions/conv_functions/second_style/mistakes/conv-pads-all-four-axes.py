"""np.pad(input, pad), then image n, all channels, times the filter."""

BASE = "base_loops"
FILE = "functions.py"
EDITS = [
    (
        '''    frame = framed(input, pad)
''',
        '''    frame = np.pad(input, pad)
''',
    ),
    (
        '''                    total = 0.0
                    for c in range(C):
                        for a in range(k):
                            for d in range(k):
                                total += W[f, c, a, d] * frame[n, c, i + a, j + d]
''',
        '''                    total = np.sum(frame[n, :, i : i + k, j : j + k] * W[f])
''',
    ),
]
