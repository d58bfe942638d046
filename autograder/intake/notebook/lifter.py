"""Statement after statement: which are lifted, and what is known once they are."""

import ast
from collections.abc import Iterable, Iterator

from autograder.intake.notebook.forms import form_of, is_type_checking
from autograder.intake.notebook.known import Known, dotted, learned
from autograder.intake.notebook.lifted import Need, Origin
from autograder.intake.notebook.names import ALWAYS, given, needed_at_once, needed_in_calls
from autograder.intake.notebook.soundness import awaits
from autograder.intake.notebook.statements import Statement

Reads = dict[str, frozenset[str]]


class Lifter:
    """Follows a notebook from top to bottom; `future` says that annotations are not evaluated."""

    def __init__(self, *, future: bool) -> None:
        self.future = future
        self.needs: list[Need] = []
        self._known = Known()
        self._names: set[str] = set()
        self._lost: dict[str, Origin] = {}
        self._reads: dict[str, Reads] = {}
        self._has_star = False

    def takes(self, statement: Statement, cell: int) -> bool:
        """Whether the statement is lifted. A name that it gives otherwise is lost: only a run gives its value."""
        node, at = statement.node, Origin(cell, statement.line)
        form = "" if awaits(node, statement.text) else form_of(node, self._known)
        gives = _given_by(node)
        absent = [name for name in self._absent(node) if not (form == "block" and name in gives)]
        if form and not absent:
            self._lift(statement, gives)
            return True
        if form in ("definition", "block"):
            title = _title(node)
            self.needs += [Need(definition=title, name=n, at=at, given=self._lost.get(n)) for n in absent]
        self._lost |= dict.fromkeys(gives, at)
        self._known.forget(gives)
        return False

    def missing(self) -> dict[str, tuple[str, ...]]:
        there = self._names | ALWAYS
        reads = {name: reads for group in self._reads.values() for name, reads in group.items()}
        return {name: () if self._has_star else tuple(sorted(those - there)) for name, those in reads.items()}

    def uses(self) -> dict[str, tuple[str, ...]]:
        reads = {name: reads for group in self._reads.values() for name, reads in group.items()}
        return {name: tuple(sorted(those & set(self._reads))) for name, those in reads.items()}

    def stale(self) -> Iterator[str]:
        """Remarks on names that what is lifted uses or defines, and that stand for something else after a run."""
        used = set(self._reads).union(*(reads for group in self._reads.values() for reads in group.values()))
        for name, at in sorted(self._lost.items(), key=lambda entry: (entry[1], entry[0])):
            if name in self._names and name in used:
                yield f"{at}: {name} is given anew by a statement that is not lifted; the one before stays"

    def _absent(self, node: ast.stmt) -> list[str]:
        names = dict.fromkeys(needed_at_once(node, future=self.future))
        return [name for name in names if name in self._lost or not self._is_there(name)]

    def _is_there(self, name: str) -> bool:
        return self._has_star or name in self._names or name in ALWAYS

    def _lift(self, statement: Statement, gives: set[str]) -> None:
        node = statement.node
        new = learned(node, self._known)
        self._known.forget(gives)
        self._known.add(new)
        self._names |= gives
        self._has_star = self._has_star or any(_is_star(part) for part in _imports(node))
        reads = [*self._of_other_names(node), *needed_in_calls(node, statement.text).items()]
        extends = isinstance(node, ast.ClassDef) and node.name in needed_at_once(node, future=self.future)
        for name in gives:
            self._lost.pop(name, None)
            if not extends:
                self._reads.pop(name, None)
        for name, those in reads:
            self._reads.setdefault(name.split(".")[0], {})[name] = those

    def _of_other_names(self, node: ast.stmt) -> list[tuple[str, frozenset[str]]]:
        """What a second name of a function, or of a class with its methods, reads."""
        if not isinstance(node, ast.Assign) or not (source := dotted(node.value)):
            return []
        group = self._reads.get(source.split(".")[0], {})
        its = [(name, those) for name, those in group.items() if f"{name}.".startswith(f"{source}.")]
        targets = [dotted(target) for target in node.targets]
        return [(target + name.removeprefix(source), those) for target in targets for name, those in its]


def _given_by(node: ast.stmt) -> set[str]:
    """What stands under `if TYPE_CHECKING` is not there in a run."""
    return given(node.orelse if isinstance(node, ast.If) and is_type_checking(node.test) else [node])


def _imports(node: ast.stmt) -> Iterable[ast.AST]:
    return ast.walk(node) if isinstance(node, ast.If | ast.Try) else [node]


def _is_star(node: ast.AST) -> bool:
    return isinstance(node, ast.ImportFrom) and node.names[0].name == "*"


def _title(node: ast.stmt) -> str:
    targets = [dotted(target) for target in node.targets] if isinstance(node, ast.Assign) else []
    return ", ".join((targets or sorted(given([node])))[:3]) or "a block"
