"""A notebook as data: its cells, and what they had printed when it was saved."""

from dataclasses import dataclass
from typing import Literal

CellKind = Literal["code", "markdown", "raw"]
OutputKind = Literal["stream", "result", "display", "error"]


@dataclass(frozen=True, kw_only=True)
class Output:
    """One saved output: its plain text, bounded and without colours. Of pictures only the size is kept, of HTML and
    scripts only that they were there. The text of an error is its message."""

    kind: OutputKind
    text: str = ""
    error: str = ""
    mimes: tuple[str, ...] = ()
    image_bytes: int = 0


@dataclass(frozen=True, kw_only=True)
class Cell:
    """`number` counts all cells from 1; `cut` says that the source was too long and is not whole."""

    number: int
    kind: CellKind
    source: str
    cut: bool = False
    execution_count: int | None = None
    tags: tuple[str, ...] = ()
    id: str = ""
    outputs: tuple[Output, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Notebook:
    """`remarks` say what was shortened while it was read."""

    name: str
    cells: tuple[Cell, ...]
    language: str = "python"
    remarks: tuple[str, ...] = ()
