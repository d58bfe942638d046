"""The module that a notebook's definitions make, with the way back from each of its lines to the notebook."""

from collections.abc import Mapping
from dataclasses import dataclass, field


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
    global names that a call reads and that nothing in it gives: none where a star import hides what there is.
    `uses` are, for each of them, the functions and classes in it that a call reads."""

    source: str = ""
    lines: tuple[Origin, ...] = ()
    remarks: tuple[str, ...] = ()
    needs: tuple[Need, ...] = ()
    missing: Mapping[str, tuple[str, ...]]
    uses: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def origin(self, line: int) -> Origin:
        """Of a line of `source`, counted from 1."""
        if not 1 <= line <= len(self.lines):
            raise ValueError(f"the module has {len(self.lines)} lines, no line {line}")
        return self.lines[line - 1]

    def lacking(self, name: str) -> tuple[str, ...]:
        """What is missing to a function or a class, or to any other definition that a call of it leads to."""
        found: dict[str, None] = {}
        seen, ahead = set[str](), [name.partition(".")[0]]
        while ahead:
            if (top := ahead.pop()) in seen:
                continue
            seen.add(top)
            for one in (one for one in self.missing if one.partition(".")[0] == top):
                found |= dict.fromkeys(self.missing[one])
                ahead += self.uses.get(one, ())
        return tuple(sorted(found))
