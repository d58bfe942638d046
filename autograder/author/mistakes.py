"""Making a wrong solution from a right one: small edits that fit exactly once, or one function's body replaced."""

import ast
import re
import shutil
import textwrap
from pathlib import Path

from autograder.author.notebook_code import lift_notebooks
from autograder.author.texts import Text, texts_of, with_text
from autograder.course.mistakes import Body, Edit, MistakeEdit
from autograder.errors import BuildError
from autograder.intake.notebook.magics import as_python


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


def _apply(name: str, edit: Edit, root: Path) -> None:
    replaced = [(text, *_replaced(text.text, edit)) for text in _read(name, edit.file, root)]
    count = sum(times for *_, times in replaced)
    if count != 1:
        raise BuildError(
            f"mistake {name}: {edit.right.strip()!r} stands {count} times in {edit.file}; it must be once"
        )
    _write(name, root / edit.file, *next((text, changed) for text, changed, times in replaced if times))


def _replaced(text: str, edit: Edit) -> tuple[str, int]:
    """Several lines are found at any depth: YAML took their common indentation away, the wrong ones get it back."""
    if "\n" not in edit.right + edit.wrong:
        return text.replace(edit.right, edit.wrong), text.count(edit.right)
    first, *rest = (re.escape(line) for line in edit.right.split("\n"))
    lines = [rf"^(?P<depth> *){first}$", *(rf"(?P=depth){line}$" if line else "" for line in rest)]
    wrong = edit.wrong.split("\n")
    pattern = re.compile("\n".join(lines), re.MULTILINE)
    return pattern.subn(lambda m: "\n".join(m["depth"] + line if line else "" for line in wrong), text)


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
    return ast.parse("\n".join(as_python(text).lines))


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


def _write(name: str, path: Path, text: Text, changed: str) -> None:
    try:
        ast.parse(changed) if not text.cell else _tree(changed)
    except SyntaxError as error:
        raise BuildError(
            f"mistake {name}: {text.place} is no longer Python at line {error.lineno}: {error.msg}"
        ) from error
    path.write_text(with_text(path, text, changed), encoding="utf-8")
