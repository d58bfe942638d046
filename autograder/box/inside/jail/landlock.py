"""Landlock: which files this process can still open, and (by version) the network and signals it can reach.

Source: include/uapi/linux/landlock.h. It does not restrict metadata (stat, chmod, utime, setxattr), connecting to a
unix socket by its path, rlimits of other processes, or files that are open already: seccomp and close_fds do.
"""

import errno
import os
import stat
import struct
from collections.abc import Sequence

from . import kernel
from .errors import JailError
from .privileges import forbid_new_privileges

EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
MAKE_CHAR, MAKE_BLOCK = 1 << 6, 1 << 11
REFER, TRUNCATE, IOCTL_DEV = 1 << 13, 1 << 14, 1 << 15
ABI_1 = (1 << 13) - 1

ON_FILES = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL_DEV
READ = READ_FILE | READ_DIR
WRITE = (ABI_1 | REFER | TRUNCATE) & ~(EXECUTE | MAKE_CHAR | MAKE_BLOCK)

BIND_AND_CONNECT_TCP = 3
ABSTRACT_SOCKETS_AND_SIGNALS = 3
NO_AUDIT = 1  # a loop over refused files would fill the machine's audit log

SCOPES_SIGNALS = 6  # from this version on other processes can't be signalled

_VERSION_QUERY = 1
_PATH_BENEATH = 1


def abi() -> int:
    """The version that this kernel speaks; 0 where Landlock is absent, switched off, or hidden by a container."""
    try:
        return kernel.call("landlock_create_ruleset", 0, 0, _VERSION_QUERY)
    except JailError:
        return 0


def restrict(read: Sequence[str], write: Sequence[str], list_only: Sequence[str], devices: Sequence[str]) -> None:
    """Leaves this thread only the named paths, for good; paths that are not there are skipped.

    Below version 2 a file can't be moved from one folder to another, not even inside `write`.
    Raises JailError when any step fails; the process may be open then.
    """
    version = abi()
    ruleset = kernel.call("landlock_create_ruleset", *_ruleset(version))
    try:
        for paths, rights in ((read, READ), (write, WRITE), (list_only, READ_DIR), (devices, READ_FILE)):
            for path in paths:
                _allow(ruleset, path, rights & file_rights(version))
        if os.devnull in devices:
            _allow(ruleset, os.devnull, WRITE_FILE)
        forbid_new_privileges()
        kernel.call("landlock_restrict_self", ruleset, NO_AUDIT if version >= 7 else 0)
    finally:
        os.close(ruleset)


def file_rights(version: int) -> int:
    """Every right that this version can refuse; what no rule grants is refused."""
    added = ((2, REFER), (3, TRUNCATE), (5, IOCTL_DEV))
    return ABI_1 | sum(right for since, right in added if version >= since)


def _ruleset(version: int) -> tuple[bytes, int]:
    network = BIND_AND_CONNECT_TCP if version >= 4 else 0
    scopes = ABSTRACT_SOCKETS_AND_SIGNALS if version >= SCOPES_SIGNALS else 0
    attributes = struct.pack("=QQQ", file_rights(version), network, scopes)
    return attributes, len(attributes)  # an older kernel takes the longer record as long as its tail is zero


def _allow(ruleset: int, path: str, rights: int) -> None:
    try:
        fd = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        raise JailError(f"landlock: opening {path}", error.errno or errno.EIO) from error
    try:
        if not stat.S_ISDIR(os.fstat(fd).st_mode):
            rights &= ON_FILES  # the kernel refuses rights of folders on a file
        if rights:
            kernel.call("landlock_add_rule", ruleset, _PATH_BENEATH, struct.pack("=Qi", rights, fd))
    finally:
        os.close(fd)
