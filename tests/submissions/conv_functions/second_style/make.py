"""Known mistakes, each written again in a style of its own: `make(mistake_id, into)` writes the submission.

    python make.py MISTAKE FOLDER

A file in mistakes/ says in its docstring what was written, in BASE which right submission it was written into, and in
FILE where; EDITS are replacements that must each match once, REPLACE gives whole functions or "Class.method"s.
variants/ holds further readings of a mistake, named MISTAKE.VARIANT.
"""

import ast
import runpy
import shutil
import sys
import textwrap
from pathlib import Path

HERE = Path(__file__).parent


def ids() -> list[str]:
    return sorted(path.stem for path in (HERE / "mistakes").glob("*.py"))


def variants() -> list[str]:
    return sorted(path.stem for path in (HERE / "variants").glob("*.py"))


def make(mistake_id: str, into: Path) -> Path:
    """Writes the complete submission into the folder and returns it."""
    folder = "variants" if "." in mistake_id else "mistakes"
    mistake = runpy.run_path(str(HERE / folder / f"{mistake_id}.py"))
    into = Path(into)
    into.mkdir(parents=True, exist_ok=True)
    for source in sorted((HERE / mistake["BASE"]).glob("*.py")):
        shutil.copyfile(source, into / source.name)
    path = into / mistake["FILE"]
    text = path.read_text(encoding="utf-8")
    for old, new in mistake.get("EDITS", ()):
        if text.count(old) != 1:
            raise ValueError(f"{mistake_id}: found {text.count(old)} times: {old!r}")
        text = text.replace(old, new)
    for name, source in mistake.get("REPLACE", {}).items():
        text = _replaced(text, name, source)
    compile(text, str(path), "exec")
    path.write_text(text, encoding="utf-8")
    return into


def _replaced(text: str, name: str, source: str) -> str:
    node: ast.AST = ast.parse(text)
    for part in name.split("."):
        node = next(n for n in node.body if getattr(n, "name", "") == part)  # type: ignore[attr-defined]
    lines = text.splitlines(keepends=True)
    new = textwrap.indent(textwrap.dedent(source).strip("\n") + "\n", " " * node.col_offset)
    return "".join([*lines[: node.lineno - 1], new, *lines[node.end_lineno :]])


if __name__ == "__main__":
    print(make(sys.argv[1], Path(sys.argv[2])))
