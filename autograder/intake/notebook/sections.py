"""Headings of a notebook, and the sections that a homework asks for."""

import re
from collections.abc import Iterator, Sequence

from autograder.intake.archive import printable
from autograder.intake.notebook.cells import Notebook
from autograder.model import Flaw
from autograder.nearest import nearest

HEADING = re.compile(r" {0,3}#{1,6}[ \t]*(?P<text>[^#\s].*)|[ \t]*<h[1-6][^>]*>(?P<html>[^<]+)")
UNDERLINE = re.compile(r" {0,3}(?:=+|-{2,})[ \t]*")
FENCE = re.compile(r" {0,3}(?:```|~~~)")
NUMBERING = re.compile(r"(?:\(?(?:\d+(?:\.\d+)*|[ivx]+|[a-z])[.):]\)?|\(\w{1,3}\)|\d+(?:\.\d+)*)(?:[ \t]+|$)")
MARKUP = re.compile(r"[*_`$]|</?\w{1,10}[^<>]{0,200}>")
ENDS = " .:;!?#—–-"


def missing_sections(notebook: Notebook, wanted: Sequence[str]) -> Iterator[Flaw]:
    """A heading may go on after the words that are asked for."""
    headings = {_bare(text): (text, number) for number, text in _headings(notebook)}
    for section in wanted:
        if any(_begins(heading, _bare(section)) for heading in headings):
            continue
        near = headings.get(nearest(_bare(section), headings) or "")
        hint = f" The nearest heading is “{printable(near[0], 80)}”, in cell {near[1]}." if near else ""
        yield Flaw(kind="section", cell=near[1] if near else None, text=f"There is no section “{section}”.{hint}")


def _headings(notebook: Notebook) -> Iterator[tuple[int, str]]:
    for cell in notebook.cells:
        if cell.kind == "markdown":
            yield from ((cell.number, text) for text in _in_text(cell.source))


def _in_text(source: str) -> Iterator[str]:
    """Of both kinds: with signs before it, or underlined."""
    fenced, before = False, ""
    for line in source.split("\n"):
        if FENCE.match(line):
            fenced = not fenced
        elif not fenced and (found := HEADING.match(line)):
            yield (found["text"] or found["html"]).strip(" \t#")
        elif not fenced and before.strip() and UNDERLINE.fullmatch(line):
            yield before.strip()
        before = line


def _bare(text: str) -> str:
    """Without numbering, markup, letter case and what ends it; a number alone stays."""
    plain = " ".join(MARKUP.sub("", text).casefold().split())
    return (NUMBERING.sub("", plain, count=1) if NUMBERING.match(plain) else plain).strip(ENDS) or plain


def _begins(heading: str, wanted: str) -> bool:
    rest = heading.removeprefix(wanted)
    return heading.startswith(wanted) and re.match(r"[\w]|\.\d", rest) is None
