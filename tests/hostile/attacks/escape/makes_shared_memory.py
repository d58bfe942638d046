"""Makes memory and letter boxes that others can find and that stay: System V, queues, files in memory."""

import ctypes
import os

from world import GENTLE

LIBC = ctypes.CDLL(None, use_errno=True)
X86 = os.uname().machine == "x86_64"
SHMGET, SHMCTL, SEMGET, SEMCTL, MSGGET, MSGCTL = (29, 31, 64, 66, 68, 71) if X86 else (194, 195, 190, 191, 186, 187)
MEMFD, MEMFD_SECRET, MQ_OPEN, MQ_UNLINK = (319, 447, 240, 241) if X86 else (279, 447, 180, 181)
CREATE, REMOVE, KEY = 0o1600, 0, 0x5EC5


def attack():
    """What it made it removes; where that is refused it could not make it either."""
    got = [*system_v(), *queue(), *memory(), *found()]
    return got if not GENTLE or len(got) >= 5 else ""


def system_v():
    calls = (
        ("shared memory", SHMGET, SHMCTL, 4096),
        ("semaphore", SEMGET, SEMCTL, 1),
        ("messages", MSGGET, MSGCTL, CREATE),
    )
    for name, get, control, size in calls:
        if (made := LIBC.syscall(get, KEY + os.getpid(), size, CREATE)) >= 0:
            LIBC.syscall(control, made, *((0, REMOVE) if name == "semaphore" else (REMOVE, 0)))
            yield name


def queue():
    if (made := LIBC.syscall(MQ_OPEN, b"autograder-test", os.O_CREAT | os.O_RDWR, 0o600, None)) >= 0:
        LIBC.syscall(MQ_UNLINK, b"autograder-test")
        os.close(made)
        yield "queue"


def memory():
    calls = (("file in memory", MEMFD, (b"left", 0)), ("secret memory", MEMFD_SECRET, (0,)))
    for name, number, given in calls:
        if (made := LIBC.syscall(number, *given)) >= 0:
            os.close(made)
            yield name


def found():
    """Pieces that somebody else has made, by their numbers."""
    for number in () if GENTLE else range(16):
        if LIBC.syscall(SHMCTL, number, 2, ctypes.create_string_buffer(256)) >= 0:
            yield f"memory of others {number}"
