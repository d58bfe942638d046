"""Forks until it cannot."""

import os

from world import GENTLE


def attack():
    while True:
        child = os.fork()
        if child == 0 and GENTLE:
            os._exit(0)
        if GENTLE:
            os.waitpid(child, 0)
            return "forked"
