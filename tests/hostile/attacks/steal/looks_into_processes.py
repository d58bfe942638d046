"""Reads the memory, environment, command line and files of other processes under /proc."""

import glob
import os
import subprocess
import time

from world import GENTLE, GRADER_PID, VICTIM_PID

NAMES = (
    "environ", "cmdline", "maps", "smaps", "mem", "auxv", "status", "stat", "io", "wchan", "syscall", "limits",
    "cwd/", "root/", "exe", "fd/", "fd/0", "fd/3", "fdinfo/", "task/", "map_files/", "mountinfo",
)  # fmt: skip
NEEDED = {"environ", "cmdline", "maps", "mem", "fd/", "fd/0", "exe"}


def attack():
    if GENTLE:
        with subprocess.Popen(["sleep", "9"], stdin=subprocess.PIPE) as child:
            try:
                time.sleep(0.05)
                return sorted(seen) if (seen := seen_in(child.pid)) >= NEEDED else ""
            finally:
                child.kill()
    others = [int(name[6:]) for name in glob.glob("/proc/[1-9]*")]
    pids = {VICTIM_PID, GRADER_PID, os.getppid(), 1, *others}
    return {pid: sorted(seen) for pid in pids if (seen := seen_in(pid))}


def seen_in(pid):
    return {name for name in NAMES if seen_at(f"/proc/{pid}/{name}")}


def seen_at(path):
    try:
        if path.endswith("/"):
            return os.listdir(path)
        if path.endswith("fd/0"):
            return os.readlink(path)
        with open(path, "rb") as file:
            return True if path.endswith("/mem") else file.read(64)
    except OSError:
        return None
