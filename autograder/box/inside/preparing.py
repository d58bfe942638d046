"""What happens once in the process that children come from, before any of them."""

import contextlib
import importlib
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .notes import Notes
from .student import installed

StandIns = Callable[[], contextlib.AbstractContextManager[Any]]
PROGRAM = ("__main__", "__mp_main__")  # how this program itself is called as a module


WALK = ".layers"  # probes that are not the course's own: no function of probes.py can be called so
TRAINING = ("weights", "run", "signs")


@dataclass(frozen=True)
class Prepared:
    """What every child has from the process that it was forked from.

    `refused` are packages that are installed here, or offer what some homeworks forbid, and are not for this
    homework. `ours` are the modules of this
    program: to look for them among thousands would have a child copy the memory of every name. `probes` are those
    that a question can name besides the course's; within `stand_ins` zeros take the place of what is forbidden.
    """

    refused: frozenset[str]
    ours: tuple[str, ...]
    notes: Notes
    probes: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    stand_ins: StandIns = contextlib.nullcontext

    @property
    def for_asking(self) -> tuple[Notes, Mapping[str, Callable[..., Any]], StandIns]:
        return self.notes, self.probes, self.stand_ins


def prepare(setup: Mapping[str, Any]) -> Prepared:
    """Imports what students use, and changes what has to be changed in it, while files can be read."""
    notes = Notes()
    for name in setup["preload"]:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    probes: dict[str, Callable[..., Any]] = {}
    stand_ins: StandIns = contextlib.nullcontext
    if "torch" in sys.modules:
        importlib.import_module("_box.tensors.prepare").prepare(setup["forbid"], notes)
        probes[WALK] = importlib.import_module("_box.tensors.layers").walk
        training = importlib.import_module("_box.tensors.training")
        probes |= {f".{name}": getattr(training, name) for name in TRAINING}
        stand_ins = importlib.import_module("_box.tensors.stand_ins").StandIns
    if setup["kernel"]:
        importlib.import_module("_box.kernel").warm_up()
    ours = tuple(name for name in sys.modules if name.partition(".")[0] == "_box" or name in PROGRAM)
    refused = installed().union(setup["refuse"]) - frozenset(setup["importable"])
    return Prepared(refused, ours, notes, probes, stand_ins)
