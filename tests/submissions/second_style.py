"""Known mistakes, each written again in a style of its own, without sight of the catalogue's edits.

A file `<homework>/second_style/mistakes/<id>.py` is one wrong solution; `<id>__<word>.py` is another with the same
mistake. It has BASE (a right solution beside it), FILE (in it), EDITS (pairs of an old text, which occurs once, and
the new one) and REPLACE (whole functions or "Class.method"s).
"""

import ast
import functools
import runpy
import shutil
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

HERE = Path(__file__).parent


class Clash(ValueError):
    """What was to be changed is not there, or not once: two mistakes that change the same lines, say."""


@dataclass(frozen=True)
class Corpus:
    """The wrong solutions of one homework."""

    homework: str

    @property
    def folder(self) -> Path:
        return HERE / self.homework / "second_style"

    def ids(self) -> list[str]:
        """The names of all wrong solutions."""
        return sorted(path.stem for path in (self.folder / "mistakes").glob("*.py"))

    def base(self, name: str) -> str:
        """The right solution that it was written into."""
        return str(_recipe(self.folder, name)["BASE"])

    def also_true(self) -> dict[str, list[str]]:
        """For mistakes that are made of several: known ones that are true of them as well."""
        return dict(YAML(typ="safe").load(self.folder / "also_true.yaml"))

    def make(self, names: Sequence[str], into: Path) -> Path:
        """Writes a submission with these mistakes, all of one base, into a folder that does not exist yet.

        Raises Clash where they come out differently in another order.
        """
        recipes = [_recipe(self.folder, name) for name in names]
        (base,) = {recipe["BASE"] for recipe in recipes}
        shutil.copytree(self.folder / base, into, ignore=shutil.ignore_patterns("__pycache__"))
        for file in {recipe["FILE"] for recipe in recipes}:
            path = into / file
            wanted = [recipe for recipe in recipes if recipe["FILE"] == file]
            text = path.read_text(encoding="utf-8")
            written = _changed(text, wanted)
            if len(wanted) > 1 and _changed(text, wanted[::-1]) != written:
                raise Clash(" and ".join(names))
            path.write_text(written, encoding="utf-8")
        return into


@functools.cache
def _recipe(folder: Path, name: str) -> dict[str, Any]:
    return runpy.run_path(str(folder / "mistakes" / f"{name}.py"))


def mistake_of(name: str) -> str:
    """The known mistake that this solution makes."""
    return name.partition("__")[0]


def _changed(text: str, recipes: Sequence[dict[str, Any]]) -> str:
    for recipe in recipes:
        for old, new in recipe.get("EDITS", ()):
            if text.count(old) != 1:
                raise Clash(f"found {text.count(old)} times: {old!r}")
            text = text.replace(old, new)
        for name, source in recipe.get("REPLACE", {}).items():
            text = _replaced(text, name, source)
    return text


def _replaced(text: str, name: str, source: str) -> str:
    body: Any = ast.parse(text)
    for part in name.split("."):
        body = next(node for node in body.body if getattr(node, "name", "") == part)
    lines = text.splitlines(keepends=True)
    new = textwrap.indent(textwrap.dedent(source).strip("\n") + "\n", " " * body.col_offset)
    return "".join([*lines[: body.lineno - 1], new, *lines[body.end_lineno :]])
