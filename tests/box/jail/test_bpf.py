"""The filters of both machines, run by a small interpreter of classic BPF: no kernel needed."""

import os
import re
import socket
import struct
from errno import ENOSYS, ENOTTY, EOPNOTSUPP, EPERM
from pathlib import Path

import pytest

from autograder.box.inside.jail import JailError, bpf, numbers, seccomp

MACHINES = ("x86_64", "aarch64")
ALLOWED, KILLED = "allowed", "killed"
THREAD = 0x3D0F00  # the flags of glibc's pthread_create
LONGEST = 4096  # BPF_MAXINSNS


def lines(program):
    return list(struct.iter_unpack("=HBBI", program))


def run(program, architecture, nr, arguments=()):
    """What the kernel would answer: allowed, killed, or an errno (0: success without doing anything)."""
    words = [*arguments, 0, 0, 0, 0, 0, 0][:6]
    data = struct.pack("<IIQ6Q", nr & bpf.ALL_BITS, architecture, 0, *(w & (1 << 64) - 1 for w in words))
    code, at, a = lines(program), 0, 0
    while True:
        operation, yes, no, k = code[at]
        at += 1
        if operation == bpf.LOAD:
            (a,) = struct.unpack_from("<I", data, k)
        elif operation == bpf.AND:
            a &= k
        elif operation == bpf.RETURN:
            return {bpf.ALLOW: ALLOWED, bpf.KILL_PROCESS: KILLED}.get(k, k & 0xFFFF)
        else:
            at += yes if (a == k if operation == bpf.IF_EQUAL else a >= k) else no


@pytest.fixture(params=MACHINES)
def machine(request):
    return request.param


@pytest.fixture
def ask(machine):
    def ask(which, *arguments, program=None, **options):
        nr = numbers.number(which, machine) if isinstance(which, str) else which
        options = {"landlock_abi": 7, **options}
        program = program or seccomp.program(machine, **options)
        return run(program, seccomp.ARCHITECTURES[machine], nr, arguments)

    return ask


@pytest.mark.parametrize("no_fork", [True, False])
@pytest.mark.parametrize("abi", [0, 2, 3, 7])
def test_a_program_is_well_formed(machine, no_fork, abi):
    for program in (seccomp.program(machine, no_fork, abi), seccomp.signal_guard(machine, 7)):
        code = lines(program)
        assert len(program) == 8 * len(code)
        assert len(code) <= LONGEST
        assert code[-1][0] == bpf.RETURN
        for at, (operation, yes, no, k) in enumerate(code):
            assert operation in {bpf.LOAD, bpf.AND, bpf.IF_EQUAL, bpf.IF_AT_LEAST, bpf.RETURN}
            if operation in {bpf.IF_EQUAL, bpf.IF_AT_LEAST}:
                assert at + 1 + max(yes, no) < len(code)
            if operation == bpf.LOAD:
                assert k < 64
                assert k % 4 == 0


def test_every_call_by_name_gets_its_answer(machine, ask):
    answers = {seccomp.REFUSED: EPERM, seccomp.IGNORED: 0, seccomp.ABSENT: EOPNOTSUPP}
    answers |= {"clone3": ENOSYS, "fork vfork": EPERM}
    for names, answer in answers.items():
        for name in names.split():
            if numbers.number(name, machine) is not None:
                assert ask(name) == answer, name


def test_no_call_is_known_and_forgotten(machine):
    own = "prctl capset seccomp close_range landlock_create_ruleset landlock_add_rule landlock_restrict_self"
    ruled = f"{own} {seccomp.REFUSED} {seccomp.IGNORED} {seccomp.ABSENT} {seccomp.ONLY_ITSELF} {seccomp.SIGNALS} "
    ruled += f"{seccomp.OWN_SCHEDULING} "
    ruled += "clone clone3 fork vfork socket socketpair ioctl fcntl fallocate open openat openat2 truncate"
    assert set(ruled.split()) == set(numbers.NUMBERS)


def test_everything_else_is_allowed(machine, ask):
    named = {pair[MACHINES.index(machine)] for pair in numbers.NUMBERS.values()}
    assert {ask(nr) for nr in range(numbers.NEWEST + 1) if nr not in named} == {ALLOWED}


def test_another_architecture_is_killed(machine):
    program = seccomp.program(machine)
    for other in (0x40000003, 0x40000028, *set(seccomp.ARCHITECTURES.values()) - {seccomp.ARCHITECTURES[machine]}):
        assert run(program, other, 0) == KILLED


def test_x32_and_calls_of_the_future_do_not_exist(ask):
    assert ask(0x40000000) == ENOSYS
    assert ask(0x40000000 | 39) == ENOSYS
    assert ask(numbers.NEWEST) != ENOSYS
    assert ask(numbers.NEWEST + 1) == ENOSYS
    assert ask(0xFFFFFFFF) == ENOSYS


def test_threads_start_and_processes_do_not(ask):
    assert ask("clone", THREAD) == ALLOWED
    assert ask("clone", 17) == EPERM
    assert ask("clone", 17, no_fork=False) == ALLOWED
    assert ask("clone", THREAD, no_fork=False) == ALLOWED


