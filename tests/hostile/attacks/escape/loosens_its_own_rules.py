"""Adds rules of its own that allow everything, and starts threads, to be free of those that bind it."""

import ctypes
import os
import struct
import threading

from world import KEY_FILE

LIBC = ctypes.CDLL(None, use_errno=True)
SECCOMP = 317 if os.uname().machine == "x86_64" else 277
CREATE_RULESET, ADD_RULE, RESTRICT = 444, 445, 446
ALLOW, EVERYTHING = 0x7FFF0000, (1 << 13) - 1


def attack():
    own_filter()
    own_ruleset()
    found = []
    for way in (reading, forking):
        thread = threading.Thread(target=lambda way=way: found.append(way()))
        thread.start()
        thread.join()
    return " ".join(filter(None, (reading(), forking(), *found)))


def own_filter():
    """One that allows all, for this thread, for all threads, and for its speed."""
    for flags in (0, 1, 4):
        code = ctypes.create_string_buffer(struct.pack("=HBBI", 6, 0, 0, ALLOW), 8)
        LIBC.syscall(SECCOMP, 1, flags, struct.pack("@HP", 1, ctypes.addressof(code)))


def own_ruleset():
    """Every right, below the root of the file system."""
    ruleset = LIBC.syscall(CREATE_RULESET, struct.pack("=QQQ", EVERYTHING, 0, 0), 24, 0)
    root = os.open("/", os.O_PATH)
    LIBC.syscall(ADD_RULE, ruleset, 1, struct.pack("=Qi", EVERYTHING, root), 0)
    LIBC.syscall(RESTRICT, ruleset, 0)


def reading():
    try:
        with open(KEY_FILE) as file:
            return file.read().strip()
    except OSError:
        return ""


def forking():
    try:
        pid = os.fork()
    except OSError:
        return ""
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)
    return "forked"
