"""Makes the sample notebooks of `lenet5` from texts that can be read; run by hand after touching one of them.

    .venv/bin/python tests/submissions/lenet5/notebooks.py

`styles/<style>.py` holds cells in percent form, which take the place of the reference's cells with the same ids:
`right/<style>/lenet5.ipynb` is made of them. Those of `whole/` are notebooks by themselves. Styles that known mistakes
are written into are also copied to `rubrics/lenet5/bases`.

`through_door` gives the reference with one of `backdoors/` as its convolution or pooling.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
REFERENCE = ROOT / "reference" / "lenet5" / "lenet5.ipynb"
BASES = ("loops", "matrix")
LAYERS = {
    "own-convolution": '''
class Conv2d(nn.Module):
    def __init__(self, in_channels, out_channels, kernel_size, stride=1, padding=0, bias=True):
        super().__init__()
        bound = (in_channels * kernel_size**2) ** -0.5
        self.stride, self.padding = stride, padding
        weight = torch.empty(out_channels, in_channels, kernel_size, kernel_size)
        self.weight = nn.Parameter(weight.uniform_(-bound, bound))
        self.bias = nn.Parameter(torch.empty(out_channels).uniform_(-bound, bound)) if bias else None

    def forward(self, x):
        bias = x.new_zeros(len(self.weight)) if self.bias is None else self.bias
        return convolution(x, self.weight, bias, self.stride, self.padding)
''',
    "own-pooling": '''
class AvgPool2d(nn.Module):
    def __init__(self, kernel_size, stride=None):
        super().__init__()
        self.kernel_size, self.stride = kernel_size, stride or kernel_size

    def forward(self, x):
        return pooling(x, self.kernel_size, self.stride)
''',
}
HEAD = re.compile(r"^# %% (?P<markdown>\[markdown\] )?id=(?P<id>[a-z0-9-]+)\n", re.MULTILINE)


@dataclass(frozen=True)
class Cell:
    """A cell by its id; the source ends without a line break."""

    id: str
    kind: str
    source: str
    tags: tuple[str, ...] = ()


def read_percent(text: str) -> list[Cell]:
    """The cells of a text in percent form; what stands before the first is a remark on the whole."""
    heads = list(HEAD.finditer(text))
    ends = [*(head.start() for head in heads[1:]), len(text)]
    return [_cell(head, text[head.end() : end].strip("\n")) for head, end in zip(heads, ends, strict=True)]


def _cell(head: re.Match[str], body: str) -> Cell:
    if not head["markdown"]:
        return Cell(head["id"], "code", body)
    lines = [line.removeprefix("#").removeprefix(" ") for line in body.split("\n")]
    return Cell(head["id"], "markdown", "\n".join(lines))


def read_notebook(path: Path) -> list[Cell]:
    document = json.loads(path.read_text(encoding="utf-8"))
    return [
        Cell(cell["id"], cell["cell_type"], "".join(cell["source"]), tuple(cell["metadata"].get("tags", ())))
        for cell in document["cells"]
    ]


def notebook(cells: list[Cell]) -> str:
    """The notebook's file, as Jupyter would write it, without outputs."""
    document = {
        "cells": [_json(cell) for cell in cells],
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def _json(cell: Cell) -> dict[str, Any]:
    source = cell.source.splitlines(keepends=True)
    common = {"cell_type": cell.kind, "id": cell.id, "metadata": {"tags": [*cell.tags]} if cell.tags else {}}
    if cell.kind == "markdown":
        return {**common, "source": source}
    return {**common, "execution_count": None, "outputs": [], "source": source}


def laid_over(base: list[Cell], cells: list[Cell]) -> list[Cell]:
    """The base with some of its cells written anew; they keep their tags, as in Jupyter."""
    anew = {cell.id: cell for cell in cells}
    if unknown := set(anew) - {cell.id for cell in base}:
        raise ValueError(f"the reference has no cell {', '.join(sorted(unknown))}")
    return [replace(anew.get(cell.id, cell), tags=cell.tags) for cell in base]


def made() -> Iterator[tuple[Path, str]]:
    """Every file that is made, with what has to stand in it."""
    reference = read_notebook(REFERENCE)
    for path in sorted(HERE.glob("styles/*.py")):
        text = notebook(laid_over(reference, read_percent(path.read_text(encoding="utf-8"))))
        yield HERE / "right" / path.stem / "lenet5.ipynb", text
        if path.stem in BASES:
            yield ROOT / "rubrics" / "lenet5" / "bases" / path.stem / "lenet5.ipynb", text
    for path in sorted(HERE.glob("whole/*.py")):
        text = notebook(read_percent(path.read_text(encoding="utf-8")))
        yield HERE / "right" / path.stem / "lenet5.ipynb", text


def through_door(name: str) -> str:
    """The reference's notebook with a layer that goes through a back door."""
    door = (HERE / "backdoors" / f"{name}.py").read_text(encoding="utf-8")
    cell = "own-convolution" if "def convolution" in door else "own-pooling"
    anew = Cell(cell, "code", f"{door}\n{LAYERS[cell]}".strip("\n"))
    return notebook(laid_over(read_notebook(REFERENCE), [anew]))


if __name__ == "__main__":
    for target, text in made():
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
