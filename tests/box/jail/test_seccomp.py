import ctypes
import fcntl
import mmap
import os
import resource
import shutil
import signal
import socket
import subprocess
import threading
import time
from errno import EACCES, EBADF, EINVAL, ENOSYS, EOPNOTSUPP, EPERM

import pytest

from autograder.box.inside.jail import seccomp
from tests.box.jail.conftest import LIMITS

MACHINE = os.uname().machine
PTRACE_SEIZE = 0x4206
SIGNAL_EXISTENCE = 0


@pytest.mark.parametrize("kind", ["STREAM", "DGRAM"])
@pytest.mark.parametrize("family", ["INET", "INET6"])
def test_no_network(lab, family, kind):
    arguments = getattr(socket, f"AF_{family}"), getattr(socket, f"SOCK_{kind}")
    lab.refused(lambda: socket.socket(*arguments).close(), EOPNOTSUPP)


def test_no_netlink(lab):
    lab.refused(lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW).close(), EOPNOTSUPP)


def test_no_connection_to_a_unix_socket(lab):
    path = str(lab.scratch / "door")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(path)
        server.listen()
        lab.refused(lambda: socket.socket(socket.AF_UNIX).connect(path), EPERM)


def test_no_datagram_to_a_unix_socket(lab):
    """sendto and sendmsg need no connect: this is the way into a system log or a service manager."""
    path = str(lab.scratch / "log")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as server:
        server.bind(path)
        lab.refused(lambda: socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM).sendto(b"x", path), EOPNOTSUPP)
        lab.refused(lambda: socket.socketpair(type=socket.SOCK_DGRAM)[0].sendto(b"x", path), EOPNOTSUPP)


def test_a_connected_unix_socket_pair_works(lab):
    def act():
        one, two = socket.socketpair()
        one.sendall(b"hello")
        return two.recv(5).decode()

    assert lab.works(act) == "hello"


def test_a_unix_server_can_be_opened(lab):
    def act():
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(str(lab.scratch / "s"))
            server.listen()

    lab.works(act)


def test_no_fork(lab):
    def fork():
        if (pid := os.fork()) == 0:
            os._exit(0)
        os.waitpid(pid, 0)

    lab.refused(fork, EPERM)


def test_fork_can_be_left_open(lab):
    def fork():
        if (pid := os.fork()) == 0:
            os._exit(3)
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])

    assert lab.works(fork, seccomp=seccomp.program(MACHINE, no_fork=False, landlock_abi=7)) == 3


def test_no_other_program(lab):
    """A successful exec ends the attempt with true's exit status, and without an answer."""
    act = lambda: os.execv("/usr/bin/true", ["true"])  # noqa: E731
    assert lab.free(act).worked
    assert lab.confined(act).errno == EPERM


def test_no_other_program_by_descriptor(lab):
    def act():
        os.execve(os.open("/usr/bin/true", os.O_RDONLY), ["true"], {})

    assert lab.free(act).worked
    assert lab.confined(act).errno == EPERM


def test_no_subprocess(lab):
    lab.refused(lambda: subprocess.run(["/usr/bin/true"], check=True, close_fds=False).check_returncode(), EPERM)
    lab.refused(lambda: os.posix_spawn("/usr/bin/true", ["true"], {}), EPERM)


