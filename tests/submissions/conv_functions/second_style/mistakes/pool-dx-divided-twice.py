"""Divided when it is enlarged and once more when it is stored."""

BASE = "base_slide"
FILE = "functions.py"
EDITS = [
    (
        '''kernel_size, 1) / kernel_size**2
''',
        '''kernel_size, 1) / kernel_size**2
            enlarged = enlarged / (kernel_size * kernel_size)
''',
    ),
]
