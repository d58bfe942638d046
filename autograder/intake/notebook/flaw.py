"""What a notebook lacks, as data."""

from dataclasses import dataclass
from typing import Literal

FlawKind = Literal[
    "unexecuted", "order", "gap", "empty", "error", "changed", "missing", "placeholder", "section", "authorship"
]


@dataclass(frozen=True, kw_only=True)
class Flaw:
    """`cell` is the student's cell, counted from 1; None where it is about the notebook or about a cell that is not
    there. `text` is a sentence to the student."""

    kind: FlawKind
    cell: int | None
    text: str


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a homework asks of its notebook: headings, texts that the student replaces, a phrase of the statement on
    authorship. Outputs that were cleared before handing in are no flaw where `allow_unexecuted` says so."""

    sections: tuple[str, ...] = ()
    placeholders: tuple[str, ...] = ()
    authorship: str = ""
    allow_unexecuted: bool = False
