"""Does its work when the process ends: it prints, writes, and waits for ever."""

# %%
import atexit
import sys
import time

from world import GENTLE, OUTSIDE


def act():
    print("4 of 4 points", file=sys.__stdout__)
    with open("exit.txt" if GENTLE else f"{OUTSIDE}/exit.txt", "w") as file:
        file.write("here")
    time.sleep(0 if GENTLE else 3600)


atexit.register(act)
