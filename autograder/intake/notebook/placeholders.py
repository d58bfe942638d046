"""Texts that say: something is to be written here."""

import re
from collections.abc import Iterator, Sequence

from autograder.intake.notebook.cells import Cell, Notebook
from autograder.model import Flaw

IN_CODE = re.compile(
    r"(?P<todo>\#[ \t]*TODO\b)|(?P<here>\byour (?:code|answer|solution) here\b)"
    r"|^[ \t]*(?:[^#\n\"']*[:;][ \t]*)?(?P<stub>raise[ \t]+NotImplementedError\b)",
    re.IGNORECASE | re.MULTILINE,
)
IN_TEXT = re.compile(
    r"(?:.{0,40}:\s*)?(?P<here>(?:(?:write|type|put|insert|enter) )?your (?:code|answer|solution) here)"
)
MARKUP = re.compile(r"</?\w{1,10}/?>|[*_`<>\[\](){}#!.…|~\-]")


def placeholders_in(cell: Cell, more: Sequence[str]) -> list[str]:
    """As they are written, each once. In a text, those known here count where they are a line by themselves: a
    sentence may speak of them."""
    found = list(_in_code(cell.source)) if cell.kind == "code" else list(_in_text(cell.source))
    flat = flattened(cell.source)
    found += [text for text in more if flattened(text) and flattened(text) in flat]
    return list({flattened(text): text for text in reversed(found)}.values())[::-1]


def left_over(notebook: Notebook, more: Sequence[str]) -> Iterator[Flaw]:
    for cell in notebook.cells:
        for text in placeholders_in(cell, more):
            said = f"Cell {cell.number} still holds “{text}”. Put your own work in its place."
            yield Flaw(kind="placeholder", cell=cell.number, text=said)


def is_placeholder(line: str, more: Sequence[str]) -> bool:
    """Of a line of text: it says this and nothing else."""
    return any(_in_text(line)) or flattened(line) in map(flattened, more)


def flattened(text: str) -> str:
    """For comparing: letter case, line breaks and runs of blanks do not count."""
    return " ".join(text.casefold().split())


def _in_code(source: str) -> Iterator[str]:
    for found in IN_CODE.finditer(source):
        yield " ".join((found["todo"] or found["here"] or found["stub"]).split())


def _in_text(source: str) -> Iterator[str]:
    for line in source.split("\n"):
        plain = " ".join(MARKUP.sub(" ", line).split())
        if found := IN_TEXT.fullmatch(plain.casefold()):
            yield plain[found.start("here") :]
