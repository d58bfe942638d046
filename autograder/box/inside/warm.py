"""The warm process: imports what the homework allows once, then forks a child for each job it is sent.

It never runs student code itself and is told nothing but where a submission lies. Its control socket is its life:
when the grader ends, in whatever way, the socket closes, this process ends, and its children with it.
"""

import contextlib
import gc
import importlib
import json
import os
import signal
import socket
import sys
from typing import Any

from . import child, jail, wire
from .jail import landlock, privileges, seccomp

MOST_REQUEST = 1 << 16
DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom", "/dev/random")
HERE = os.path.dirname(os.path.abspath(__file__))


def main(control_fd: int, setup: dict[str, Any]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C at a terminal is meant for the grader
    control = socket.socket(fileno=control_fd)
    for name in setup["preload"]:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    importlib.invalidate_caches()  # loads what it needs itself while that can be read
    setup["pid"] = os.getpid()
    confined = setup["level"] != "none"
    program = seccomp.program(os.uname().machine, landlock_abi=landlock.abi()) if confined else None
    if confined:
        _confine_itself(setup)
    gc.collect()
    gc.freeze()
    gc.disable()
    _say(control, {"ready": True})
    while True:
        request, fds = _next_request(control)
        message = json.loads(request)
        if "reap" in message:
            _reap(control, message["reap"])
        else:
            _fork(control, message, fds, setup, program)


def _next_request(control: socket.socket) -> tuple[bytes, list[int]]:
    """Ends this process when the grader is gone; a reply that it did not read makes that a reset."""
    with contextlib.suppress(ConnectionResetError):
        request, fds, _, _ = socket.recv_fds(control, MOST_REQUEST, 2)
        if request:
            return request, fds
    os._exit(0)


def _confine_itself(setup: dict[str, Any]) -> None:
    """The long list of what may be read is laid down once and inherited: hundreds of rules cost milliseconds.

    A child adds a layer with its own two folders and a few wide ones. Only what both layers allow is allowed; so
    /proc, from which a child reads its own limits while it confines itself, is closed to student code.
    """
    privileges.forbid_new_privileges()
    landlock.restrict((*setup["read"], HERE, "/proc"), (setup["root"],), setup["list_only"], DEVICES)


def _fork(
    control: socket.socket,
    message: dict[str, Any],
    fds: list[int],
    setup: dict[str, Any],
    program: bytes | None,
) -> None:
    asked, out = fds
    pid = os.fork()
    if pid == 0:
        _be_child(control, message, asked, out, setup, program)
    pidfd = os.pidfd_open(pid)
    _say(control, {"pid": pid}, pidfd)
    for fd in (asked, out, pidfd):
        os.close(fd)


def _be_child(
    control: socket.socket,
    message: dict[str, Any],
    asked: int,
    out: int,
    setup: dict[str, Any],
    program: bytes | None,
) -> None:
    """Never returns: the child ends here, whatever happens."""
    try:
        control.detach()
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        job = child.Job(**message["job"])
        _take_output_away(job.scratch)
        level = jail.confine(_policy(job, setup, (asked, out), program))
        child.serve(job, asked, out, level)
    except BaseException as error:
        os.write(out, wire.encode({"broken": f"{type(error).__name__}: {error}"[:500]}, {}))
    finally:
        os._exit(0)


def _take_output_away(scratch: str) -> None:
    """What native code prints goes into a file of bounded size; nothing can be read."""
    raw = os.open(os.path.join(scratch, ".raw-output"), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    null = os.open("/dev/null", os.O_RDONLY)
    for fd, to in ((null, 0), (raw, 1), (raw, 2)):
        os.dup2(fd, to)


def _policy(job: child.Job, setup: dict[str, Any], fds: tuple[int, int], program: bytes | None) -> jail.Policy:
    return jail.Policy(
        read=(*setup["wide"], job.source),
        write=(job.scratch,),
        list_only=tuple(setup["list_only"]),
        devices=DEVICES,
        limits=jail.Limits(**setup["limits"]),
        keep_fds=(0, 1, 2, *fds),
        seccomp=program,
        parent=setup["pid"],
        landlock=setup["level"] != "none",
    )


def _reap(control: socket.socket, pid: int) -> None:
    _, status, usage = os.wait4(pid, 0)
    _say(control, {"status": status, "peak_kb": usage.ru_maxrss})


def _say(control: socket.socket, message: dict[str, Any], *fds: int) -> None:
    """A grader that is gone need not be told; the next request that does not come says so."""
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        socket.send_fds(control, [json.dumps(message).encode()], fds)


def start() -> None:
    main(int(sys.argv[1]), json.loads(sys.argv[2]))
