"""Reads below the file system: the disk, the kernel's memory and log, the screen, devices that were not given."""

import ctypes
import glob
import os

from world import GENTLE

DEVICES = (
    "/dev/mem", "/dev/kmem", "/dev/port", "/proc/kcore", "/dev/kmsg", "/dev/vcs", "/dev/vcsa", "/dev/fb0",
    "/dev/full", "/dev/hwrng", "/proc/kallsyms", "/proc/kmsg", "/sys/kernel/notes", "/proc/cpuinfo",
    "/proc/net/unix", "/proc/mounts",
)  # fmt: skip
SYSLOG = 103 if os.uname().machine == "x86_64" else 116
LIBC = ctypes.CDLL(None, use_errno=True)


def attack():
    disks = glob.glob("/dev/[vsxn][dv]*") or ["/dev/vda", "/dev/sda", "/dev/nvme0n1"]
    read = [path for path in (*DEVICES, *disks) if bytes_of(path)]
    log = ctypes.create_string_buffer(256)
    read += ["the log"] * (LIBC.syscall(SYSLOG, 3, log, 256) > 0)
    return " ".join(read) if not GENTLE or {"/dev/full", "/proc/mounts"} <= set(read) else ""


def bytes_of(path):
    try:
        fd = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except OSError:
        return b""
    try:
        return os.read(fd, 16)
    except OSError:
        return b""
    finally:
        os.close(fd)
