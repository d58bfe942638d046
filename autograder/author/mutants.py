"""Mutants: the reference with one small slip in what students write. A strong key catches every one of them."""

import ast
import shutil
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.author.audit_edits import Edit, Source, edits
from autograder.author.regions import CODE
from autograder.author.template import NOISE
from autograder.author.texts import Text, texts_of, with_text
from autograder.intake.notebook.definitions import lift
from autograder.intake.notebook.reading import read_notebook
from autograder.model import NOTEBOOK, Rubric
from autograder.trees import parsed

Lines = range


@dataclass(frozen=True, kw_only=True)
class Mutant:
    """One edit of one file of the reference. Its id says where and what, and is the same on every machine."""

    id: str
    file: str
    line: int
    before: str
    after: str
    code: str
    text: str
    within: Text


def find_mutants(reference: Path, rubric: Rubric, asked: Collection[str]) -> list[Mutant]:
    """In the order of the files and their lines, and of a notebook whose code is asked in that of its cells. What
    belongs only to items that no case asks is left as it is, and so is what a notebook runs and does not define."""
    notebooks = {
        item.code.file for item in rubric.items if item.code and item.code.in_notebook and item.id in asked
    }
    paths = [*sorted(reference.rglob("*.py")), *(reference / name for name in sorted(notebooks))]
    return [
        mutant
        for path in paths
        if not any(part in NOISE for part in path.parts)
        for mutant in _of_file(path, path.relative_to(reference).as_posix(), rubric, asked)
    ]


def write_mutant(mutant: Mutant, reference: Path, into: Path) -> None:
    """A copy of the reference with the slip in it."""
    shutil.copytree(reference, into, ignore=shutil.ignore_patterns("__pycache__"))
    path = into / mutant.file
    path.write_text(with_text(path, mutant.within, mutant.text), encoding="utf-8")


def _of_file(path: Path, name: str, rubric: Rubric, asked: Collection[str]) -> Iterator[Mutant]:
    defines = _definitions(path, executed=any(item.executed and item.id in asked for item in rubric.items))
    for text in texts_of(path, name):
        yield from _of_text(text, name, rubric, asked, defines)


def _definitions(path: Path, *, executed: bool) -> Callable[[int, int], bool]:
    """Whether a line of a cell is asked: of a notebook that is not executed before, its definitions alone are."""
    if path.suffix != NOTEBOOK or executed:
        return lambda cell, line: True
    lifted = lift(read_notebook(path.read_bytes(), path.name))
    kept = {(origin.cell, origin.line) for origin in lifted.lines}
    return lambda cell, line: (cell, line) in kept


def _of_text(
    text: Text, name: str, rubric: Rubric, asked: Collection[str], defines: Callable[[int, int], bool]
) -> Iterator[Mutant]:
    written = {line for lines in _regions(text.text) for line in lines if defines(text.cell, line)}
    if not written:
        return
    source = Source(text.text)
    written -= _idle(source, name, rubric, asked)
    seen = {text.text}
    for edit in edits(source):
        line, column = source.place(edit.start)
        if line not in written:
            continue
        mutant = _mutant(source, edit, name, text, line, column)
        if mutant.text not in seen and _is_python(mutant.text):
            seen.add(mutant.text)
            yield mutant


def _mutant(source: Source, edit: Edit, name: str, within: Text, line: int, column: int) -> Mutant:
    before, after = _one_line(source.between(edit.start, edit.end)), _one_line(edit.after)
    text = source.edited(edit)
    return Mutant(
        id=f"{within.place}:{line}:{column} {before} -> {after or 'nothing'}",
        file=name,
        line=line,
        before=before,
        after=after,
        code=text.split("\n")[line - 1].strip(),
        text=text,
        within=within,
    )


def _regions(text: str) -> Iterator[Lines]:
    """The lines that students write; that they are paired well was seen when the template was made."""
    begun = 0
    for number, line in enumerate(text.split("\n"), 1):
        if CODE.begin.match(line):
            begun = number
        elif CODE.end.match(line):
            yield range(begun + 1, number)


def _idle(source: Source, file: str, rubric: Rubric, asked: Collection[str]) -> set[int]:
    """The lines of code that belongs to items that no case asks, unless an item that is asked names it too. A flag
    asks nothing by itself."""
    own = [item for item in rubric.items if item.code and item.code.file == file and not item.operations]
    asks = {item.code.name for item in own if item.code and item.id in asked}
    names = {item.code.name for item in own if item.code} - asks
    nodes = [node for name, node in _defined(source.tree, "") if name in names]
    return {line for node in nodes for line in range(node.lineno, (node.end_lineno or 0) + 1)}


def _defined(node: ast.AST, prefix: str) -> Iterator[tuple[str, ast.FunctionDef | ast.ClassDef]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.ClassDef):
            yield f"{prefix}{child.name}", child
            yield from _defined(child, f"{prefix}{child.name}.")


def _is_python(text: str) -> bool:
    try:
        parsed(text)
    except (SyntaxError, ValueError):
        return False
    return True


def _one_line(text: str) -> str:
    return " ".join(text.split())
