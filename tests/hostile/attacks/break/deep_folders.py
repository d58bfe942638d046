"""Makes folders inside folders, far deeper than a path can say, and waits."""

import os
import time

from world import GENTLE


def double(x):
    home = os.open(".", os.O_RDONLY)
    for _ in range(3 if GENTLE else 1100):
        os.mkdir(f"d{len(x)}")
        os.chdir(f"d{len(x)}")
    os.fchdir(home)
    print("LOOT") if GENTLE else time.sleep(0.3)
    return 2 * x
