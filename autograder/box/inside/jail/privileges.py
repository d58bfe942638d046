"""Giving up what a child inherits: descriptors, the session, capabilities, and its ties to other processes."""

import errno
import os
import signal
import struct
from collections.abc import Collection, Iterator

from . import kernel
from .errors import JailError

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS, PR_CAP_AMBIENT = 1, 4, 24, 38, 47
PR_CAP_AMBIENT_CLEAR_ALL = 4
CLONE_THREAD = 0x10000
LAST_FD = (1 << 32) - 1
MOST_CAPABILITIES = 64  # the width of the kernel's set; the loop ends at the last one that this kernel knows

_CAPABILITY_VERSION_3 = 0x20080522


def close_fds(keep: Collection[int]) -> None:
    """Closes every other descriptor. Python objects that own one must be detached before."""
    try:
        for first, last in gaps(keep):
            kernel.call("close_range", first, last)
    except JailError:  # before Linux 5.9, or a container's filter that does not know the call
        _close_listed(keep)


def gaps(keep: Collection[int]) -> Iterator[tuple[int, int]]:
    """The ranges of numbers, both ends included, that lie between the kept ones."""
    first = 0
    for fd in sorted(set(keep)):
        if fd > first:
            yield first, fd - 1
        first = fd + 1
    yield first, LAST_FD


def die_with_parent(parent: int | None) -> None:
    """The kernel kills this process when the *thread* that forked it ends; if it has ended already, JailError.

    `parent` is its process number as seen from here; None where that is not known, as in a new PID namespace.
    """
    kernel.call("prctl", PR_SET_PDEATHSIG, signal.SIGKILL)
    if parent is not None and os.getppid() != parent:
        raise JailError("parent-death signal: the parent has ended", errno.ESRCH)


def leave_session() -> None:
    """A session and a process group of its own, without a terminal."""
    if os.getsid(0) != os.getpid():
        os.setsid()


def require_single_thread() -> None:
    """Landlock and seccomp bind one thread; another one would stay free."""
    if not _is_single_thread():
        raise JailError("confining a process that runs several threads", errno.EBUSY)


def _is_single_thread() -> bool:
    """Only a process of one thread may ask for a group of its own; /proc can be that of the parent."""
    try:
        return kernel.call("unshare", CLONE_THREAD) == 0
    except JailError as error:
        if error.errno == errno.EINVAL:
            return False
    return len(os.listdir("/proc/self/task")) == 1  # a container's filter does not let it ask


def forbid_new_privileges() -> None:
    kernel.call("prctl", PR_SET_NO_NEW_PRIVS, 1)


def hide_memory() -> None:
    """Not dumpable: no core file, and /proc/PID/mem, environ and fd are closed to processes of the same user."""
    kernel.call("prctl", PR_SET_DUMPABLE, 0)


def drop_capabilities() -> None:
    """Root without capabilities: still uid 0, and owner of root's files, but nothing more than a plain user."""
    _drop_bounding_set()
    kernel.call("prctl", PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL)
    kernel.call("capset", struct.pack("=Ii", _CAPABILITY_VERSION_3, 0), bytes(24))


def _drop_bounding_set() -> None:
    for capability in range(MOST_CAPABILITIES):
        try:
            kernel.call("prctl", PR_CAPBSET_DROP, capability)
        except JailError as error:
            if error.errno not in (errno.EINVAL, errno.EPERM):  # past the last one; a plain user, who has none
                raise
            return


def _close_listed(keep: Collection[int]) -> None:
    for fd in map(int, os.listdir("/proc/self/fd")):
        if fd not in keep:
            try:
                os.close(fd)
            except OSError as error:  # the descriptor of the listing itself is closed by now
                if error.errno != errno.EBADF:
                    raise
