"""Making a wrong solution from a right one: small edits that fit exactly once, or one function's body replaced."""

import ast
import re
import shutil
import textwrap
from pathlib import Path

from autograder.author.notebook_code import lift_notebooks
from autograder.course.mistakes import Body, Edit, MistakeEdit
from autograder.errors import BuildError
from autograder.model import NOTEBOOK, lifted_name


def write_mistake(mistake: MistakeEdit, reference: Path, bases: Path, into: Path) -> None:
    """A copy of the reference, the base that the mistake names laid over it, with the mistake in it.

    A mistake in a notebook stands in the module that its definitions make, which is what is asked.
    """
    shutil.copytree(reference, into, ignore=shutil.ignore_patterns("__pycache__"))
    if mistake.base:
        base = bases / mistake.base
        if not base.is_dir():
            raise BuildError(f"mistake {mistake.id}: there is no base {mistake.base} in {bases}")
        shutil.copytree(base, into, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    lift_notebooks(into)
    for edit in mistake.edits:
        _apply(mistake.id, edit, into)
    if mistake.body is not None:
        _replace_body(mistake.id, mistake.body, into)


def _apply(name: str, edit: Edit, root: Path) -> None:
    path, text = _read(name, edit.file, root)
    changed, count = _replaced(text, edit)
    if count != 1:
        raise BuildError(
            f"mistake {name}: {edit.right.strip()!r} stands {count} times in {edit.file}; it must be once"
        )
    _check_syntax(name, edit.file, changed)
    path.write_text(changed, encoding="utf-8")


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
    path, text = _read(name, body.file, root)
    found = function_of(ast.parse(text), body.name)
    if found is None:
        raise BuildError(f"mistake {name}: {body.file} has no function {body.name}")
    lines = text.splitlines()
    first, last = found.body[0].lineno - 1, found.end_lineno
    indented = textwrap.indent(textwrap.dedent(body.text).strip("\n"), " " * found.body[0].col_offset)
    changed = "\n".join([*lines[:first], indented, *lines[last:]]) + "\n"
    _check_syntax(name, body.file, changed)
    path.write_text(changed, encoding="utf-8")


def _read(name: str, file: str, root: Path) -> tuple[Path, str]:
    path = root / (lifted_name(file) if file.endswith(NOTEBOOK) else file)
    if not path.is_file():
        raise BuildError(f"mistake {name}: the reference has no file {file}")
    return path, path.read_text(encoding="utf-8")


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


def _check_syntax(name: str, file: str, text: str) -> None:
    try:
        ast.parse(text)
    except SyntaxError as error:
        raise BuildError(
            f"mistake {name}: {file} is no longer Python at line {error.lineno}: {error.msg}"
        ) from error
