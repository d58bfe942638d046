"""A small assembler for seccomp filters: classic BPF over `struct seccomp_data`.

Source: Documentation/userspace-api/seccomp_filter.rst and linux/bpf_common.h. A check falls through when the call
is fine; a rule is entered by call number and always ends in a return.
"""

import struct
from collections.abc import Iterable, Sequence
from itertools import chain

Instruction = tuple[int, int, int, int]  # code, jump if true, jump if false, constant
Body = list[Instruction]

LOAD, AND, IF_EQUAL, IF_AT_LEAST, RETURN = 0x20, 0x54, 0x15, 0x35, 0x06
NUMBER, ARCHITECTURE, ARGUMENTS = 0, 4, 16  # offsets in struct seccomp_data

ALLOW, ERRNO, KILL_PROCESS = 0x7FFF0000, 0x00050000, 0x80000000
ALL_BITS = 0xFFFFFFFF


def answer(errno: int) -> Instruction:
    """The call returns -1 with this errno; 0 makes it a silent success that does nothing."""
    return RETURN, 0, 0, ERRNO | errno


def allow() -> Instruction:
    return RETURN, 0, 0, ALLOW


def require(argument: int, values: Sequence[int], errno: int, *, mask: int = ALL_BITS) -> Body:
    """A check that an argument is one of these values.

    Only the lower half is read: every argument checked here is an int to the kernel, which ignores the upper half,
    and so must the filter.
    """
    last = len(values) - 1
    compare = [(IF_EQUAL, last - i + 1, 0, value) for i, value in enumerate(values)]
    return [*_load(argument, mask), *compare, answer(errno)]


def refuse(argument: int, values: Sequence[int], errno: int, *, mask: int = ALL_BITS) -> Body:
    """A check that an argument is none of these values."""
    last = len(values) - 1
    compare = [(IF_EQUAL, last - i, int(i == last), value) for i, value in enumerate(values)]
    return [*_load(argument, mask), *compare, answer(errno)]


def rule(numbers: Sequence[int], body: Body) -> Body:
    """Runs the body for these calls and goes on with the next rule for all others."""
    last = len(numbers) - 1
    entry = [(IF_EQUAL, last - i, len(body) if i == last else 0, nr) for i, nr in enumerate(numbers)]
    return entry + body if numbers else []


def assemble(architecture: int, newest: int, enosys: int, rules: Iterable[Body]) -> bytes:
    """Wrong machine: the process is killed. A call newer than the rules (x32 is one): ENOSYS. No rule: allowed."""
    head: Body = [
        (LOAD, 0, 0, ARCHITECTURE),
        (IF_EQUAL, 1, 0, architecture),
        (RETURN, 0, 0, KILL_PROCESS),
        (LOAD, 0, 0, NUMBER),
        (IF_AT_LEAST, 0, 1, newest + 1),
        answer(enosys),
    ]
    return b"".join(struct.pack("=HBBI", *line) for line in chain(head, *rules, [allow()]))


def _load(argument: int, mask: int) -> Body:
    load: Body = [(LOAD, 0, 0, ARGUMENTS + 8 * argument)]  # little-endian: the lower half comes first
    return load if mask == ALL_BITS else [*load, (AND, 0, 0, mask)]
