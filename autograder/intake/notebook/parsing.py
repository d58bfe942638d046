"""A code cell as a syntax tree, or the reason why it has none."""

import ast
import warnings
from dataclasses import dataclass

from autograder.intake.archive import printable
from autograder.intake.notebook.cells import Cell
from autograder.intake.notebook.magics import Dropped, Plain, as_python
from autograder.intake.notebook.soundness import first_flaw
from autograder.intake.notebook.statements import is_crowded
from autograder.intake.reading import PYTHON_2, tree_of


@dataclass(frozen=True, kw_only=True)
class Problem:
    line: int
    text: str


@dataclass(frozen=True, kw_only=True)
class Parsed:
    """A cell as Python, on as many lines as it has."""

    number: int
    lines: tuple[str, ...]
    tree: ast.Module
    dropped: tuple[Dropped, ...] = ()
    problem: Problem | None = None


def parse(cell: Cell) -> Parsed:
    source = cell.source.replace("\r\n", "\n").replace("\r", "\n")
    plain = Plain(lines=tuple(source.split("\n")))
    tree = Problem(line=1, text="it is too long") if cell.cut else _tree(source)
    if isinstance(tree, Problem) and not cell.cut:
        plain = as_python(source)
        tree = _tree("\n".join(plain.lines))
    return Parsed(
        number=cell.number,
        lines=plain.lines,
        tree=tree if isinstance(tree, ast.Module) else ast.Module(body=[], type_ignores=[]),
        dropped=plain.dropped,
        problem=None if isinstance(tree, ast.Module) else tree,
    )


def looked_at(parsed: Parsed, *, future: bool) -> Problem | None:
    """What only a second look at the tree shows; `future` says that annotations are not evaluated."""
    if parsed.problem:
        return parsed.problem
    if is_crowded(parsed.tree, parsed.lines):
        return Problem(line=1, text="it has too many statements on a line")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        flaw = first_flaw(parsed.tree, "\n".join(parsed.lines), future=future)
    return Problem(line=flaw[0], text=flaw[1]) if flaw else None


def _tree(source: str) -> ast.Module | Problem:
    try:
        return tree_of(source)
    except SyntaxError as error:
        line = error.lineno or 1
        is_old = PYTHON_2.search("\n".join(source.split("\n")[line - 1 : line]))
        said = "this is Python 2; the homework runs on Python 3" if is_old else printable(str(error.msg))
        return Problem(line=line, text=said)
    except (ValueError, RecursionError, MemoryError):
        return Problem(line=1, text="it cannot be read as Python")
