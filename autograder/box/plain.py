"""The box where nothing can be forked (macOS, Windows): a plain subprocess, for a student's own machine only."""

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Collection, Sequence
from pathlib import Path

from autograder.box.grants import preload
from autograder.box.interpreter import clean_environment, command
from autograder.box.packages import with_what_they_need
from autograder.box.seam import Batch, CellEnd, CellsRun, Executed, Replies
from autograder.box.session import Session
from autograder.box.spawned import PlainChild
from autograder.errors import BoxError
from autograder.model import FRAMEWORKS, Outcome


class PlainBox:
    """No warm process and no isolation; its replies say so."""

    def __init__(self, allow: Sequence[str], forbid: Sequence[str] = ()) -> None:
        self._setup = {
            "preload": preload(allow),
            "refuse": list(FRAMEWORKS),
            "importable": with_what_they_need(allow),
            "forbid": list(forbid),
            "kernel": False,
        }
        self._source: Path | None = None
        self._work: Path | None = None
        self._child: PlainChild | None = None
        self._killed = False

    def start(self, source: Path) -> None:
        self._source = source.resolve()
        self._work = Path(tempfile.mkdtemp(prefix="autograder-"))

    def run(self, cells: CellsRun) -> Executed:
        """A notebook's kernel is forked, which cannot be done here: its definitions have to do."""
        ends = tuple(
            CellEnd(outcome=Outcome.NOT_REACHED, detail="no notebook is run on this system") for _ in cells.sources
        )
        return Executed(ends=ends, outputs=tuple(() for _ in ends), alive=False)

    def ask(self, batch: Batch, executed: Collection[str] = ()) -> Replies:
        return Session(batch, lambda: self._launch(batch)).run()

    @property
    def healthy(self) -> bool:
        return not self._killed

    def stop(self) -> None:
        if self._work is not None:
            shutil.rmtree(self._work, ignore_errors=True)
        self._source = self._work = None

    def close(self) -> None:
        self.stop()

    def kill(self) -> None:
        self._killed = True
        if self._child is not None:
            self._child.kill()

    def _launch(self, batch: Batch) -> PlainChild:
        """Raises BoxError once it was killed: what is left is not asked any more."""
        if self._killed:
            raise BoxError("the box was killed")
        job = {"source": str(self._source), "scratch": tempfile.mkdtemp(prefix="scratch-", dir=self._work)}
        setup = json.dumps({**self._setup, "job": job})
        child = PlainChild([*command(), "plain", setup], {**clean_environment(), **_needed_on_windows()})
        child.send(batch.setup)
        self._child = child
        return child


def _needed_on_windows() -> dict[str, str]:
    return {"SYSTEMROOT": os.environ["SYSTEMROOT"]} if sys.platform == "win32" else {}