@pytest.mark.parametrize("no_fork", [True, False])
@pytest.mark.parametrize("bit", [17, 25, 26, 27, 28, 29, 30, 15])
def test_no_namespace_and_no_sibling_by_clone(ask, bit, no_fork):
    assert ask("clone", 17 | 1 << bit, no_fork=no_fork) == EPERM
    assert ask("clone", THREAD | 1 << bit, no_fork=no_fork) == EPERM


@pytest.mark.parametrize("name", ["socket", "socketpair"])
def test_only_connected_unix_sockets(ask, name):
    for kind in (socket.SOCK_STREAM, socket.SOCK_SEQPACKET):
        assert ask(name, socket.AF_UNIX, kind) == ALLOWED
        assert ask(name, socket.AF_UNIX, kind | socket.SOCK_CLOEXEC | socket.SOCK_NONBLOCK) == ALLOWED
    assert ask(name, socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) == EOPNOTSUPP
    assert ask(name, socket.AF_UNIX, socket.SOCK_RAW) == EOPNOTSUPP
    for family in (0, 2, 10, 16, 17, 38, 40):
        assert ask(name, family, socket.SOCK_STREAM) == EOPNOTSUPP


def test_the_upper_half_of_an_argument_does_not_hide_it(ask):
    assert ask("ioctl", 0, 1 << 32 | seccomp.TIOCSTI) == EPERM
    assert ask("prlimit64", 1 << 32) == ALLOWED  # the kernel reads pid 0
    assert ask("prlimit64", 1 << 32 | 9) == EPERM


def test_process_attributes_only_of_itself(ask):
    for name in seccomp.ONLY_ITSELF.split():
        assert (ask(name, 0), ask(name, 1), ask(name, -1)) == (ALLOWED, EPERM, EPERM)


def test_ioctl_fcntl_and_prctl_lose_only_what_is_named(ask):
    assert [ask("ioctl", 0, c) for c in (0x5412, 0x541C)] == [EPERM] * 2
    others = (0x8901, 0x8902, 0x8912, 0x40086602, 0x401C5820, 0x40046604)  # of sockets, and of a file's flags
    assert [ask("ioctl", 0, c) for c in others] == [ENOTTY] * len(others)
    assert [ask("ioctl", 0, c) for c in (0x5401, 0x5413, 0x541B, 0x5421)] == [ALLOWED] * 4
    assert [ask("fcntl", 0, c) for c in (8, 10, 15, 1024, 1026)] == [EPERM] * 5
    assert [ask("fcntl", 0, c) for c in (0, 1, 2, 3, 4, 6, 1030, 1031)] == [ALLOWED] * 8
    assert [ask("prctl", c) for c in (1, 4)] == [EPERM] * 2
    assert [ask("prctl", c) for c in (2, 15, 16, 22, 38)] == [ALLOWED] * 5


def test_blocks_are_set_aside_within_a_file_only(ask):
    assert ask("fallocate", 3, 0, 0, 1 << 40) == ALLOWED
    assert [ask("fallocate", 3, mode) for mode in (1, 3, 0x10, 1 << 32 | 1)] == [EOPNOTSUPP] * 4


def test_truncating_is_refused_where_landlock_does_not_see_it(machine, ask):
    opening = [("openat", (0, 0))] + ([("open", (0,))] if machine == "x86_64" else [])
    for abi, answer in ((0, EPERM), (2, EPERM), (3, ALLOWED), (7, ALLOWED)):
        assert ask("truncate", landlock_abi=abi) == answer
        for name, before in opening:
            assert ask(name, *before, os.O_RDONLY | os.O_TRUNC | os.O_CLOEXEC, landlock_abi=abi) == answer
            assert ask(name, *before, os.O_WRONLY | os.O_TRUNC | os.O_CREAT, landlock_abi=abi) == ALLOWED
            assert ask(name, *before, os.O_RDONLY, landlock_abi=abi) == ALLOWED


def test_the_guard_allows_signals_to_itself_only(machine, ask):
    guard = seccomp.signal_guard(machine, 4711)
    for name in seccomp.SIGNALS.split():
        assert ask(name, 4711, program=guard) == ALLOWED
        assert [ask(name, pid, program=guard) for pid in (1, 4710, 0, -1, -4711)] == [EPERM] * 5
    assert ask("ptrace", program=guard) == ALLOWED


def test_an_unknown_machine_is_named():
    with pytest.raises(JailError, match="riscv64"):
        seccomp.program("riscv64")


@pytest.mark.parametrize(
    ("machine", "header"),
    [("x86_64", "/usr/include/x86_64-linux-gnu/asm/unistd_64.h"), ("aarch64", "/usr/include/asm-generic/unistd.h")],
)
def test_the_numbers_are_those_of_the_kernel_headers(machine, header):
    if not Path(header).exists():
        pytest.skip("no kernel headers on this machine")
    found = re.findall(r"#define __NR(?:3264)?_(\w+)\s+(\d+)", Path(header).read_text())
    theirs = {name: int(nr) for name, nr in found}
    newest = max(theirs.values())
    for name in numbers.NUMBERS:
        ours = numbers.number(name, machine)
        assert ours == theirs.get(name) or (ours is not None and ours > newest - 1), name


def test_new_calls_have_one_number_everywhere():
    for name, (x86, arm) in numbers.NUMBERS.items():
        if x86 is not None and x86 >= 424:
            assert x86 == arm, name
