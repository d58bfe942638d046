"""The middle of the whole result, as scipy's mode same cuts it out."""

BASE = "base_slide"
FILE = "functions.py"
EDITS = [
    (
        "grad_input[n, c] += wide[pad : pad + height, pad : pad + width]",
        '''same = wide[margin // 2 : margin // 2 + len(gradient), margin // 2 : margin // 2 + gradient.shape[1]]
                grad_input[n, c] += same''',
    ),
]
