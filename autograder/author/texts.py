"""The Python in a file of a solution: the file itself, or the cells of code in a notebook, each as one text."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.errors import BuildError
from autograder.model import NOTEBOOK


@dataclass(frozen=True)
class Text:
    """`place` is the file as reports name it; `cell` is counted from 1 in a notebook, and 0 is the file itself."""

    place: str
    text: str
    cell: int = 0


def texts_of(path: Path, name: str) -> list[Text]:
    """Raises BuildError when a notebook cannot be read."""
    if path.suffix != NOTEBOOK:
        return [Text(name, path.read_text(encoding="utf-8"))]
    return [
        Text(f"{name} cell {number}", "".join(cell["source"]), number)
        for number, cell in enumerate(_cells(_document(path)), 1)
        if cell["cell_type"] == "code"
    ]


def with_text(path: Path, text: Text, changed: str) -> str:
    """The whole file with another text in that place."""
    if path.suffix != NOTEBOOK:
        return changed
    document = _document(path)
    _cells(document)[text.cell - 1]["source"] = changed.splitlines(keepends=True)
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def _cells(document: Any) -> list[dict[str, Any]]:
    cells: list[dict[str, Any]] = document["cells"]
    return cells


def _document(path: Path) -> Any:
    """It is the course's own: what can be wrong with it is that it was saved in another form."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        for cell in _cells(document):
            "".join(cell["source"] if cell["cell_type"] else ())
    except (ValueError, KeyError, TypeError) as error:
        raise BuildError(f"{path.name}: no notebook: {type(error).__name__} {error}") from None
    return document
