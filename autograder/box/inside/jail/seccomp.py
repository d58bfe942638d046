"""The system call filter: what Landlock leaves open, measured on Linux 6.18 and by reading linux/security/landlock.

It lists what is refused, so that numerical libraries keep working; calls newer than the list are refused too.
"""

import ctypes
import errno
import fcntl
import os
import socket
import struct
from errno import EOPNOTSUPP, EPERM

from . import kernel
from .bpf import Body, allow, answer, assemble, refuse, require, rule
from .numbers import NEWEST, number
from .privileges import PR_SET_DUMPABLE, PR_SET_PDEATHSIG, forbid_new_privileges

ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}  # AUDIT_ARCH_* of linux/audit.h

REFUSED = (
    # another process of the same user: its memory, its files, its share of the machine
    "ptrace process_vm_readv process_vm_writev process_madvise process_mrelease kcmp pidfd_open pidfd_getfd "
    "pidfd_send_signal setpriority ioprio_set migrate_pages move_pages "
    # another program, other namespaces
    "execve execveat unshare setns "
    "mount umount2 pivot_root chroot fsopen fsconfig fsmount fspick move_mount open_tree open_tree_attr "
    "mount_setattr statmount listmount "
    # Landlock does not cover a file's metadata, nor watching what happens in a folder that can't be read
    "chown lchown fchown fchownat setxattr lsetxattr fsetxattr setxattrat removexattr lremovexattr fremovexattr "
    "removexattrat file_setattr fanotify_init inotify_init inotify_init1 open_by_handle_at "
    # a unix socket by its path is a door out of Landlock (the session bus, a container's daemon)
    "connect "
    # memory that RLIMIT_AS does not count or that stays behind for the next submission
    "memfd_create memfd_secret shmget shmat shmctl semget semop semtimedop semctl msgget msgsnd msgrcv msgctl "
    "mq_open mq_unlink "
    # a pipe keeps what was spliced into it, a huge page for each byte, after its last address is gone
    "splice vmsplice tee "
    # large kernel interfaces with a history of holes, none of them needed for homework
    "bpf perf_event_open userfaultfd personality io_uring_setup io_uring_enter io_uring_register keyctl add_key "
    "request_key io_setup modify_ldt kexec_load kexec_file_load init_module finit_module delete_module reboot "
    "swapon swapoff acct quotactl quotactl_fd syslog"
)

# What somebody wrote beside a file is not opened, and so not refused by Landlock. This errno says to shutil that
# there is no such thing here.
ABSENT = "getxattr lgetxattr fgetxattr getxattrat listxattr llistxattr flistxattr listxattrat"

# Landlock lets an owner chmod and touch any file. Refusing it breaks shutil.copy in the scratch folder, so it
# succeeds without doing anything. So does writing down what others wrote: it keeps the disk busy, and a process
# that waits for it cannot be ended.
IGNORED = "chmod fchmod fchmodat fchmodat2 utime utimes futimesat utimensat sync syncfs"

ONLY_ITSELF = "prlimit64 sched_setaffinity sched_setattr"
# A thread sets its own by its number, which no filter can know: libzmq does, and aborts when that fails. So for any
# number but 0 it succeeds without doing anything.
OWN_SCHEDULING = "sched_setscheduler sched_setparam"
SIGNALS = "kill tkill tgkill rt_sigqueueinfo rt_tgsigqueueinfo"

CLONE_PARENT, CLONE_THREAD, CLONE_NEW_NAMESPACES = 0x8000, 0x10000, 0x7E020000
TERMINAL, IOCTL_KIND, TIOCSTI, TIOCLINUX = 0x5400, 0xFF00, 0x5412, 0x541C
F_SETSIG, F_SETOWN_EX, F_SETLEASE, F_NOTIFY = 10, 15, 1024, 1026
SOCKET_TYPE = 0xF  # the rest of the type argument is SOCK_CLOEXEC and SOCK_NONBLOCK

_SET_MODE_FILTER, _SPEC_ALLOW = 1, 4


def program(machine: str, no_fork: bool = True, landlock_abi: int = 0) -> bytes:
    """The filter for a machine (x86_64 or aarch64), to be built once; the default assumes no help from Landlock.

    Signals are not in it, because it is built before the child has a number: see `signal_guard`.
    """
    rules = [
        _rule(machine, REFUSED, [answer(EPERM)]),
        _rule(machine, IGNORED, [answer(0)]),
        _rule(machine, ABSENT, [answer(EOPNOTSUPP)]),
        _rule(machine, ONLY_ITSELF, [*require(0, [0], EPERM), allow()]),
        _rule(machine, OWN_SCHEDULING, [*require(0, [0], 0), allow()]),
        *_starting(machine, no_fork),
        *_reaching_out(machine),
        *(_truncating(machine) if landlock_abi < 3 else ()),
    ]
    return assemble(ARCHITECTURES[machine], NEWEST, errno.ENOSYS, rules)


