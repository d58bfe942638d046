"""The warm process: imports what the homework allows once, then forks a child for each job it is sent.

It never runs student code itself and is told nothing but where a submission lies. Its control socket is its life:
when the grader ends, in whatever way, the socket closes, this process ends, its children with it, and its keeper
removes what they wrote.
"""

import contextlib
import gc
import importlib
import json
import os
import signal
import socket
import sys
from collections.abc import Sequence
from types import ModuleType
from typing import Any

from . import child, jail, pages, wire
from .clearing import clear
from .jail import landlock, namespaces, privileges, seccomp, users, view
from .preparing import prepare

MOST_REQUEST, MOST_FDS = 1 << 16, 8
DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom", "/dev/random")
HERE = os.path.dirname(os.path.abspath(__file__))


def start() -> None:
    control_fd, setup = int(sys.argv[1]), json.loads(sys.argv[2])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C at a terminal is meant for the grader
    if jail.LEVELS[setup["level"]].namespaces:
        namespaces.enter()
    _leave_a_keeper(control_fd, setup["root"])
    Warm(socket.socket(fileno=control_fd), setup).run()


def _leave_a_keeper(control_fd: int, root: str) -> None:
    """Goes on as a child. The process it leaves behind is small, waits for its end, and clears up after it."""
    keeper = os.getpid()
    pid = os.fork()
    if pid == 0:
        privileges.die_with_parent(keeper if os.getppid() else None)
        return
    os.close(control_fd)
    os.waitpid(pid, 0)
    clear(root)
    os._exit(0)


class Warm:
    """What stays the same from child to child."""

    def __init__(self, control: socket.socket, setup: dict[str, Any]) -> None:
        self._control, self._setup = control, setup
        self._level = jail.LEVELS[setup["level"]]
        self._scratches: dict[int, str] = {}
        self._prepared = prepare(setup)
        if setup["kernel"] or "torch" in sys.modules:
            pages.enlarge()
        importlib.invalidate_caches()  # loads what it needs itself while that can be read
        self._pid = os.getpid()
        self._back = namespaces.own_processes() if self._level.namespaces else -1
        machine, abi = os.uname().machine, landlock.abi() if self._level.landlock else 0
        self._program = seccomp.program(machine, landlock_abi=abi) if self._level.seccomp else None
        self._users = users.spare_users() if self._level.other_user else None
        os.mkdir(setup["scratches"])
        if self._level.other_user:
            for folder in (setup["root"], setup["scratches"]):
                os.chmod(folder, 0o711)  # to be passed through, not to be listed
        if self._level.namespaces:
            view.enter(self._view())
        if self._level.landlock:
            self._confine_itself()

    def run(self) -> None:
        gc.collect()
        gc.freeze()
        gc.disable()
        self._say({"ready": True})
        while True:
            request, fds = self._next_request()
            message = json.loads(request)
            if "reap" in message:
                self._reap(message["reap"])
            else:
                self._fork(child.Job(**message["job"]), fds)

    def _view(self) -> view.View:
        setup = self._setup
        return view.View(
            read=(*setup["wide"], HERE),
            packages=setup["packages"],
            devices=DEVICES,
            root=setup["root"],
            scratches=setup["scratches"],
            scratch_bytes=setup["scratch_bytes"],
            scratch_files=setup["scratch_files"],
        )

    def _confine_itself(self) -> None:
        """The long list of what may be read is laid down once and inherited: hundreds of rules cost milliseconds.

        A child adds a layer with its own two folders and a few wide ones. Only what both layers allow is allowed;
        so /proc, from which a child reads its own limits while it confines itself, is closed to student code.
        """
        setup = self._setup
        privileges.forbid_new_privileges()
        landlock.restrict((*setup["read"], HERE, "/proc"), (setup["root"],), setup["list_only"], DEVICES)

    def _next_request(self) -> tuple[bytes, list[int]]:
        """Ends this process when the grader is gone; a reply that it did not read makes that a reset."""
        with contextlib.suppress(ConnectionResetError):
            request, fds, _, _ = socket.recv_fds(self._control, MOST_REQUEST, MOST_FDS)
            if request:
                return request, fds
        os._exit(0)

    def _fork(self, job: child.Job, fds: list[int]) -> None:
        """The first two are the pipes, the others a kernel's sockets."""
        user = self._users + len(self._scratches) % users.WIDTH if self._users is not None else None
        os.mkdir(job.scratch, 0o700)
        if user is not None:
            os.chown(job.scratch, user, user)
        pid = namespaces.fork_alone(self._back) if self._level.namespaces else os.fork()
        if pid == 0:
            self._be_child(job, fds, user)
        self._scratches[pid] = job.scratch
        pidfd = os.pidfd_open(pid)
        self._say({"pid": pid}, pidfd)
        for fd in (*fds, pidfd):
            os.close(fd)

    def _be_child(self, job: child.Job, fds: list[int], user: int | None) -> None:
        """Never returns: the child ends here, whatever happens."""
        asked, out, *sockets = fds
        try:
            self._control.detach()
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            _take_output_away(job.scratch)
            level = jail.confine(self._policy(job, fds, user))
            if sockets:
                _kernel().serve(job, (asked, out), sockets, level, self._prepared)
            else:
                child.serve(job, asked, out, level, self._prepared)
        except BaseException as error:
            os.write(out, wire.encode({"broken": f"{type(error).__name__}: {error}"[:500]}, {}))
        finally:
            os._exit(0)

    def _policy(self, job: child.Job, fds: Sequence[int], user: int | None) -> jail.Policy:
        setup, level = self._setup, self._level
        return jail.Policy(
            read=(*setup["wide"], job.source),
            write=(job.scratch,),
            list_only=tuple(setup["list_only"]),
            devices=DEVICES,
            limits=jail.Limits(**setup["limits"]),
            keep_fds=(0, 1, 2, *fds),
            seccomp=self._program,
            parent=None if level.namespaces else self._pid,
            landlock=level.landlock,
            alone=level.namespaces,
            narrow=setup["root"] if level.narrow else "",
            user=user,
        )

    def _reap(self, pid: int) -> None:
        _, status, usage = os.wait4(pid, 0)
        self._say({"status": status, "peak_kb": usage.ru_maxrss})
        clear(self._scratches.pop(pid))

    def _say(self, message: dict[str, Any], *fds: int) -> None:
        """A grader that is gone need not be told; the next request that does not come says so."""
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            socket.send_fds(self._control, [json.dumps(message).encode()], fds)


def _kernel() -> ModuleType:
    """Only a process for notebooks has the packages that it imports."""
    return importlib.import_module("_box.kernel")


def _take_output_away(scratch: str) -> None:
    """What native code prints goes into a file of bounded size; nothing can be read."""
    raw = os.open(os.path.join(scratch, ".raw-output"), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    null = os.open("/dev/null", os.O_RDONLY)
    for fd, to in ((null, 0), (raw, 1), (raw, 2)):
        os.dup2(fd, to)
