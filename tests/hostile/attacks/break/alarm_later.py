"""Sets a timer that strikes again and again, between two questions too, with a handler that raises."""

import signal
import time


def strike(number, frame):
    raise KeyboardInterrupt("struck")


def double(x):
    time.sleep(0.05)
    return 2 * x


def total(x):
    time.sleep(0.05)
    return x.sum()


signal.signal(signal.SIGALRM, strike)
signal.setitimer(signal.ITIMER_REAL, 0.01, 0.001)
