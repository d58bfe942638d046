"""A box without processes, for tests: answers come from a function."""

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from autograder.box.seam import Batch, CellEnd, CellsRun, Executed, Question, Replies
from autograder.model import Answer, Outcome

Reply = tuple[Answer, Mapping[str, NDArray[Any]]]


class FakeBox:
    """Remembers what it was started with; `reply` says what student code would have answered."""

    def __init__(self, reply: Callable[[Question], Reply], level: str = "none") -> None:
        self._reply, self._level = reply, level
        self.started: list[Path] = []
        self.ran: list[CellsRun] = []
        self.executed: tuple[str, ...] = ()
        self.running = False

    def start(self, source: Path) -> None:
        self.started.append(source)
        self.running = True

    def run(self, cells: CellsRun) -> Executed:
        """Cells come to their end and print nothing."""
        self.ran.append(cells)
        ends = tuple(CellEnd(outcome=Outcome.ANSWERED) for _ in cells.sources)
        return Executed(ends=ends, outputs=tuple(() for _ in ends), alive=True)

    def ask(self, batch: Batch, executed: Collection[str] = ()) -> Replies:
        self.executed = tuple(executed)
        answers, arrays = {}, {}
        for question in batch.questions:
            answers[question.id], sent = self._reply(question)
            arrays.update({f"{question.id}/{name}": array for name, array in sent.items()})
        return Replies(answers=answers, arrays=arrays, level=self._level)

    def stop(self) -> None:
        self.running = False
