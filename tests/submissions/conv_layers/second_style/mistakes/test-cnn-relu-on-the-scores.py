"""A ReLU at the end."""

BASE = 'base_corr'
FILE = 'lib/cnn/cnn_models.py'
EDITS = [
    (
        '        layers.append(fc(27, 5, 0.02, "scores"))\n'
        '        self.net = sequential(*layers)\n'
        '\n'
        '\n'
        'class Small',
        '        layers.append(fc(27, 5, 0.02, "scores"))\n'
        '        layers.append(relu("relu"))\n'
        '        self.net = sequential(*layers)\n'
        '\n'
        '\n'
        'class Small',
    ),
]
