"""Statement after statement: which are lifted, and what is known once they are."""

import ast
from collections.abc import Iterator, Sequence

from autograder.intake.notebook.forms import Known, dotted, form_of, is_type_checking, learn
from autograder.intake.notebook.lifted import Need, Origin
from autograder.intake.notebook.names import ALWAYS, given, needed_at_once, needed_in_calls
from autograder.intake.notebook.soundness import awaits
from autograder.intake.notebook.statements import Statement


class Lifter:
    """Follows a notebook from top to bottom. `lost` are names whose last value only a run would give."""

    def __init__(self, *, future: bool) -> None:
        self.future = future
        self.known = Known()
        self.needs: list[Need] = []
        self._lost: dict[str, Origin] = {}
        self._reads: dict[str, frozenset[str]] = {}
        self._has_star = False

    def takes(self, statement: Statement, cell: int) -> bool:
        """Whether the statement is lifted."""
        node, at = statement.node, Origin(cell, statement.line)
        form = "" if awaits(node) else form_of(node, self.known)
        gives = _given_by(node)
        absent = [name for name in self._needed(node) if not (form == "block" and name in gives)]
        if form and not absent:
            self._lift(statement, gives)
            return True
        if form in ("definition", "block"):
            self.needs += [self._need(node, name, at) for name in absent]
        self._lost |= dict.fromkeys(gives, at)
        self.known.forget(gives)
        return False

    def missing(self) -> dict[str, tuple[str, ...]]:
        reads = {} if self._has_star else self._reads
        there = self.known.names | ALWAYS
        return {name: tuple(sorted(reads.get(name, frozenset()) - there)) for name in self._reads}

    def stale(self) -> Iterator[str]:
        """Names that what is lifted uses or defines, and to which a run gives something else later."""
        defined = {name.split(".")[0] for name in self._reads}
        used = defined.union(*self._reads.values())
        for name, at in sorted(self._lost.items(), key=lambda entry: entry[1]):
            if name in self.known.names and name in used:
                yield f"{at}: {name} gets another value in a run; what is lifted keeps the one before"

    def _needed(self, node: ast.stmt) -> list[str]:
        names = dict.fromkeys(needed_at_once(node, future=self.future))
        return [name for name in names if name in self._lost or not self._is_there(name)]

    def _is_there(self, name: str) -> bool:
        return self._has_star or name in self.known.names or name in ALWAYS

    def _need(self, node: ast.stmt, name: str, at: Origin) -> Need:
        return Need(definition=_title(node), name=name, at=at, given=self._lost.get(name))

    def _lift(self, statement: Statement, gives: set[str]) -> None:
        node = statement.node
        extends = isinstance(node, ast.ClassDef) and node.name in needed_at_once(node, future=self.future)
        self.known.forget(set() if extends else gives)
        learn(node, self.known)
        self.known.names |= gives
        self._has_star |= any(_is_star(part) for part in ast.walk(node))
        for name in gives:
            self._lost.pop(name, None)
        self._reads = {name: reads for name, reads in self._reads.items() if extends or not _is_of(name, gives)}
        self._reads |= {**self._other_names(node), **needed_in_calls(node, statement.text)}

    def _other_names(self, node: ast.stmt) -> dict[str, frozenset[str]]:
        """What a second name of a function, or of a class with its methods, reads."""
        if not isinstance(node, ast.Assign) or not (source := dotted(node.value)):
            return {}
        known = {name: reads for name, reads in self._reads.items() if _is_of(name, {source})}
        targets = [dotted(target) for target in node.targets]
        return {target + name.removeprefix(source): reads for target in targets for name, reads in known.items()}


def _given_by(node: ast.stmt) -> set[str]:
    """What stands under `if TYPE_CHECKING` is not there in a run."""
    is_typing = isinstance(node, ast.If) and is_type_checking(node.test)
    return given(node.orelse if is_typing and isinstance(node, ast.If) else [node])


def _is_of(name: str, owners: set[str]) -> bool:
    return name in owners or any(name.startswith(owner + ".") for owner in owners)


def _is_star(node: ast.AST) -> bool:
    return isinstance(node, ast.ImportFrom) and node.names[0].name == "*"


def _title(node: ast.stmt) -> str:
    targets: Sequence[ast.expr] = node.targets if isinstance(node, ast.Assign) else ()
    names = [dotted(target) for target in targets] or sorted(given([node]))
    return ", ".join(names[:3]) or "a block"
