"""Starts programs until it cannot, each of which takes memory."""

import subprocess
import sys

from world import GENTLE


def attack():
    if GENTLE:
        return subprocess.check_output([sys.executable, "-c", "print('started')"], text=True)
    return [subprocess.Popen([sys.executable, "-c", "x = 'x' * 10**9; input()"]) for _ in range(1000)]
