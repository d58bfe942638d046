"""Takes memory step by step, and goes on with smaller steps when it is refused."""


def double(x):
    kept = []
    for size in (1 << 24, 1 << 20, 1 << 16):
        try:
            while True:
                kept.append(bytearray(size))
        except MemoryError:
            continue
    kept.clear()
    raise MemoryError
