"""Prints strings that lie about their length and their parts."""

import sys


class Text(str):
    def __len__(self):
        return 0

    def __getitem__(self, n):
        return 7


def double(x):
    sys.stdout.write(Text("x" * 1_000_000))
    return 2 * x
