"""What a notebook defines, as one module: its imports, functions, classes and constants, without its runs."""

import ast
from collections.abc import Iterator, Sequence

from autograder.intake.archive import printable
from autograder.intake.notebook.cells import Cell, Notebook
from autograder.intake.notebook.lifted import Lifted, Origin
from autograder.intake.notebook.lifter import Lifter
from autograder.intake.notebook.parsing import Parsed, looked_at, parse
from autograder.intake.notebook.statements import Group, Statement, groups, without

LANGUAGES = ("python", "ipython")
MOST_CODE = 500_000
OTHER_GRAMMAR = "barry_as_FLUFL"
Line = tuple[str, Origin]


def lift(notebook: Notebook) -> Lifted:
    """Cells that are no Python are left out, with a remark; all others keep their order and their lines."""
    if not notebook.language.casefold().startswith(LANGUAGES):
        language = printable(notebook.language)
        return Lifted(
            remarks=(f"{notebook.name}: written in {language}, not in Python; nothing is lifted",), missing={}
        )
    return _Module(notebook).lifted()


class _Module:
    """A module in the making: the lines that must stand first, and the others."""

    def __init__(self, notebook: Notebook) -> None:
        self._remarks: list[str] = []
        self._cells = [parse(cell) for cell in self._within_bounds(notebook)]
        self._first: list[Line] = []
        self._lines: list[Line] = []
        self._begun = False
        annotations_are_put_off = any(_imports_annotations(cell.tree) for cell in self._cells)
        self._lifter = Lifter(future=annotations_are_put_off)

    def lifted(self) -> Lifted:
        for cell in self._cells:
            self._remarks.extend(_remarks_on_dropped(cell))
            if problem := looked_at(cell, future=self._lifter.future):
                where = Origin(cell.number, problem.line)
                self._remarks.append(f"{where}: {problem.text}; the cell is left out")
            else:
                self._lines.extend(self._kept(cell))
        lines = [*self._first, *self._lines]
        if len(lines) > 1 and lines[-2][0].endswith("\\") and not lines[-1][0]:
            lines.append(lines[-1])  # a text may not end where a backslash says that it goes on
        return Lifted(
            source="\n".join(text for text, _ in lines),
            lines=tuple(origin for _, origin in lines),
            remarks=(*self._remarks, *self._lifter.stale()),
            needs=tuple(self._lifter.needs),
            missing=self._lifter.missing(),
            uses=self._lifter.uses(),
        )

    def _within_bounds(self, notebook: Notebook) -> Iterator[Cell]:
        left = MOST_CODE
        for cell in notebook.cells:
            if cell.kind != "code":
                continue
            left -= len(cell.source)
            if left < 0:
                self._remarks.append(f"cell {cell.number}: too much code; from this cell on, nothing is read")
                return
            yield cell

    def _kept(self, cell: Parsed) -> Iterator[Line]:
        """Blank lines and comments go with the statement after them, those at the end with the last."""
        placed, is_kept = 0, False
        for group in groups(cell.tree, cell.lines):
            left_out = [one for one in group.statements if not self._stays(one, group, cell.number)]
            if is_kept := len(left_out) < len(group.statements):
                self._begun |= bool(left_out)
                loose = cell.lines[placed : group.first - 1]
                yield from _numbered([*loose, *without(group, left_out)], Origin(cell.number, placed + 1))
            placed = group.last
        if is_kept:
            yield from _numbered(cell.lines[placed:], Origin(cell.number, placed + 1))

    def _stays(self, statement: Statement, group: Group, cell: int) -> bool:
        """Imports from __future__ stay where nothing stands before them; otherwise they move to the top."""
        is_future = _is_future(statement.node)
        if is_future and OTHER_GRAMMAR in statement.text:
            return False
        taken = self._lifter.takes(statement, cell)
        if is_future and statement is group.statements[0] and not self._begun:
            return True
        self._begun |= taken
        if is_future:
            self._first.extend(_numbered(statement.text.split("\n"), Origin(cell, statement.line)))
        return taken and not is_future


def _numbered(texts: Sequence[str], at: Origin) -> list[Line]:
    return [(text, Origin(at.cell, at.line + n)) for n, text in enumerate(texts)]


def _is_future(node: ast.stmt) -> bool:
    return isinstance(node, ast.ImportFrom) and node.module == "__future__" and not node.level


def _imports_annotations(tree: ast.Module) -> bool:
    futures = [node for node in tree.body if _is_future(node) and isinstance(node, ast.ImportFrom)]
    return any(alias.name == "annotations" for node in futures for alias in node.names)


def _remarks_on_dropped(cell: Parsed) -> Iterator[str]:
    for dropped in cell.dropped:
        if dropped.is_usual:
            continue
        where, what = Origin(cell.number, dropped.line), printable(dropped.text, 60)
        if dropped.writes:
            yield f"{where}: {what} is left out with the whole cell; hand in the file that it writes"
        elif dropped.whole:
            yield f"{where}: {what} is left out with the whole cell"
        else:
            yield f"{where}: {what} is left out"
