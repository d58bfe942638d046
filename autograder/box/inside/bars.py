"""Stands in for tqdm: what is wrapped in a progress bar is gone through, and no bar is drawn.

Many notebooks import it in their first cell, beside all that the others need, and it changes no number. Its own
package starts a thread, keeps a lock between processes and draws a line for every round.
"""

import sys
from collections.abc import Iterable, Iterator, Sequence, Sized
from importlib.abc import Loader
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any, ClassVar

BARS = ("tqdm", "tqdm.auto", "tqdm.autonotebook", "tqdm.notebook", "tqdm.std", "tqdm.asyncio")


class tqdm:  # noqa: N801  # as students call it
    """Gives what it was given, one by one; everything that only changes a drawn bar is accepted."""

    _instances: ClassVar[set["tqdm"]] = set()  # notebooks clear it, so that no bar is left over from a broken cell

    def __init__(
        self, iterable: Iterable[Any] | None = None, desc: object = None, total: float | None = None, **kwargs: Any
    ) -> None:
        self.iterable, self.total, self.n = iterable, total, 0

    def __iter__(self) -> Iterator[Any]:
        for one in () if self.iterable is None else self.iterable:
            self.n += 1
            yield one

    def __len__(self) -> int:
        return len(self.iterable) if isinstance(self.iterable, Sized) else int(self.total or 0)

    def __bool__(self) -> bool:
        return True

    def __enter__(self) -> "tqdm":
        return self

    def __exit__(self, *reason: object) -> None:
        """Nothing was opened."""

    def update(self, n: float = 1) -> None:
        self.n += int(n)

    @staticmethod
    def write(text: object, *args: object, end: str = "\n", **kwargs: object) -> None:
        sys.stdout.write(f"{text}{end}")

    def _accepted(self, *args: Any, **kwargs: Any) -> None:
        """It would only have changed what is drawn."""

    close = refresh = reset = clear = set_description = set_description_str = _accepted
    set_postfix = set_postfix_str = display = unpause = _accepted


def trange(*args: int, **kwargs: Any) -> tqdm:
    return tqdm(range(*args), **kwargs)


class Bars(Loader):
    """Comes before an installed one, so that a program does the same everywhere, and after a student's own file."""

    def find_spec(self, name: str, path: Sequence[str] | None, target: object = None) -> ModuleSpec | None:
        """Only what stands in lies in no folder: what does belongs to a package of the student's own."""
        own = PathFinder.find_spec(name, sys.path[:1]) if path is None else path
        return None if own or name not in BARS else ModuleSpec(name, self, is_package=name == "tqdm")

    def create_module(self, spec: ModuleSpec) -> None:
        """The usual kind."""

    def exec_module(self, module: ModuleType) -> None:
        module.__dict__.update(tqdm=tqdm, trange=trange, tqdm_notebook=tqdm, tnrange=trange)
