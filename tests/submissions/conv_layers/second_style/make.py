"""Writes the wrong solutions of the second style: a base with one file's text replaced.

A file `mistakes/<id>.py` is one wrong solution; `<id>__<word>.py` is another solution with the same mistake.
It has BASE (a folder beside this file), FILE (in it) and EDITS, pairs of an old text, which occurs once, and
the new one.
"""

import runpy
import shutil
from pathlib import Path

HERE = Path(__file__).parent


def ids() -> list[str]:
    """The names of all wrong solutions."""
    return sorted(path.stem for path in (HERE / "mistakes").glob("*.py"))


def mistake_of(name: str) -> str:
    """The known mistake that this solution makes."""
    return name.partition("__")[0]


def make(name: str, into: Path) -> Path:
    """Writes the complete submission into a folder that does not exist yet."""
    wanted = runpy.run_path(str(HERE / "mistakes" / f"{name}.py"))
    shutil.copytree(HERE / wanted["BASE"], into)
    path = into / wanted["FILE"]
    text = path.read_text(encoding="utf-8")
    for old, new in wanted["EDITS"]:
        if text.count(old) != 1:
            raise ValueError(f"{name}: expected once, found {text.count(old)} times: {old!r}")
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    return into
