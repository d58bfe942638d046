"""The incoming gradient is reshaped to one row for each filter."""

BASE = "base_index"
FILE = "functions.py"
EDITS = [
    (
        '''    upstream = grad_output.reshape(images, filters, -1).transpose(0, 2, 1)  # images, places, filters
''',
        '''    rows_of_filters = grad_output.reshape(filters, -1)
    upstream = rows_of_filters.T.reshape(images, -1, filters)
''',
    ),
]
