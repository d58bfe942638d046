"""Sets timers whose signals end it, wherever it is by then."""

import signal


def double(x):
    signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)
    signal.setitimer(signal.ITIMER_PROF, 0.002)
    while True:
        pass
