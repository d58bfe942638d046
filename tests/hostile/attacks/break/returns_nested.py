"""Returns lists in lists, a hundred thousand deep, and a list that holds itself."""


def double(x):
    nested = []
    if len(x) % 2:
        nested.append(nested)
    for _ in range(100_000):
        nested = [nested]
    return nested
