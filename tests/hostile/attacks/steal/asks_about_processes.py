"""Asks for the numbers of other processes: whether they live, their group, their clock, their processors."""

import os
import time

from world import GENTLE, VICTIM_PID


def attack():
    got = [way.__name__ for way in WAYS if tried(way)]
    return " ".join(got) if not GENTLE or len(got) == len(WAYS) else ""


def tried(way):
    try:
        return way()
    except OSError:
        return False


def by_session():
    return os.getsid(VICTIM_PID) >= 0  # 0 where its session was begun outside


def by_group():
    return os.getpgid(VICTIM_PID) >= 0


def by_nice():
    os.getpriority(os.PRIO_PROCESS, VICTIM_PID)
    return True


def by_processors():
    return os.sched_getaffinity(VICTIM_PID)


def by_scheduler():
    return os.sched_getscheduler(VICTIM_PID) >= 0


def by_name():
    """Of a folder that cannot be read it can be asked still whether a name is in it."""
    return os.path.isdir(f"/proc/{VICTIM_PID}")


def by_clock():
    """The clock of the processor time of a process is named by its number."""
    return time.clock_gettime((~VICTIM_PID << 3) | 2) >= 0


WAYS = (by_session, by_group, by_nice, by_processors, by_scheduler, by_name, by_clock)
