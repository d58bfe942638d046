"""The module that a notebook's definitions make, with the way back from each of its lines to the notebook."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Origin:
    """A line of a cell; both count from 1, cells of all kinds together."""

    cell: int
    line: int

    def __str__(self) -> str:
        return f"cell {self.cell}, line {self.line}"


@dataclass(frozen=True, kw_only=True)
class Need:
    """A definition that is left out: a name that it needs at once is not there. `given` is the statement that would
    give it and is not lifted, None where the notebook has none before."""

    definition: str
    name: str
    at: Origin
    given: Origin | None = None

    def __str__(self) -> str:
        why = f"{self.given} gives it and is not lifted" if self.given else "nothing before it gives it"
        return f"{self.at}: {self.definition} needs {self.name} when it is defined, and {why}"


@dataclass(frozen=True, kw_only=True)
class Lifted:
    """`lines` has the origin of each line of `source`; `missing`, for each function and Class.method in it, the
    global names that a call reads and that nothing in it gives: none where a star import hides what there is."""

    source: str = ""
    lines: tuple[Origin, ...] = ()
    remarks: tuple[str, ...] = ()
    needs: tuple[Need, ...] = ()
    missing: Mapping[str, tuple[str, ...]]

    def origin(self, line: int) -> Origin:
        """Of a line of `source`, counted from 1."""
        if not 1 <= line <= len(self.lines):
            raise ValueError(f"the module has {len(self.lines)} lines, no line {line}")
        return self.lines[line - 1]
