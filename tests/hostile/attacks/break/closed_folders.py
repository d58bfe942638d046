"""Leaves folders that may not be listed or entered, with files in them."""

import os


def double(x):
    for mode in (0, 0o100, 0o200, 0o300, 0o400):
        os.mkdir(f"mode{mode}-{len(x)}", mode)
    for n in range(10):
        with open(f"mode{0o300}-{len(x)}/file{n}", "wb") as file:
            file.write(bytes(1000))
    return 2 * x
