"""Changes what an owner may change without opening the file: mode, owner, times, attributes."""

import ctypes
import os

from world import FOLDER, GENTLE, PRECIOUS, UID

LIBC = ctypes.CDLL(None, use_errno=True)
X86 = os.uname().machine == "x86_64"
FCHMODAT2, SETXATTRAT = 452, 463


def attack():
    got = [(way.__name__, path) for path in (PRECIOUS, FOLDER) for way in WAYS if changed(way, path)]
    return got if not GENTLE or len(got) >= 2 * len(WAYS) - 3 else ""


def changed(way, path):
    """A call that says yes and does nothing has not changed anything."""
    before = shape_of(path)
    try:
        way(path, before)
    except OSError:
        return False
    return shape_of(path) != before and restored(path, before)


def shape_of(path):
    status = os.stat(path)
    return status.st_mode & 0o7777, status.st_mtime_ns, tuple(os.listxattr(path)), status.st_ctime_ns


def restored(path, before):
    os.chmod(path, before[0])
    os.utime(path, ns=(before[1], before[1]))
    for name in set(os.listxattr(path)) - set(before[2]):
        os.removexattr(path, name)
    return True


def mode(path, before):
    os.chmod(path, before[0] ^ 0o007)


def mode_by_new_call(path, before):
    LIBC.syscall(FCHMODAT2, -100, path.encode(), before[0] ^ 0o007, 0)


def mode_by_folder(path, before):
    os.chmod(os.path.basename(path), before[0] ^ 0o007, dir_fd=os.open(os.path.dirname(path), os.O_PATH))


def mode_by_descriptor(path, before):
    os.chmod(f"/proc/self/fd/{os.open(path, os.O_PATH)}", before[0] ^ 0o007)


def owner(path, before):
    os.chown(path, UID, -1)


def owner_by_descriptor(path, before):
    os.chown(f"/proc/self/fd/{os.open(path, os.O_PATH)}", UID, os.getgid())


def times(path, before):
    os.utime(path, (1, 1))


def times_by_raw_call(path, before):
    LIBC.syscall(280 if X86 else 88, -100, path.encode(), None, 0)


def attribute(path, before):
    os.setxattr(path, "user.left", b"by the submission before")


def attribute_by_new_call(path, before):
    LIBC.syscall(SETXATTRAT, -100, path.encode(), 0, b"user.left", (ctypes.c_uint64 * 2)(), 16)


WAYS = (
    mode, mode_by_new_call, mode_by_folder, mode_by_descriptor, owner, owner_by_descriptor, times,
    times_by_raw_call,
    attribute, attribute_by_new_call,
)  # fmt: skip
