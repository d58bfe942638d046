"""How jupyter_client starts a kernel here: it is there already, forked by the warm process."""

import asyncio
import contextlib
import queue
import signal
from typing import Any

import zmq.asyncio
from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.provisioner_base import KernelProvisionerBase
from traitlets import Any as Anything

from autograder.box.kernel.child import KernelChild
from autograder.box.kernel.wire import Wire

NAME = "autograder-box"
LARGEST_MESSAGE, MOST_WAITING = 64 << 20, 8  # what a kernel may make this process hold: bytes, and how many of them
PAUSE, ASK_AGAIN = 0.002, 0.1


class BoxProvisioner(KernelProvisionerBase):
    """Found by its entry point; holds a KernelChild, which it neither starts nor outlives, and its Wire."""

    child: Any = Anything(None, allow_none=True)
    wire: Any = Anything(None, allow_none=True)

    @property
    def has_process(self) -> bool:
        return self.child is not None

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        return {**kwargs, "cmd": []}

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        self.connection_info = self.wire.for_client()
        return self.connection_info

    async def poll(self) -> int | None:
        return 1 if self.child is None or self.child.has_ended() else None

    async def wait(self) -> int | None:
        while await self.poll() is None:
            await asyncio.sleep(PAUSE)
        return None

    async def send_signal(self, signum: int) -> None:
        if self.child is not None:
            self.child.send_signal(signal.Signals(signum))

    async def kill(self, restart: bool = False) -> None:
        await self.send_signal(signal.SIGKILL)

    async def terminate(self, restart: bool = False) -> None:
        await self.send_signal(signal.SIGKILL)

    async def cleanup(self, restart: bool = False) -> None:
        self.child = None


class _Client(AsyncKernelClient):
    """Of its channels only those that bring something; and ready as soon as its kernel says so."""

    def _context_default(self) -> zmq.asyncio.Context:
        self._created_context = True
        context = zmq.asyncio.Context()
        context.setsockopt(zmq.MAXMSGSIZE, LARGEST_MESSAGE)
        context.setsockopt(zmq.RCVHWM, MOST_WAITING)
        return context

    def start_channels(self, *_: Any, **__: Any) -> None:
        super().start_channels(shell=True, iopub=True, stdin=False, hb=False, control=False)

    async def _async_wait_for_ready(self, timeout: float | None = None) -> None:
        """Its sockets were bound before these connect, so that nothing is to be slept through; a question may come
        before this side is subscribed to what it prints, and is then asked again."""
        async with asyncio.timeout(timeout):
            while not await self._hears(self.kernel_info()):
                pass

    async def _hears(self, asked: str) -> bool:
        with contextlib.suppress(queue.Empty):
            while (await self.get_iopub_msg(timeout=ASK_AGAIN))["parent_header"].get("msg_id") != asked:
                pass
            while (reply := await self.get_shell_msg(timeout=ASK_AGAIN))["parent_header"].get("msg_id") != asked:
                pass
            self._handle_kernel_info_reply(reply)
            return True
        return False

    wait_for_ready = _async_wait_for_ready


class _Specs(KernelSpecManager):
    """One kernel is known, whatever a notebook says that it was written for."""

    spec: Any = Anything()

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        assert isinstance(self.spec, KernelSpec)
        return self.spec


class _Manager(AsyncKernelManager):
    """Asks nothing over the control channel: who holds the process needs nobody's leave to end it. Nor does anybody
    else need to know how this kernel is reached."""

    def _connect_control_socket(self) -> None:
        return

    def write_connection_file(self, **kwargs: Any) -> None:
        return


def manager_of(child: KernelChild, wire: Wire) -> AsyncKernelManager:
    """A kernel manager as nbclient takes it, for a kernel that is up."""
    how = {"provisioner_name": NAME, "config": {"child": child, "wire": wire}}
    spec = KernelSpec(argv=[], display_name="Python 3", language="python", metadata={"kernel_provisioner": how})
    return _Manager(
        kernel_name="python3", kernel_spec_manager=_Specs(spec=spec), client_class=f"{__name__}._Client",
        transport="ipc",
    )  # fmt: skip
