"""Making a wrong solution from a right one: small edits that fit exactly once, or one function's body replaced."""

import ast
import re
import shutil
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from autograder.author.merged import Change, merged
from autograder.author.notebook_code import lift_notebooks
from autograder.author.texts import Text, texts_of, with_text
from autograder.course.mistakes import Body, Edit, MistakeEdit
from autograder.errors import BuildError
from autograder.intake.notebook.magics import as_python
from autograder.intake.reading import tree_of


def write_mistake(mistake: MistakeEdit, reference: Path, bases: Path, into: Path) -> None:
    """A copy of the reference, the base that the mistake names laid over it, with the mistake in it.

    A mistake in a notebook stands in its cell, and so in the module that its definitions make, which is asked.
    """
    shutil.copytree(reference, into, ignore=shutil.ignore_patterns("__pycache__"))
    if mistake.base:
        base = bases / mistake.base
        if not base.is_dir():
            raise BuildError(f"mistake {mistake.id}: there is no base {mistake.base} in {bases}")
        shutil.copytree(base, into, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    for edit in mistake.edits:
        _apply(mistake.id, edit, into)
    if mistake.body is not None:
        _replace_body(mistake.id, mistake.body, into)
    lift_notebooks(into)


def write_pair(one: MistakeEdit, other: MistakeEdit, reference: Path, bases: Path, into: Path) -> tuple[str, ...]:
    """A copy of the reference, or of the base that both edit, with both mistakes in it; the texts that they change.

    What both put at one place stands there in this order. Raises BuildError where they change the same words.
    """
    write_mistake(replace(one, edits=()), reference, bases, into)
    files = sorted({edit.file for edit in (*one.edits, *other.edits)})
    texts = tuple(text for file in files for text in _write_both(one, other, file, into))
    lift_notebooks(into)
    return texts


def _write_both(one: MistakeEdit, other: MistakeEdit, file: str, root: Path) -> Iterator[str]:
    name = f"{one.id} + {other.id}"
    texts = _read(name, file, root)
    changes = [[_place(m.id, edit, texts) for edit in m.edits if edit.file == file] for m in (one, other)]
    for text in texts:
        first, second = ([change for place, change in of_one if place is text] for of_one in changes)
        both = merged(text.text, first, second)
        if both is None:
            raise BuildError(f"mistake {name}: both change the same words of {text.place}")
        if first or second:
            _write(name, root / file, text, both)
            yield both


def _apply(name: str, edit: Edit, root: Path) -> None:
    text, change = _place(name, edit, _read(name, edit.file, root))
    after = text.text[: change.first] + change.by + text.text[change.last :]
    _write(name, root / edit.file, text, after)


def _place(name: str, edit: Edit, texts: Sequence[Text]) -> tuple[Text, Change]:
    found = [(text, change) for text in texts for change in _places(edit, text.text)]
    if len(found) != 1:
        raise BuildError(
            f"mistake {name}: {edit.right.strip()!r} stands {len(found)} times in {edit.file}; it must be once"
        )
    return found[0]


def _places(edit: Edit, text: str) -> Iterator[Change]:
    """Several lines are found at any depth: YAML took their common indentation away, the wrong ones get it back."""
    if "\n" not in edit.right + edit.wrong:
        yield from (Change(m.start(), m.end(), edit.wrong) for m in re.finditer(re.escape(edit.right), text))
        return
    first, *rest = (re.escape(line) for line in edit.right.split("\n"))
    lines = [rf"^(?P<depth> *){first}$", *(rf"(?P=depth){line}$" if line else "" for line in rest)]
    for found in re.finditer("\n".join(lines), text, re.MULTILINE):
        wrong = "\n".join(found["depth"] + line if line else "" for line in edit.wrong.split("\n"))
        yield Change(found.start(), found.end(), wrong)


def _replace_body(name: str, body: Body, root: Path) -> None:
    defined = [(text, function_of(_tree(text.text), body.name)) for text in _read(name, body.file, root)]
    text, found = next(((text, found) for text, found in reversed(defined) if found), (None, None))
    if text is None or found is None:
        raise BuildError(f"mistake {name}: {body.file} has no function {body.name}")
    lines = text.text.splitlines()
    first, last = found.body[0].lineno - 1, found.end_lineno
    indented = textwrap.indent(textwrap.dedent(body.text).strip("\n"), " " * found.body[0].col_offset)
    _write(name, root / body.file, text, "\n".join([*lines[:first], indented, *lines[last:]]) + "\n")


def _read(name: str, file: str, root: Path) -> list[Text]:
    if not (root / file).is_file():
        raise BuildError(f"mistake {name}: the reference has no file {file}")
    return texts_of(root / file, file)


def _tree(text: str) -> ast.Module:
    """Of a cell without its commands, which are no Python."""
    return tree_of("\n".join(as_python(text).lines))


def function_of(tree: ast.Module, dotted: str) -> ast.FunctionDef | None:
    """By its dotted name, such as Layer.forward."""
    scope: list[ast.stmt] = tree.body
    found: ast.stmt | None = None
    for part in dotted.split("."):
        found = next((n for n in scope if isinstance(n, (ast.FunctionDef, ast.ClassDef)) and n.name == part), None)
        if found is None:
            return None
        scope = found.body
    return found if isinstance(found, ast.FunctionDef) else None


def _write(name: str, path: Path, text: Text, after: str) -> None:
    try:
        tree_of(after) if not text.cell else _tree(after)
    except SyntaxError as error:
        raise BuildError(
            f"mistake {name}: {text.place} is no longer Python at line {error.lineno}: {error.msg}"
        ) from error
    path.write_text(with_text(path, text, after), encoding="utf-8")
