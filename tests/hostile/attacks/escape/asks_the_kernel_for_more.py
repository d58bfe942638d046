"""Calls the kernel's large and privileged interfaces: programs in it, counters, faults, modules, clock, name."""

import ctypes
import os
import struct

from world import GENTLE

LIBC = ctypes.CDLL(None, use_errno=True)
X86 = os.uname().machine == "x86_64"
BPF, PERF, FAULTS, PERSONALITY, QUOTA, ACCT, SWAP = (321, 298, 323, 135, 179, 163, 167) if X86 else (
    280, 241, 282, 92, 60, 89, 224)  # fmt: skip
MODULE, KEXEC, REBOOT, HOST, CLOCK, IOPL, SLOTS = (175, 246, 169, 170, 227, 172, 206) if X86 else (
    105, 104, 142, 161, 112, 1 << 20, 0)  # fmt: skip
NO_SUCH_FLAG, NO_SUCH_ORDER = 1 << 30, 7


def attack():
    """Those that could do harm are called with something that makes no sense: only a refusal counts as one."""
    got = [
        name
        for name, (denied, call) in CALLS.items()
        if LIBC.syscall(*call) >= 0 or ctypes.get_errno() not in denied
    ]
    return got if not GENTLE or {"personality", "faults", "slots"} <= set(got) else ""


EVENT = struct.pack("=IIQ", 1, 112, 0) + bytes(24) + struct.pack("=Q", 0x61) + bytes(64)
REFUSED, ABSENT = (1, 13), (1, 13, 22, 38)
CALLS = {
    "programs": (REFUSED, (BPF, 0, struct.pack("=IIII", 2, 4, 4, 1) + bytes(64), 80)),
    "counters": (REFUSED, (PERF, EVENT, 0, -1, -1, 0)),
    "faults": (REFUSED, (FAULTS, 1)),
    "personality": (REFUSED, (PERSONALITY, ctypes.c_ulong(0xFFFFFFFF))),
    "quota": (REFUSED, (QUOTA, 0x800001 << 8, b"/dev/vda", 0, 0)),
    "accounts": (REFUSED, (ACCT, b"/nowhere")),
    "swap": (REFUSED, (SWAP, b"/nowhere", 0)),
    "slots": (REFUSED, (SLOTS, 1, 0)),  # for reading and writing beside a program: so many in all of the machine
    "module": (REFUSED, (MODULE, b"", 0, b"")),
    "kexec": (REFUSED, (KEXEC, 0, 0, 0, NO_SUCH_FLAG)),
    "reboot": (REFUSED, (REBOOT, NO_SUCH_ORDER, NO_SUCH_ORDER, NO_SUCH_ORDER, 0)),
    "name": (REFUSED, (HOST, os.uname().nodename.encode(), len(os.uname().nodename))),
    "clock": (ABSENT, (CLOCK, 0, struct.pack("=qq", -1, -1))),
    "ports": (ABSENT, (IOPL, 3)),
}
