"""Becomes or starts another program: a shell, one in memory, one behind the loader, one that makes root."""

import contextlib
import ctypes
import os
import pty
import subprocess

from world import GENTLE

LIBC = ctypes.CDLL(None, use_errno=True)
EXECVE, EXECVEAT, MEMFD = (59, 322, 319) if os.uname().machine == "x86_64" else (221, 281, 279)
TEXT = b"#!/bin/sh\nexit 7\n"
EMPTY_PATH = 0x1000
ARGUMENTS = (ctypes.c_char_p * 4)(b"sh", b"-c", b"exit 7", None)


def attack():
    """Where a child may try them, each has to end with the code of that program."""
    if GENTLE:
        codes = {way.__name__: code_of(way) for way in WAYS}
        return "ran" if set(codes.values()) == {7} else ""
    for way in WAYS:
        with contextlib.suppress(OSError):
            way()
    return [way.__name__ for way in STARTS if started(way)]


def code_of(way):
    if (pid := os.fork()) == 0:
        with contextlib.suppress(OSError):
            way()
        os._exit(8)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def started(way):
    try:
        return way() == 7
    except OSError:
        return False


def by_name():
    os.execv("/bin/sh", ["sh", "-c", "exit 7"])


def by_raw_call():
    LIBC.syscall(EXECVE, b"/bin/sh", ARGUMENTS, None)


def by_descriptor():
    os.execve(os.open("/bin/sh", os.O_PATH), ["sh", "-c", "exit 7"], {})


def by_empty_path():
    LIBC.syscall(EXECVEAT, os.open("/bin/sh", os.O_PATH), b"", ARGUMENTS, None, EMPTY_PATH)


def by_memory():
    fd = LIBC.syscall(MEMFD, b"program", 0)
    os.write(fd, TEXT)
    os.execve(fd, ["program"], {})


def by_own_file():
    with open("program", "wb") as file:
        file.write(TEXT)
    os.chmod("program", 0o700)
    os.execv("./program", ["program"])


def by_loader():
    with open("/bin/sh", "rb") as file:
        head = file.read(4096)
    start = head.index(b"/ld-linux") if b"/ld-linux" in head else head.index(b"/ld-")
    loader = head[head.rindex(b"\0", 0, start) + 1 :].split(b"\0")[0]
    os.execv(loader, [loader, b"/bin/sh", b"-c", b"exit 7"])


def by_system():
    return LIBC.system(b"exit 7") >> 8


def by_shell():
    return subprocess.run("exit 7", shell=True, check=False).returncode


def by_spawn():
    return os.spawnv(os.P_WAIT, "/bin/sh", ["sh", "-c", "exit 7"])


def by_terminal():
    return pty.spawn(["sh", "-c", "exit 7"]) >> 8


def by_other_user():
    return [
        os.spawnv(os.P_WAIT, path, [path]) for path in ("/usr/bin/sudo", "/usr/bin/su", "/usr/bin/passwd")
    ] and 7


WAYS = (by_name, by_raw_call, by_descriptor, by_empty_path, by_memory, by_own_file, by_loader)
STARTS = (by_system, by_shell, by_spawn, by_terminal, by_other_user)
