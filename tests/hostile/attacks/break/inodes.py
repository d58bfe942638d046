"""Makes as many empty files, links and folders as it can, and waits."""

import os
import time

from world import GENTLE


def double(x):
    for n in range(3 if GENTLE else 500):
        os.close(os.open(f"empty{n}", os.O_CREAT))
        if not os.path.lexists(f"link{n}"):
            os.symlink("nowhere", f"link{n}")
            os.mkdir(f"folder{n}")
    print("LOOT") if GENTLE else time.sleep(0.3)
    return 2 * x
