"""How much of the machine one submission may use."""

import errno
import math
import os
import resource
from dataclasses import dataclass

from . import kernel
from .errors import JailError

MIB = 1 << 20
HEAP = 64 * MIB  # address space, not memory, that malloc reserves for every heap after the first
STACK = 8 * MIB  # address space of one thread
SIGNALS = 1024  # and timers, which are counted for the user: what one holds another one cannot have


@dataclass(frozen=True, kw_only=True)
class Limits:
    """`memory_bytes` counts on top of what the warm process holds already.

    `tasks`, processes and threads together, are limited here only where they are counted alone: elsewhere
    RLIMIT_NPROC counts all of the user, so that a browser would use it up, and never root's. The grader counts
    threads from outside as well. `threads` is how many the address space has room for.
    """

    memory_bytes: int
    cpu_seconds: float
    file_bytes: int
    open_files: int
    tasks: int
    threads: int = 8


def apply(limits: Limits, *, counted_alone: bool) -> None:
    """Sets soft and hard limits of this process. Raises JailError when one can't be set."""
    # A heap for every thread would have to be allowed for, and could all be used as memory by a single one.
    kernel.share_heaps(2)
    address_space = address_space_now() + HEAP + STACK * limits.threads + limits.memory_bytes
    _set("RLIMIT_AS", address_space)
    _set("RLIMIT_CORE", 0)
    _set("RLIMIT_FSIZE", limits.file_bytes)
    _set("RLIMIT_NOFILE", limits.open_files)
    _set("RLIMIT_SIGPENDING", SIGNALS)
    # The grader watches the CPU clock and ends the child earlier; this one holds even when the grader is gone.
    _set("RLIMIT_CPU", math.ceil(limits.cpu_seconds))
    if counted_alone:
        _set("RLIMIT_NPROC", limits.tasks)


def address_space_now() -> int:
    """Bytes of address space that this process has mapped."""
    try:
        with open("/proc/self/statm", "rb") as statm:
            return int(statm.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError as error:
        raise JailError("reading /proc/self/statm", error.errno or errno.EIO) from error


def _set(name: str, value: int) -> None:
    which = getattr(resource, name)
    _, hard = resource.getrlimit(which)
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    try:
        resource.setrlimit(which, (value, value))
    except (OSError, ValueError) as error:
        raise JailError(f"setrlimit {name}", getattr(error, "errno", None) or errno.EINVAL) from error
