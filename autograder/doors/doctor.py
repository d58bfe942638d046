"""`autograder doctor`: what this machine can do for grading, what is missing, and how to get it."""

import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, version

from autograder.author.secret import secret_file
from autograder.box.choose import why_not
from autograder.doors.boxes import LEVELS, SAFE
from autograder.doors.console import say

SAYS = {
    "full": "namespaces, Landlock and seccomp",
    "landlock+seccomp": "files by rule, a filter of system calls",
    "mount": "namespaces and seccomp, without Landlock",
    "uid": "another user and seccomp, without Landlock",
    "none": "your own rights",
}
LIBRARIES = ("numpy", "torch", "nbclient", "ipykernel", "matplotlib", "scikit-learn")
PLENTY = 1 << 30


def run_doctor() -> int:
    """0 when student code can be graded safely here, else 1."""
    found = {level: why_not(level) for level in LEVELS}
    strongest = next(level for level in LEVELS if not found[level])
    _table("Isolation", ((level, "yes" if not found[level] else "no", SAYS[level]) for level in LEVELS))
    for level in LEVELS:
        if found[level]:
            say(f"{level}: tried, and {found[level]}.")
            for remedy in _remedies(level):
                say(f"  needs {remedy}")
            say("")
    _table("This machine", _facts())
    if strongest in SAFE:
        say(f"Grading is safe here: student code runs at level {strongest}.")
        return 0
    say(f"Grading is not safe here: the strongest level is {strongest}, and grading needs {SAFE[-1]} or full.")
    say("Students can check their own work here all the same.")
    return 1


def _table(title: str, rows: Iterable[tuple[str, ...]]) -> None:
    say(title)
    listed = list(rows)
    width = max(len(row[0]) for row in listed)
    for first, *rest in listed:
        say(f"  {first:<{width}}  " + "  ".join(f"{cell:<3}" for cell in rest).rstrip())
    say("")


def _remedies(level: str) -> list[str]:
    if sys.platform != "linux":
        return ["Linux 5.13 or newer: a server, a virtual machine or WSL 2"] if level in SAFE else []
    from autograder.box.machine import remedies

    return remedies(level)


def _facts() -> Iterator[tuple[str, str]]:
    if sys.platform == "linux":
        from autograder.box.machine import facts

        yield from facts()
    tested = (3, 11) <= sys.version_info < (3, 14)
    yield "Python", platform.python_version() + ("" if tested else ", which autograder was not tested with")
    for name in LIBRARIES:
        yield name, _version(name)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    yield "Processors", f"{cores}: as many submissions at once, if --workers says nothing else"
    folder = tempfile.gettempdir()
    free = shutil.disk_usage(folder).free
    yield "Temporary", f"{folder}, {free / 1e9:.0f} GB free" + ("" if free > PLENTY else ": too little")
    path = secret_file()
    yield "Secret", f"{path}" + ("" if path.exists() else ": made with the first key")


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"