def test_eight_threads_work(lab):
    def act():
        heard = []
        threads = [threading.Thread(target=lambda n=n: heard.append(bytearray(1 << 20)[n])) for n in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return len(heard)

    assert lab.works(act) == 8


def test_the_parent_cannot_be_signalled(lab):
    lab.refused(lambda: os.kill(os.getppid(), SIGNAL_EXISTENCE), EPERM)
    lab.refused(lambda: signal.pidfd_send_signal(os.pidfd_open(os.getppid()), SIGNAL_EXISTENCE), EPERM)


def test_another_submission_cannot_be_killed(lab, victim):
    assert lab.confined(lambda: os.kill(victim, signal.SIGKILL)).errno == EPERM
    assert os.waitpid(victim, os.WNOHANG) == (0, 0)
    assert lab.free(lambda: os.kill(victim, signal.SIGKILL)).worked
    assert os.waitpid(victim, 0) == (victim, signal.SIGKILL)


def test_another_group_cannot_be_killed(lab, victim):
    os.setpgid(victim, victim)
    assert lab.confined(lambda: os.killpg(victim, signal.SIGKILL)).errno == EPERM
    assert os.waitpid(victim, os.WNOHANG) == (0, 0)
    assert lab.free(lambda: os.killpg(victim, signal.SIGKILL)).worked
    assert os.waitpid(victim, 0) == (victim, signal.SIGKILL)


@pytest.mark.parametrize("landlock", [True, False])
def test_no_signal_by_way_of_a_descriptor(lab, victim, landlock):
    """F_SETOWN names any process, F_SETSIG any signal: an older Landlock does not see either."""

    def act():
        read, write = os.pipe()
        fcntl.fcntl(read, 10, signal.SIGKILL)
        fcntl.fcntl(read, fcntl.F_SETOWN, victim)
        fcntl.fcntl(read, fcntl.F_SETFL, os.O_ASYNC | os.O_NONBLOCK)
        os.write(write, b"x")

    assert lab.confined(act, landlock=landlock).errno == EPERM
    time.sleep(0.05)
    assert os.waitpid(victim, os.WNOHANG) == (0, 0)
    assert lab.free(act).worked
    assert os.waitpid(victim, 0) == (victim, signal.SIGKILL)


def test_where_landlock_does_not_scope_signals_the_guard_does(lab, victim):
    lab.refused(lambda: os.kill(victim, SIGNAL_EXISTENCE), EPERM, landlock=False)
    lab.refused(lambda: os.kill(os.getppid(), SIGNAL_EXISTENCE), EPERM, landlock=False)
    assert lab.works(lambda: os.kill(os.getpid(), SIGNAL_EXISTENCE), landlock=False) is None


@pytest.mark.parametrize("landlock", [True, False])
def test_a_process_can_signal_itself_and_its_threads(lab, landlock):
    def act():
        heard = []
        signal.signal(signal.SIGUSR1, lambda *_: heard.append(1))
        os.kill(os.getpid(), signal.SIGUSR1)
        signal.raise_signal(signal.SIGUSR1)
        ready = threading.Event()
        thread = threading.Thread(target=ready.wait)
        thread.start()
        signal.pthread_kill(thread.ident, signal.SIGUSR1)
        time.sleep(0.05)
        ready.set()
        thread.join()
        return len(heard)

    assert lab.works(act, landlock=landlock) == 3


def test_abort_still_aborts(lab):
    assert os.WTERMSIG(lab.confined(os.abort).status) == signal.SIGABRT


def test_the_parent_cannot_be_traced(lab, syscall):
    lab.refused(lambda: syscall("ptrace", PTRACE_SEIZE, os.getppid(), 0, 0), EPERM, unless_missing=True)


@pytest.mark.parametrize("name", ["process_vm_readv", "process_vm_writev"])
def test_memory_of_the_parent_cannot_be_touched(lab, syscall, name):
    secret = ctypes.create_string_buffer(b"expected")

    def act():
        mine = ctypes.create_string_buffer(b"expected")
        here = (ctypes.c_size_t * 2)(ctypes.addressof(mine), 8)
        there = (ctypes.c_size_t * 2)(ctypes.addressof(secret), 8)
        return syscall(name, os.getppid(), ctypes.addressof(here), 1, ctypes.addressof(there), 1, 0)

    lab.refused(act, EPERM, unless_missing=True)


def test_limits_of_the_parent_cannot_be_changed(lab, victim):
    hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
    lab.refused(lambda: resource.prlimit(victim, resource.RLIMIT_CORE, (0, hard)), EPERM, unless_missing=True)
    lab.refused(lambda: resource.prlimit(os.getppid(), resource.RLIMIT_CORE), EPERM, unless_missing=True)
    assert lab.works(lambda: resource.prlimit(0, resource.RLIMIT_CORE)) == [0, 0]


def test_the_share_of_the_machine_of_others_cannot_be_changed(lab, victim):
    lab.refused(lambda: os.sched_setaffinity(victim, {min(os.sched_getaffinity(0))}), EPERM)
    lab.refused(lambda: os.setpriority(os.PRIO_PROCESS, victim, 19), EPERM)
    assert lab.works(lambda: os.sched_setaffinity(0, os.sched_getaffinity(0))) is None


def test_how_others_are_scheduled_is_not_changed_by_a_call_that_says_so(lab, victim):
    """libzmq does that for its own threads, by numbers that no filter can know, and aborts when it is refused."""

    def act():
        os.sched_setscheduler(victim, os.SCHED_BATCH, os.sched_param(0))
        os.sched_setparam(victim, os.sched_param(0))
        return os.sched_getscheduler(victim)

    assert lab.works(act) == os.SCHED_OTHER
    assert lab.free(act).value == os.SCHED_BATCH


@pytest.mark.parametrize("name", ["memfd_create", "shmget", "msgget", "semget", "mq_open"])
def test_no_memory_that_no_limit_counts_and_no_letter_box_for_the_next(lab, syscall, name):
    arguments = {
        "memfd_create": (b"x", 0),
        "shmget": (0, 4096, 0o1600),
        "msgget": (0, 0o1600),
        "semget": (0, 1, 0o1600),
        "mq_open": (b"jail-test", os.O_RDWR | os.O_CREAT, 0o600, 0),
    }
    removal = {"shmget": "shmctl", "msgget": "msgctl"}

    def act():
        made = syscall(name, *arguments[name])
        if name in removal:
            syscall(removal[name], made, 0, 0)
        if name == "semget":
            syscall("semctl", made, 0, 0)
        if name == "mq_open":
            syscall("mq_unlink", b"jail-test")

    lab.refused(act, EPERM, unless_missing=True)


def test_no_namespaces(lab, syscall):
    new_user = 0x10000000
    lab.refused(lambda: syscall("unshare", new_user), EPERM, unless_missing=True)
    assert lab.confined(lambda: syscall("clone", new_user | 0x11, 0, 0, 0, 0)).errno == EPERM


# A call with an argument that makes no sense: a free process is told so, a jailed one does not get that far.
SENSELESS = {
    "mount": (1, 1, 1, 0, 1), "io_uring_setup": (0, 0), "keyctl": (9999,), "bpf": (9999, 0, 0),
    "perf_event_open": (0, 0, 0, 0, 0), "userfaultfd": (-1,), "open_by_handle_at": (-1, 0, 0), "kcmp": (0, 0, 99),
    "add_key": (0, 0, 0, 0, 0), "request_key": (0, 0, 0, 0), "fanotify_init": (-1, -1), "inotify_init1": (-1,),
    "process_madvise": (-1, 0, 0, 0, 1), "pidfd_getfd": (-1, 0, 1), "pidfd_open": (-1, 0), "ioprio_set": (99, 0, 0),
    "move_mount": (-1, 0, 0, 0, -1), "open_tree": (-1, 0, -1), "fsopen": (0, -1), "mount_setattr": (0, 0, -1, 0, 0),
    "move_pages": (0, 1, 0, 0, -1), "setxattr": (0, 0, 0, 0, 0), "shmat": (-1, 0, 0), "shmctl": (-1, 0, 0),
    "msgsnd": (-1, 0, 0, 0), "semop": (-1, 0, 0), "memfd_secret": (-1,), "file_setattr": (-1, 0, 0, 0, -1),
    "process_mrelease": (-1, -1), "setns": (-1, 0), "personality": (0xFFFFFFFF,), "quotactl_fd": (-1, 0, 0, 0),
    "io_setup": (0, 0), "splice": (-1, 0, -1, 0, 1), "vmsplice": (-1, 0, 1, 0), "tee": (-1, -1, 1, 0),
}  # fmt: skip


@pytest.mark.parametrize("name", SENSELESS)
def test_calls_that_homework_does_not_need_do_not_reach_the_kernel(lab, syscall, name):
    control = lab.free(lambda: syscall(name, *SENSELESS[name]))
    if control.errno in (EPERM, ENOSYS, EACCES):
        pytest.skip(f"this machine has no such call, or not for this user: {control}")
    assert control.status == 0
    assert lab.confined(lambda: syscall(name, *SENSELESS[name])).errno == EPERM


def test_clone3_is_said_to_be_missing_so_that_glibc_uses_clone(lab, syscall):
    assert lab.free(lambda: syscall("clone3", 0, 0)).errno == EINVAL
    assert lab.confined(lambda: syscall("clone3", 0, 0)).errno == ENOSYS


def test_a_call_newer_than_the_rules_does_not_exist(lab, syscall):
    assert lab.confined(lambda: syscall(470, -1, -1, -1, -1)).errno == ENOSYS


@pytest.mark.parametrize("change", ["chmod", "fchmod", "utime"])
def test_metadata_of_files_outside_stays_as_it_was(lab, change):
    """Landlock does not see these, and a file belongs to the grader's user."""
    file = lab.private / "file.txt"
    readable = lab.handed_out / "file.txt"

    def fchmod():
        with open(readable) as opened:
            os.fchmod(opened.fileno(), 0o777)

    acts = {"chmod": lambda: os.chmod(file, 0o777), "fchmod": fchmod, "utime": lambda: os.utime(file, (1, 1))}
    look = lambda: [(f.stat().st_mode, f.stat().st_mtime) for f in (file, readable)]  # noqa: E731
    before = look()
    assert lab.works(acts[change]) is None
    assert look() == before
    assert lab.free(acts[change]).worked
    assert look() != before


def test_attributes_and_owners_of_files_outside_stay_too(lab):
    file = lab.private / "file.txt"
    lab.refused(lambda: os.setxattr(file, "user.mine", b"1"), EPERM, unless_missing=True)
    lab.refused(lambda: os.chown(file, os.getuid(), os.getgid()), EPERM)


def test_what_is_written_beside_a_file_cannot_be_read(lab):
    file = lab.private / "file.txt"
    os.setxattr(file, "user.mine", b"1")
    lab.refused(lambda: str(os.getxattr(file, "user.mine")), EOPNOTSUPP)
    lab.refused(lambda: os.listxattr(file), EOPNOTSUPP)


def test_no_blocks_are_set_aside_past_the_limit_of_a_file(lab, syscall):
    keep_size, far = 1, LIMITS.file_bytes + (1 << 20)

    def set_aside(mode, size):
        with open(lab.scratch / "file.txt", "r+b") as file:
            return syscall("fallocate", file.fileno(), mode, 0, size)

    lab.refused(lambda: set_aside(keep_size, far), EOPNOTSUPP)
    assert lab.works(lambda: set_aside(0, 4096)) == 0


def test_nobody_else_has_to_wait_while_everything_is_written_down(lab, syscall):
    """The free process is told that there is no such descriptor: it got as far as looking."""
    assert lab.free(lambda: syscall("syncfs", -1)).errno == EBADF
    assert lab.works(lambda: syscall("syncfs", -1)) == 0
    assert lab.works(os.sync) is None


def test_no_lease_keeps_others_waiting_for_a_shared_file(lab):
    def act():
        with open(lab.handed_out / "file.txt") as opened:
            fcntl.fcntl(opened, fcntl.F_SETLEASE, fcntl.F_WRLCK)

    lab.refused(act, EPERM)


def test_a_copy_in_the_scratch_folder_does_not_stumble_over_its_mode(lab):
    def act():
        shutil.copy2(lab.handed_out / "file.txt", lab.scratch / "copy.txt")
        return (lab.scratch / "copy.txt").read_text()

    assert lab.works(act) == "handed_out"


@pytest.mark.parametrize(("option", "value"), [(1, 0), (4, 1)])
def test_what_the_jail_has_set_cannot_be_set_back(lab, syscall, option, value):
    lab.refused(lambda: syscall("prctl", option, value), EPERM)


def test_nothing_is_typed_into_a_terminal(lab):
    controller, terminal = os.openpty()

    def act():
        os.setsid() if os.getsid(0) != os.getpid() else None
        fcntl.ioctl(terminal, 0x540E, 0)  # TIOCSCTTY: the free process needs a terminal of its own
        fcntl.ioctl(terminal, seccomp.TIOCSTI, b"x")

    try:
        lab.refused(act, EPERM, unless_missing=True, keep_fds=(0, 1, 2, terminal))
    finally:
        os.close(controller)
        os.close(terminal)


@pytest.mark.skipif(MACHINE != "x86_64", reason="the 32-bit door exists on x86 only")
def test_the_32_bit_door_kills(lab):
    def act():
        code = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
        code.write(b"\xb8\x14\x00\x00\x00\xcd\x80\xc3")  # mov eax, 20 (getpid); int 0x80; ret
        address = ctypes.addressof(ctypes.c_char.from_buffer(code))
        return ctypes.CFUNCTYPE(ctypes.c_int)(address)() == os.getpid()

    control = lab.free(act)
    if not control.worked or not control.value:
        pytest.skip("this kernel runs no 32-bit calls")
    assert os.WTERMSIG(lab.confined(act).status) == signal.SIGSYS


def test_an_older_landlock_is_helped_with_truncation(lab):
    program = seccomp.program(MACHINE, landlock_abi=2)
    file = lab.scratch / "file.txt"
    lab.refused(lambda: os.truncate(file, 3), EPERM, seccomp=program)
    lab.refused(lambda: os.close(os.open(file, os.O_RDONLY | os.O_TRUNC)), EPERM, seccomp=program)
    assert lab.works(lambda: file.write_text("new"), seccomp=program) == 3


def test_a_filter_holds_in_threads_that_start_later(lab):
    def act():
        heard = []
        thread = threading.Thread(target=lambda: heard.append(_errno(socket.socket)))
        thread.start()
        thread.join()
        return heard

    assert lab.works(act) == [EOPNOTSUPP]


def _errno(act):
    try:
        act()
    except OSError as error:
        return error.errno
    return 0


def test_everyday_python_works(lab):
    def act():
        import asyncio
        import random
        import tempfile

        with tempfile.NamedTemporaryFile(dir=lab.scratch) as file:
            file.write(b"x")
        time.sleep(0.001)
        return [asyncio.run(asyncio.sleep(0, "done")), len(os.urandom(3)), random.Random(0).randint(1, 1)]

    assert lab.works(act) == ["done", 3, 1]
