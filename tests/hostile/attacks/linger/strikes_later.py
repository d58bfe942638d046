"""Sets clocks that go off after the answer: timers of Python, alarms of the kernel, a handler for each signal."""

import os
import signal
import threading

from world import GENTLE, OUTSIDE


def attack():
    """Unconfined the deed is done in the own folder."""
    deeds.clear()
    for n in range(3):
        threading.Timer(0.02 * n, deed, args=(f"timer {n}",)).start()
    for number in (
        signal.SIGALRM,
        signal.SIGVTALRM,
        signal.SIGPROF,
        signal.SIGTERM,
        signal.SIGXCPU,
        signal.SIGUSR1,
    ):
        signal.signal(number, lambda number, frame: deed(f"signal {number}"))
    signal.setitimer(signal.ITIMER_REAL, 0.01, 0.02)
    signal.setitimer(signal.ITIMER_VIRTUAL, 0.01)
    signal.setitimer(signal.ITIMER_PROF, 0.01)
    pause = threading.Event()
    pause.wait(0.1)
    signal.setitimer(signal.ITIMER_REAL, 0)
    return deeds if not GENTLE or len(deeds) >= 4 else ""


def deed(name):
    try:
        path = os.path.join("." if GENTLE else OUTSIDE, name)
        with open(path, "w") as file:
            file.write("done later")
    except OSError:
        return
    os.unlink(path)
    deeds.append(name)


deeds = []
