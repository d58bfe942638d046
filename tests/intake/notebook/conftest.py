"""Notebooks from a list of texts: as records, and as files of each format."""

import json
import warnings
from collections.abc import Callable
from typing import Any

import pytest

from autograder.intake.notebook.cells import Cell, Notebook
from autograder.intake.notebook.definitions import lift
from autograder.intake.notebook.lifted import Lifted


@pytest.fixture(scope="session")
def notebook() -> Callable[..., Notebook]:
    """Each argument is the source of a code cell, or a whole cell; numbers follow from the order."""

    def make(*cells: str | dict[str, Any], language: str = "python") -> Notebook:
        asked = [{"source": cell} if isinstance(cell, str) else cell for cell in cells]
        made = [Cell(**{"number": n, "kind": "code", **cell}) for n, cell in enumerate(asked, 1)]
        return Notebook(name="hw.ipynb", cells=tuple(made), language=language)

    return make


@pytest.fixture(scope="session")
def lifted(notebook) -> Callable[..., Lifted]:
    return lambda *cells, **options: lift(notebook(*cells, **options))


@pytest.fixture(scope="session")
def compiles() -> Callable[[str], bool]:
    def try_to(source: str) -> bool:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                compile(source, "module", "exec", dont_inherit=True)
            except SyntaxError:
                return False
        return True

    return try_to


@pytest.fixture(scope="session")
def document() -> Callable[..., dict[str, Any]]:
    """Format 4 as a document; a text is a code cell that was run."""

    def make(*cells: str | dict[str, Any], **changes: Any) -> dict[str, Any]:
        made = [
            {
                "cell_type": "code", "execution_count": n, "id": f"cell-{n}", "metadata": {}, "outputs": [],
                **({"source": cell} if isinstance(cell, str) else cell),
            }
            for n, cell in enumerate(cells, 1)
        ]  # fmt: skip
        info = {"kernelspec": {"name": "python3", "language": "python"}, "language_info": {"name": "python"}}
        return {"cells": made, "metadata": info, "nbformat": 4, "nbformat_minor": 5, **changes}

    return make


@pytest.fixture(scope="session")
def as_bytes() -> Callable[[object], bytes]:
    return lambda value: json.dumps(value, ensure_ascii=False).encode()
