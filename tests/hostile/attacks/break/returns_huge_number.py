"""Returns numbers of a million digits and a dictionary of a million entries."""


def double(x):
    return 1 << 4_000_000 if len(x) % 2 else dict.fromkeys(range(1_000_000), [10**5000] * 2)
