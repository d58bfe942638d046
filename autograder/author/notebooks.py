"""A notebook of the template: the reference's, without its solutions and without anything that a run left in it."""

import json
from collections.abc import Mapping
from typing import Any

from autograder.author.regions import CODE, TEXT, stubbed
from autograder.errors import BuildError

SUFFIX = ".ipynb"
FORMAT = {"nbformat": 4, "nbformat_minor": 5}
METADATA: Mapping[str, Any] = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
KEPT = ("deletable", "editable", "tags")  # all other metadata of a cell is a view's or a run's
Raw = Mapping[str, Any]


def handed_out(text: str, name: str) -> str:
    """Raises BuildError when this is no notebook of format 4.5, or when the marks in a cell do not fit. The same
    notebook gives the same bytes, and they are those that nbformat would write."""
    cells = _cells(_document(text, name), name)
    made = [_cell(cell, f"{name}: cell {number}") for number, cell in enumerate(cells, 1)]
    document = {"cells": made, "metadata": METADATA, **FORMAT}
    return json.dumps(document, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def _document(text: str, name: str) -> Raw:
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BuildError(f"{name}: no notebook: {error}") from None
    if not isinstance(document, dict):
        raise BuildError(f"{name}: no notebook: expected an object with cells, got a {type(document).__name__}")
    if {key: document.get(key) for key in FORMAT} != FORMAT:
        got = ".".join(str(document.get(key, "?")) for key in FORMAT)
        raise BuildError(f"{name}: expected notebook format 4.5, got {got}. Save it with a current Jupyter")
    return document


def _cells(document: Raw, name: str) -> list[Raw]:
    """With a name for each cell: by these a student's cell is compared with what it was."""
    cells = document.get("cells")
    if not isinstance(cells, list):
        raise BuildError(f"{name}: no notebook: it has no list of cells")
    seen: dict[str, int] = {}
    for number, cell in enumerate(cells, 1):
        _check(cell, f"{name}: cell {number}")
        if before := seen.get(cell["id"]):
            raise BuildError(f"{name}: cell {number}: has the id {cell['id']!r} of cell {before}")
        seen[cell["id"]] = number
    return cells


def _check(cell: object, where: str) -> None:
    if not isinstance(cell, dict) or cell.get("cell_type") not in ("code", "markdown", "raw"):
        raise BuildError(f"{where}: no cell of code, markdown or raw text")
    if not isinstance(cell.get("id"), str) or not cell["id"]:
        raise BuildError(f"{where}: has no id")
    if not isinstance(cell.get("metadata"), dict):
        raise BuildError(f"{where}: has no metadata, not even empty ones")
    source = cell.get("source")
    lines = source if isinstance(source, list) else [source]
    if not all(isinstance(line, str) for line in lines):
        raise BuildError(f"{where}: its source is no text")


def _cell(cell: Raw, where: str) -> dict[str, Any]:
    kind, metadata = cell["cell_type"], cell["metadata"]
    source = stubbed(
        "".join(cell["source"]), lambda line: f"{where}, line {line}", CODE if kind == "code" else TEXT
    )
    made = {
        "cell_type": kind,
        "id": cell["id"],
        "metadata": {key: metadata[key] for key in KEPT if key in metadata},
        "source": source.removesuffix("\n").splitlines(keepends=True),
    }
    if kind == "code":
        return {**made, "execution_count": None, "outputs": []}
    return {**made, "attachments": cell["attachments"]} if "attachments" in cell else made
