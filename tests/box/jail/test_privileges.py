import ctypes
import os
import select
import signal
import struct
import time
from errno import EACCES, EBADF, ENOSYS, EPERM

import pytest

from autograder.box.inside.jail import JailError, kernel, privileges

CAP_VERSION_3 = 0x20080522
PR_GET_PDEATHSIG, PR_GET_DUMPABLE, PR_CAPBSET_READ, PR_GET_NO_NEW_PRIVS = 2, 3, 23, 39


def capabilities(syscall):
    """Effective, permitted, inheritable and bounding set."""
    header, data = struct.pack("=Ii", CAP_VERSION_3, 0), ctypes.create_string_buffer(24)
    syscall(
        "capget" if False else {"x86_64": 125, "aarch64": 90}[os.uname().machine], header, ctypes.addressof(data)
    )
    words = struct.unpack("=6I", data.raw)
    bounding = []
    for capability in range(64):
        try:
            bounding.append(syscall("prctl", PR_CAPBSET_READ, capability))
        except OSError:
            break
    return [words[0] | words[3], words[1] | words[4], words[2] | words[5], sum(bounding)]


def test_nothing_is_left_of_root(lab, syscall):
    effective, permitted, inheritable, bounding = lab.works(lambda: capabilities(syscall))
    assert (effective, permitted, inheritable) == (0, 0, 0)
    if os.geteuid() == 0:
        assert bounding == 0
        assert lab.free(lambda: capabilities(syscall)).value[0] > 0


@pytest.mark.skipif(os.geteuid() != 0, reason="a plain user has nothing to lose")
def test_root_cannot_do_what_root_can(lab):
    lab.refused(lambda: os.setuid(65534), EPERM)
    lab.refused(lambda: os.setgroups([]), EPERM)
    lab.refused(lambda: os.mknod(lab.scratch / f"{os.getpid()}", 0o20600, os.makedev(1, 3)), EPERM, EACCES)


def test_flags_of_the_process(lab, syscall):
    def act():
        signal_number = ctypes.c_int()
        syscall("prctl", PR_GET_PDEATHSIG, ctypes.addressof(signal_number))
        flags = [syscall("prctl", which, 0, 0, 0, 0) for which in (PR_GET_DUMPABLE, PR_GET_NO_NEW_PRIVS)]
        return [signal_number.value, *flags]

    assert lab.works(act) == [signal.SIGKILL, 0, 1]
    assert lab.free(act).value == [0, 1, 0]


def test_a_session_of_its_own(lab):
    act = lambda: [os.getsid(0) == os.getpid(), os.getpgid(0) == os.getpid()]  # noqa: E731
    assert lab.works(act) == [True, True]
    assert lab.free(act).value == [False, False]


def test_an_inherited_descriptor_is_closed(lab):
    with open(lab.private / "file.txt") as secret:
        fd = secret.fileno()
        lab.refused(lambda: os.pread(fd, 10, 0).decode(), EBADF)
        assert lab.works(lambda: os.pread(fd, 10, 0).decode(), keep_fds=(fd,)) == "private"


def test_descriptors_are_closed_without_the_call_for_it(lab, monkeypatch):
    def missing(name, *_):
        raise JailError(name, ENOSYS)

    with open(lab.private / "file.txt") as secret, open(lab.names / "file.txt") as kept:
        fd_of_secret, kept_fd = secret.fileno(), kept.fileno()

        def act():
            monkeypatch.setattr(kernel, "call", missing)
            answer = [fd for fd in map(int, os.listdir("/proc/self/fd")) if fd not in (fd_of_secret, kept_fd)]
            privileges.close_fds({kept_fd, *answer})
            return [os.pread(kept_fd, 5, 0).decode(), _closed(fd_of_secret)]

        assert lab.free(act).value == ["names", True]


def _closed(fd):
    try:
        os.fstat(fd)
    except OSError as error:
        return error.errno == EBADF
    return False


@pytest.mark.parametrize(
    ("keep", "gaps"),
    [
        ((), [(0, privileges.LAST_FD)]),
        ((0, 1, 2), [(3, privileges.LAST_FD)]),
        ((5, 1, 2, 5), [(0, 0), (3, 4), (6, privileges.LAST_FD)]),
    ],
)
def test_what_lies_between_the_kept_descriptors(keep, gaps):
    assert list(privileges.gaps(keep)) == gaps


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # Python 3.12 warns where pytest-xdist has a thread
def test_a_child_ends_with_its_parent():
    """Parent and child of this test's own: the child holds the pipe open until it is killed."""
    read, write = os.pipe()
    parent = os.fork()
    if parent == 0:
        mine = os.getpid()
        if os.fork() == 0:
            try:
                os.setsid()
                privileges.die_with_parent(mine)
                os.write(write, b"ready")
                time.sleep(60)
            finally:
                os._exit(0)
        time.sleep(60)
        os._exit(0)
    os.close(write)
    assert os.read(read, 5) == b"ready"
    os.kill(parent, signal.SIGKILL)
    os.waitpid(parent, 0)
    gone, _, _ = select.select([read], [], [], 10)
    assert gone
    assert os.read(read, 1) == b""
    os.close(read)


def test_a_child_whose_parent_is_gone_already_notices(lab):
    outcome = lab.confined(lambda: "student code", parent=os.getpid() + 1)
    assert "JailError" in outcome.error
    assert "ESRCH" in outcome.error
