"""One notebook kernel, already confined: cells come from outside, and after the last of them the questions.

Its sockets were bound by the grader and are only handed down, so that nothing in here needs a path to be reached.
Student code shares this process, as it does that of a module: what leaves it is a claim, or a value to be compared.
"""

import asyncio
import contextlib
import importlib
import os
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import zmq
from ipykernel.kernelapp import IPKernelApp
from traitlets.config import Config

from . import child
from .preparing import Prepared
from .shell import without_programs
from .student import Guard

CHANNELS = ("shell", "stdin", "control", "iopub")
INLINE = "module://matplotlib_inline.backend_inline"


class _App(IPKernelApp):
    """ipykernel's own application, on sockets that it did not open, without what nobody outside would use."""

    def take(self, sockets: Sequence[int]) -> None:
        self._given = list(sockets)

    def _bind_socket(self, s: Any, port: int) -> int:
        """They are asked for in the order of CHANNELS."""
        s.setsockopt(zmq.USE_FD, self._given.pop(0))
        s.bind(f"ipc://{self.ip}-{port}")
        return port

    def init_heartbeat(self) -> None:
        """The grader holds the process itself, and sees when it ends."""

    def init_connection_file(self) -> None:
        """What it would say came with the order."""

    def write_connection_file(self, **kwargs: Any) -> None:
        """Nobody reads one."""

    def init_control(self, context: Any) -> None:
        super().init_control(context)  # type: ignore[no-untyped-call]
        self.debug_shell_socket.close()  # it would try for ever to connect, which is refused in here

    def configure_tornado_logger(self) -> None:
        """Nobody reads its log."""


def warm_up() -> None:
    """What the first kernel of a process would load, loaded once for all of them."""
    for name in (
        "ipykernel.ipkernel", "ipykernel.zmqshell", "ipykernel.iostream", "ipykernel.control",
        "ipykernel.embed", "IPython.core.completerlib", "IPython.core.debugger", "IPython.core.oinspect",
        "IPython.core.pylabtools", "IPython.core.magics.script", "IPython.extensions.autoreload",
        "IPython.extensions.storemagic", "tornado.platform.asyncio", "matplotlib_inline.backend_inline", "psutil",
        "stack_data", "pygments.lexers.python", "pygments.formatters.terminal256",
    ):  # fmt: skip
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    _do_without("debugpy", "ipykernel.debugger")
    if "matplotlib" in sys.modules:
        _draw_once()


def _do_without(absent: str, name: str) -> None:
    """Imports a module as where another one is not installed: nobody debugs in here, and a debugger is large."""
    sys.modules[absent] = None  # type: ignore[assignment]  # what Python itself puts there to refuse an import
    importlib.import_module(name)
    del sys.modules[absent]


def _draw_once() -> None:
    """Fonts and back ends are looked for now, and not again by every notebook, which could not find them."""
    import io

    import matplotlib.pyplot as plt
    from matplotlib.backends.registry import backend_registry

    backend_registry.list_all()  # type: ignore[no-untyped-call]

    figure, axes = plt.subplots()
    axes.plot([0, 1])
    axes.set_title("x")
    figure.savefig(io.BytesIO(), format="png")
    plt.close(figure)


def serve(
    job: child.Job,
    fds: tuple[int, int],
    sockets: Sequence[int],
    level: str,
    prepared: Prepared,
) -> None:
    """Never returns while the kernel lives; ends with the last question, or when it is killed."""
    asked, out = fds
    wire, allow = job.kernel["wire"], job.kernel["allow"]
    _settle(job, Guard(allow, prepared.refused), prepared.ours)
    app = _App.instance(config=_config(job, wire))
    app.take(sockets)
    app.initialize([])  # type: ignore[no-untyped-call]
    assert app.shell is not None
    without_programs(app.shell)
    _draw_inline()
    asyncio.get_event_loop().add_reader(asked, _answer, job, asked, out, app.shell, prepared)
    child.send(out, {"level": level})
    app.start()  # type: ignore[no-untyped-call]


def _answer(job: child.Job, asked: int, out: int, shell: Any, prepared: Prepared) -> None:
    """The first byte of a question ends the life of the kernel: from here on this is a child like any other."""
    child.answer_in(job, asked, out, shell.user_ns, _files_of(shell, job.scratch), prepared)
    os._exit(0)


def _files_of(shell: Any, scratch: str) -> dict[str, str]:
    """A cell is compiled as a file of its own; outside it is known by its number."""
    files = getattr(shell.compile, "_filename_map", {})
    if not isinstance(files, dict):
        return {}
    return {os.path.relpath(str(file), scratch): f"In [{count}]" for file, count in list(files.items())}


def _config(job: child.Job, wire: Mapping[str, Any]) -> Config:
    config = Config()
    config.IPKernelApp.update(
        transport="ipc", ip=wire["ip"], capture_fd_output=False, log_level=50, parent_handle=0,
        **{f"{name}_port": n for n, name in enumerate(CHANNELS, 1)},
    )  # fmt: skip
    config.Session.key = wire["key"].encode()
    config.HistoryManager.enabled = False
    config.Completer.use_jedi = False
    config.InteractiveShell.colors = "nocolor"
    return config


def _settle(job: child.Job, guard: Guard, ours: Iterable[str]) -> None:
    """The working folder holds a copy of what was handed in, to be written into, and the homework's data."""
    shutil.copytree(job.source, job.scratch, dirs_exist_ok=True, copy_function=shutil.copyfile)
    for path in job.kernel["data"]:
        place = os.path.join(job.scratch, os.path.basename(path))
        if not os.path.lexists(place):
            os.symlink(path, place)
    os.environ.update(IPYTHONDIR=os.path.join(job.scratch, ".ipython"), MPLBACKEND=INLINE)
    child.settle(job, guard, ours)
    sys.path[0] = job.scratch


def _draw_inline() -> None:
    """The back end was set before matplotlib was imported, in the warm process; its hooks belong to a shell."""
    if "matplotlib" in sys.modules:
        from matplotlib_inline.backend_inline import _enable_matplotlib_integration

        _enable_matplotlib_integration()  # type: ignore[no-untyped-call]