def signal_guard(machine: str, pid: int) -> bytes:
    """A second filter for kernels whose Landlock does not scope signals: only `pid` itself can be signalled."""
    rules = [_rule(machine, SIGNALS, [*require(0, [pid], EPERM), allow()])]
    return assemble(ARCHITECTURES[machine], NEWEST, errno.ENOSYS, rules)


def install(program: bytes) -> None:
    """Loads a filter for this thread, for good; several add up and the strictest answer wins. Raises JailError."""
    forbid_new_privileges()
    code = ctypes.create_string_buffer(program, len(program))
    header = struct.pack("@HP", len(program) // 8, ctypes.addressof(code))
    # Before Linux 5.16 a filter also switched off speculation past stores, which slows Python down; nothing secret
    # is in this process.
    kernel.call("seccomp", _SET_MODE_FILTER, _SPEC_ALLOW, header)


def _starting(machine: str, no_fork: bool) -> list[Body]:
    """No namespaces, no child that belongs to the warm process, and without fork only threads."""
    flags = require(0, [0], EPERM, mask=CLONE_NEW_NAMESPACES | CLONE_PARENT)
    threads = require(0, [CLONE_THREAD], EPERM, mask=CLONE_THREAD) if no_fork else []
    return [
        # clone3 hides its flags behind a pointer; glibc falls back to clone on ENOSYS
        _rule(machine, "clone3", [answer(errno.ENOSYS)]),
        _rule(machine, "clone", [*flags, *threads, allow()]),
        _rule(machine, "fork vfork", [answer(EPERM)] if no_fork else [allow()]),
    ]


def _reaching_out(machine: str) -> list[Body]:
    """Sockets, terminals, signals by way of a file, and the process attributes that the jail has set itself."""
    # A datagram socket sends to any path without connect. EOPNOTSUPP: libzmq aborts on EAFNOSUPPORT.
    family = require(0, [socket.AF_UNIX], EOPNOTSUPP)
    kind = require(1, [socket.SOCK_STREAM, socket.SOCK_SEQPACKET], EOPNOTSUPP, mask=SOCKET_TYPE)
    # F_SETOWN and F_SETSIG make the kernel send any signal to any process of the user; a lease on a file of the
    # standard library keeps every other submission waiting for it
    commands = [fcntl.F_SETOWN, F_SETSIG, F_SETOWN_EX, F_SETLEASE, F_NOTIFY]
    # Of the many doors behind ioctl only that of terminals and pipes stays open: others change the flags of a file
    # that can only be read, or tell the machine's network addresses
    terminal = require(1, [TERMINAL], errno.ENOTTY, mask=IOCTL_KIND)
    typing = refuse(1, [TIOCSTI, TIOCLINUX], EPERM)
    # Its modes set blocks aside past the end of a file, where the limit of its size does not look
    plain = require(1, [0], EOPNOTSUPP)
    return [
        _rule(machine, "socket socketpair", [*family, *kind, allow()]),
        _rule(machine, "ioctl", [*terminal, *typing, allow()]),
        _rule(machine, "fallocate", [*plain, allow()]),
        _rule(machine, "fcntl", [*refuse(1, commands, EPERM), allow()]),
        _rule(machine, "prctl", [*refuse(0, [PR_SET_PDEATHSIG, PR_SET_DUMPABLE], EPERM), allow()]),
    ]


def _truncating(machine: str) -> list[Body]:
    """Landlock before version 3 lets any file be emptied, by its path or by opening it to read."""
    access = os.O_ACCMODE | os.O_TRUNC
    return [
        _rule(machine, "truncate", [answer(EPERM)]),
        _rule(machine, "open", [*refuse(1, [os.O_RDONLY | os.O_TRUNC], EPERM, mask=access), allow()]),
        _rule(machine, "openat", [*refuse(2, [os.O_RDONLY | os.O_TRUNC], EPERM, mask=access), allow()]),
        _rule(machine, "openat2", [answer(errno.ENOSYS)]),  # its flags stand behind a pointer
    ]


def _rule(machine: str, names: str, body: Body) -> Body:
    numbers = [number(name, machine) for name in names.split()]
    return rule([nr for nr in numbers if nr is not None], body)
