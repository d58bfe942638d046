"""Notebooks that attack: an honest one, and attacks that are put between its definitions and its trials.

An attack is a file under notebooks/, in the percent format: its docstring, which is no cell, then cells headed
`# %%`. As elsewhere, lines of IPython stand behind a `# `: `# !ls`, `# %run x.py`, `# out = !ls`, and so does the
whole of a cell that begins with `# %%bash`. A cell headed `# %% [markdown]` holds comments.

One headed `# %% [twist]` is not in the notebook: its `twist(notebook)` changes the finished JSON, or returns other
bytes to be handed in.
"""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ATTACKS = Path(__file__).parent / "notebooks"
DEFINED, TRIED = (
    (
        "import numpy as np",
        "def double(x):\n    return 2 * x",
        "def total(x):\n    return x.sum()",
    ),
    (
        "print(double(np.arange(3.0)))",
        "total(np.arange(3.0))",
    ),
)
HEAD = re.compile(r"^# %%(?: (.*))?$", re.MULTILINE)
OF_IPYTHON = re.compile(r"^(\s*)# (?=[%!]|\w+ = [%!])", re.MULTILINE)
BEHIND = re.compile(r"^# ?", re.MULTILINE)


def honest() -> bytes:
    """Five cells, and all points."""
    return written(notebook_of([code(source) for source in (*DEFINED, *TRIED)]))


def attack(name: str) -> bytes:
    """The file that is handed in; `name` is <group>/<file>."""
    parts = HEAD.split((ATTACKS / f"{name}.py").read_text(encoding="utf-8"))
    given = list(zip(parts[1::2], parts[2::2], strict=True))
    cells = [cell_of(head or "", text) for head, text in given if head != "[twist]"]
    notebook = notebook_of([*map(code, DEFINED), *cells, *map(code, TRIED)])
    for twist in (text for head, text in given if head == "[twist]"):
        if isinstance(data := twisted(notebook, twist), bytes):
            return data
    return written(notebook)


def names() -> list[str]:
    return sorted(path.relative_to(ATTACKS).with_suffix("").as_posix() for path in ATTACKS.rglob("*.py"))


def with_cells(handed_in: bytes, *sources: str) -> bytes:
    """The same notebook with code cells after its last."""
    notebook = json.loads(handed_in)
    notebook["cells"] += [code(source) for source in sources]
    return written(notebook)


def loot(outputs: Iterable[dict[str, Any]]) -> list[str]:
    """Lines that begin with LOOT: a traceback quotes the source, where that word stands too."""
    texts = ("".join(output["text"]) for output in outputs if output["output_type"] == "stream")
    return [line for text in texts for line in text.split("\n") if line.startswith("LOOT")]


def code(source: str) -> dict[str, Any]:
    return {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": source}


def notebook_of(cells: list[dict[str, Any]]) -> dict[str, Any]:
    named = [{"id": f"cell-{n}", **cell} for n, cell in enumerate(cells, 1)]
    spec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    metadata = {"kernelspec": spec, "language_info": {"name": "python"}}
    return {"cells": named, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def written(notebook: dict[str, Any]) -> bytes:
    return json.dumps(notebook, indent=1).encode()


def cell_of(head: str, text: str) -> dict[str, Any]:
    text = text.strip("\n")
    if head == "[markdown]":
        return {"cell_type": "markdown", "metadata": {}, "source": BEHIND.sub("", text)}
    return code(BEHIND.sub("", text) if text.startswith("# %%") else OF_IPYTHON.sub(r"\1", text))


def twisted(notebook: dict[str, Any], text: str) -> bytes | None:
    """Our own code, beside the attack that it belongs to."""
    space: dict[str, Any] = {}
    exec(compile(text, "twist", "exec"), space)
    data: bytes | None = space["twist"](notebook)
    return data
