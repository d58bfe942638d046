"""Running the cells of one notebook, whatever they do: budgets, typed ends, and what came before is kept."""

import asyncio
from collections.abc import Mapping
from typing import Any

import nbformat
from nbclient.exceptions import CellControlSignal, DeadKernelError

from autograder.box.budget import Budget
from autograder.box.kernel.child import KernelChild
from autograder.box.kernel.client import BoundedClient
from autograder.box.kernel.provisioner import manager_of
from autograder.box.kernel.wire import Wire
from autograder.box.seam import CellEnd, CellsRun, Executed
from autograder.box.session import TICK
from autograder.errors import BoxError
from autograder.model import Outcome

GRACE = 1.0  # seconds in which an interrupted cell may come to its end
LAST_WORDS = 0.3  # seconds in which what a dead kernel had sent before still arrives
STARTUP = 60
FATAL = (Outcome.THREAD_LIMIT, Outcome.FILE_LIMIT)


def run_cells(child: KernelChild, wire: Wire, cells: CellsRun) -> Executed:
    """To be called in a thread that runs no event loop. Raises BoxError when the kernel cannot be reached."""
    return asyncio.run(_Run(child, cells).over(wire))


class _Run:
    """The state of one run; `over` is called once."""

    def __init__(self, child: KernelChild, cells: CellsRun) -> None:
        self._child, self._cells = child, cells
        self._document: Any = nbformat.from_dict(_bare(cells.sources))  # type: ignore[no-untyped-call]
        self._ends: list[CellEnd] = []
        self._alive = True

    async def over(self, wire: Wire) -> Executed:
        self._client = BoundedClient(
            self._document,
            km=manager_of(self._child, wire),
            allow_errors=True,
            timeout=None,
            iopub_timeout=GRACE,
            store_widget_state=False,
            cell_bytes=self._cells.cell_output_bytes,
            all_bytes=self._cells.output_bytes,
        )
        try:
            await self._connect()
            self._budget = self._whole()
            for index in range(len(self._cells.sources)):
                await self._cell(index)
        finally:
            await self._disconnect()
        return Executed(ends=tuple(self._ends), outputs=self._outputs(), alive=self._alive)

    async def _connect(self) -> None:
        try:
            await self._client.async_start_new_kernel()
            self._client.startup_timeout = STARTUP
            await self._client.async_start_new_kernel_client()
        except Exception as error:  # no cell has run: whatever it is, it is ours
            raise BoxError(f"the notebook's kernel does not answer: {type(error).__name__} {error}") from error

    async def _disconnect(self) -> None:
        if (connected := self._client.kc) is not None:
            connected.stop_channels()
            connected.context.destroy(linger=0)

    async def _cell(self, index: int) -> None:
        if reason := self._why_not(index):
            self._ends.append(CellEnd(outcome=Outcome.NOT_REACHED, detail=reason))
            return
        self._client.begin_cell()
        self._budget.mark(self._child.cpu())
        cell = self._document.cells[index]
        task = asyncio.ensure_future(self._client.async_execute_cell(cell, index))
        breach, detail = await self._watched(task)
        if breach is None:
            breach, detail = _how_it_ended(task, self._document.cells[index], whole=self._client.whole)
        self._alive = self._alive and not self._child.has_ended()
        seconds = self._budget.since_mark(self._child.cpu()) if self._alive else 0.0
        self._ends.append(CellEnd(outcome=breach, detail=detail, seconds=max(seconds, 0.0)))

    def _why_not(self, index: int) -> str:
        if index in self._cells.skipped:
            return self._cells.skipped[index]
        if not self._alive:
            return "the program had ended"
        if self._budget.is_used_up(self._child.cpu()):
            return "the time for the whole notebook was used up"
        if self._cells.stop_at_error and any(end.outcome is not Outcome.ANSWERED for end in self._ends):
            return "an earlier cell had failed"
        return ""

    async def _watched(self, task: asyncio.Future[Any]) -> tuple[Outcome | None, str]:
        """Until the cell has ended, or is made to: asked first, then killed."""
        while not (await asyncio.wait({task}, timeout=TICK))[0]:
            if self._child.has_ended():
                await self._killed(task)
                return Outcome.CRASHED, "the program ended in this cell"
            breach, detail = self._breach()
            if breach is not None:
                await self._made_to_end(task, breach)
                return breach, detail
        return (Outcome.OUTPUT_LIMIT, self._too_much()) if self._client.flooded else (None, "")

    def _breach(self) -> tuple[Outcome | None, str]:
        """The limit that is passed, if any, and at what."""
        if self._client.flooded:
            return Outcome.OUTPUT_LIMIT, self._too_much()
        late, detail = self._budget.passed(self._child.cpu(), self._child.is_asleep)
        return (late, detail) if late else (self._child.breach(), "")

    def _whole(self) -> Budget:
        """What the kernel computed before the first cell was ours."""
        each, total = self._cells.cell_seconds, self._cells.total_seconds
        budget = Budget(each, total, one=" in this cell", all_of_them="all cells together")
        budget.spend(-self._child.cpu())
        return budget

    def _too_much(self) -> str:
        return f"after more than {self._cells.cell_output_bytes / 1e6:g} MB of output, or of too many pieces"

    async def _made_to_end(self, task: asyncio.Future[Any], breach: Outcome) -> None:
        if breach not in FATAL:
            self._child.interrupt()
            if (await asyncio.wait({task}, timeout=GRACE))[0]:
                return
        await self._killed(task)

    async def _killed(self, task: asyncio.Future[Any]) -> None:
        """Its last words are waited for where it died by itself; nothing of it is read after that."""
        if self._child.has_ended():
            await asyncio.wait({task}, timeout=LAST_WORDS)
        self._child.kill()
        self._alive = False
        task.cancel()
        await asyncio.wait({task}, timeout=GRACE)
        if task.done() and not task.cancelled():
            task.exception()  # looked at, so that nobody is told of it

    def _outputs(self) -> tuple[tuple[Mapping[str, Any], ...], ...]:
        return tuple(tuple(cell.get("outputs", ())) for cell in self._document.cells)


def _bare(sources: tuple[str, ...]) -> dict[str, Any]:
    cells: list[dict[str, Any]] = [
        {"cell_type": "code", "id": f"c{n}", "source": text, "metadata": {}, "outputs": [], "execution_count": None}
        for n, text in enumerate(sources)
    ]
    spec = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    return {"cells": cells, "metadata": spec, "nbformat": 4, "nbformat_minor": 5}


def _how_it_ended(task: asyncio.Future[Any], cell: Any, *, whole: bool) -> tuple[Outcome, str]:
    """By itself. An exception of nbclient's here is about what the kernel sent, which cells may have forged; and
    where its last message did not come, one before it was too large to be taken."""
    if task.cancelled() or isinstance(task.exception(), DeadKernelError):
        return Outcome.CRASHED, "the program ended in this cell"
    if (error := task.exception()) is not None and not isinstance(error, CellControlSignal):
        return Outcome.UNREADABLE, "what came back from this cell is no message of a notebook"
    failed = [output for output in cell.get("outputs", ()) if output.get("output_type") == "error"]
    if not failed:
        return (Outcome.ANSWERED, "") if whole else (Outcome.UNREADABLE, "what it printed did not come back")
    name = str(failed[-1].get("ename", ""))
    return (Outcome.MEMORY_LIMIT, "") if name == "MemoryError" else (Outcome.RAISED, name[:80])
