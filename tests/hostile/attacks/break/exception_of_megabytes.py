"""Raises with a message of a hundred megabytes."""


def double(x):
    raise ValueError("0xabcdef " * 11_000_000)
