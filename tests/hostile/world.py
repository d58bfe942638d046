"""What an attacker would like to reach: files, another process, sockets; each holds a text to be kept."""

import contextlib
import os
import secrets
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

VICTIM = """
import sys, time
memory = bytearray(sys.argv[1].encode()) * 1000
kept = open(sys.argv[2])
print("ready", flush=True)
while True:
    time.sleep(0.05)
"""


class World:
    """Open it with `with`. `describe` is the text of the module `world` that every attack can import."""

    def __init__(self, folder: Path) -> None:
        self.bait = "bait-" + secrets.token_hex(8)
        self.folder = folder
        self.connections: list[str] = []
        self.place = {
            "SECRET_FILE": folder / "config" / "secret",
            "KEY_FILE": folder / "build" / "hidden.key",
            "RUBRIC": folder / "rubrics" / "rubric.yaml",
            "REFERENCE": folder / "reference" / "solution.py",
            "GRADEBOOK": folder / "grades" / "evidence" / "ada.json",
            "OTHER": folder / "class" / "grace" / "solution.py",
            "HOME_FILE": folder / "home" / ".netrc",
            "PRECIOUS": folder / "outside" / "precious.txt",
        }
        for path in self.place.values():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(self.bait + "\n", encoding="ascii")
        os.setxattr(self.place["KEY_FILE"], "user.note", self.bait.encode())
        self.outside = folder / "outside"
        self.link = folder / "latest"
        self.link.symlink_to("grades")

    @contextlib.contextmanager
    def opened(self) -> Iterator["World"]:
        with contextlib.ExitStack() as stack:
            self._socket_path = str(self.folder / "s")
            self._abstract = "\0autograder-" + self.bait
            tcp = self._listen(stack, socket.AF_INET, ("127.0.0.1", 0))
            self._listen(stack, socket.AF_UNIX, self._socket_path)
            self._listen(stack, socket.AF_UNIX, self._abstract)
            self._tcp_port = tcp.getsockname()[1]
            self._victim = stack.enter_context(_victim(self.bait, self.place["SECRET_FILE"]))
            self.forget()
            yield self

    def describe(self, *, gentle: bool) -> str:
        """GENTLE is true where nothing confines the attack: it then shows with one small step that it works."""
        facts = {
            **{name: str(path) for name, path in self.place.items()},
            "OUTSIDE": str(self.outside), "FOLDER": str(self.folder), "LINK": str(self.link), "GENTLE": gentle,
            "VICTIM_PID": self._victim.pid, "GRADER_PID": os.getpid(), "TCP_PORT": self._tcp_port,
            "SOCKET_PATH": self._socket_path, "ABSTRACT_SOCKET": self._abstract, "UID": os.getuid(),
        }  # fmt: skip
        return "".join(f"{name} = {value!r}\n" for name, value in facts.items())

    def harm(self) -> list[str]:
        """What an attack did out here, whether or not it noticed; empty when all is as it was."""
        told = [f"a connection to {address}" for address in self.connections]
        told += ["the other process has ended"] * (self._victim.poll() is not None)
        after = self._files()
        told += [
            f"{path} was changed"
            for path in sorted({*after, *self._before})
            if after.get(path) != self._before.get(path)
        ]
        return told

    def forget(self) -> None:
        """What is there now is as it should be, be it after an attack that was let through on purpose."""
        self.connections.clear()
        self._before = self._files()

    def _files(self) -> dict[str, tuple[object, ...]]:
        """Whatever stands there: its kind and rights, owner, links, time of change and text."""
        found: dict[str, tuple[object, ...]] = {}
        for path in self.folder.rglob("*"):
            status = path.lstat()
            text = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
            links = status.st_nlink if text else 0
            found[str(path)] = (
                status.st_mode,
                status.st_uid,
                links,
                os.listxattr(path, follow_symlinks=False),
                text,
            )
        return found

    def _listen(self, stack: contextlib.ExitStack, family: int, address: object) -> socket.socket:
        listening = stack.enter_context(socket.socket(family))
        listening.bind(address)
        listening.listen()
        threading.Thread(target=self._accept, args=(listening, str(address)), daemon=True).start()
        return listening

    def _accept(self, listening: socket.socket, address: str) -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            self.connections.append(address)
            with connection, contextlib.suppress(OSError):
                connection.sendall(self.bait.encode())


@contextlib.contextmanager
def _victim(bait: str, secret: Path) -> Iterator[subprocess.Popen[str]]:
    """A process of the same user with the text in its memory, its environment and behind a descriptor."""
    with subprocess.Popen(
        [sys.executable, "-c", VICTIM, bait, str(secret)],
        env={"BAIT": bait}, stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        try:
            yield process
        finally:
            process.kill()
