"""The sockets between nbclient and a kernel: bound out here, in a folder that the kernel cannot reach, and handed
down to it. So no path leads out of the box, at no level, and none into it but for this process's user."""

import contextlib
import os
import secrets
import socket
from pathlib import Path
from types import TracebackType
from typing import Any

from autograder.errors import BoxError

CHANNELS = ("shell", "stdin", "control", "iopub")
WAITING = 8


class Wire:
    """`fds` are the listening ends and go to the kernel, in the order of CHANNELS; `handed_down` when it has them.

    A socket's path has room for a hundred bytes, which a folder for temporary files may need for itself. So the
    folder is held open, and named by that.
    """

    def __init__(self, place: Path) -> None:
        self.key = secrets.token_hex(16)
        with contextlib.ExitStack() as stack:
            self.ip = f"/proc/self/fd/{_opened(place, stack)}/w"
            self._sockets = [stack.enter_context(_listening(f"{self.ip}-{n}")) for n, _ in enumerate(CHANNELS, 1)]
            self._open = stack.pop_all()

    @property
    def fds(self) -> tuple[int, ...]:
        return tuple(one.fileno() for one in self._sockets)

    def handed_down(self) -> None:
        for one in self._sockets:
            one.close()

    def for_kernel(self) -> dict[str, str]:
        return {"ip": self.ip, "key": self.key}

    def for_client(self) -> dict[str, Any]:
        """As jupyter_client calls it; the heartbeat is left out on both sides."""
        ports = {f"{name}_port": n for n, name in enumerate(CHANNELS, 1)}
        how = {"transport": "ipc", "signature_scheme": "hmac-sha256"}
        return {**how, "ip": self.ip, "key": self.key.encode(), "hb_port": len(CHANNELS) + 1, **ports}

    def __enter__(self) -> "Wire":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self._open.close()


def _opened(place: Path, stack: contextlib.ExitStack) -> int:
    try:
        folder = os.open(place, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError as error:
        raise BoxError(f"the folder for a notebook's sockets cannot be opened: {error}") from error
    stack.callback(os.close, folder)
    return folder


def _listening(path: str) -> socket.socket:
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        listening.bind(path)
        listening.listen(WAITING)
    except OSError as error:
        listening.close()
        raise BoxError(f"a socket for the notebook cannot be made: {error}") from error
    return listening
