"""Returns a generator and an iterator without end in place of numbers."""


def double(x):
    def values():
        while True:
            yield 2.0

    return values()


def total(x):
    return iter(int, 1)
