"""Headings of a notebook, and the sections that a homework asks for."""

import html
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from autograder.intake.archive import printable
from autograder.intake.notebook.cells import Cell, Notebook
from autograder.model import Flaw
from autograder.nearest import nearest

HEADING = re.compile(
    r" {0,3}(?P<signs>#{1,6})[ \t]*(?P<text>[^#\s].*)|[ \t]*<h(?P<level>[1-6])\b[^>]*>(?P<html>(?:(?!</h).){1,500})"
)
UNDERLINE = re.compile(r" {0,3}(?:=+|-{2,})[ \t]*")
FENCE = re.compile(r" {0,3}(?:```|~~~)")
NUMBERING = re.compile(r"(?:\(?(?:\d+(?:\.\d+)*|[ivx]+|[a-z])[.):]\)?|\(\w{1,3}\)|\d+(?:\.\d+)*)(?:[ \t]+|$)")
MARKUP = re.compile(r"[*_`$]|</?\w{1,10}[^<>]{0,200}>")
LINK = re.compile(r"\[([^\]\n]{0,200})\]\([^()\n]{0,500}\)")
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
BEFORE_TEXT = " \t>*+-#"
ENDS = " .:;!?#—–-"
MOST_READ = 2000


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A heading of rank 1, the highest, to 6, and its line in the cell, counted from 0."""

    text: str
    rank: int
    line: int


@dataclass(frozen=True, kw_only=True)
class Part:
    """What of a cell stands in a section; of code no lines. Those at the places `titles` are its heading."""

    cell: Cell
    lines: tuple[str, ...] = ()
    titles: frozenset[int] = frozenset()


Ends = Callable[[Heading, int], bool]


def missing_sections(notebook: Notebook, wanted: Sequence[str]) -> Iterator[Flaw]:
    """A heading may go on after the words that are asked for."""
    known = {_bare(text): (text, number) for number, text in headings(notebook)}
    for section in wanted:
        if any(_begins(heading, _bare(section)) for heading in known):
            continue
        near = known.get(nearest(_bare(section), known) or "")
        hint = f" The nearest heading is “{printable(near[0], 80)}”, in cell {near[1]}." if near else ""
        yield Flaw(kind="section", cell=near[1] if near else None, text=f"There is no section “{section}”.{hint}")


def section(notebook: Notebook, under: str, ends: Ends | None = None) -> Iterator[Part]:
    """From the heading to the next of its rank or a higher one, or to what `ends` it, which is told the rank. A
    heading that stands there twice is one: it is copied above an answer."""
    called, rank = _called(notebook, under), 0
    ends = ends or (lambda heading, rank: heading.rank <= rank)
    for cell in notebook.cells:
        found = {heading.line: heading for heading in _headings_of(cell)}
        lines: list[str] = []
        titles: set[int] = set()
        for number, line in enumerate(cell.source.split("\n") if cell.kind != "code" else ()):
            if (heading := found.get(number)) is not None:
                if heading.text in called:
                    rank = rank or heading.rank
                    titles.add(len(lines))
                elif rank and ends(heading, rank):
                    rank = 0
            lines += [line] if rank else []
        if lines or (rank and cell.kind == "code"):
            yield Part(cell=cell, lines=tuple(lines), titles=frozenset(titles))


def headings_in(source: str) -> Iterator[Heading]:
    """Of both kinds: with signs before it, or underlined."""
    fenced, before = False, ""
    for number, line in enumerate(source.split("\n")):
        if FENCE.match(line):
            fenced = not fenced
        elif not fenced and (found := HEADING.match(line)):
            text = (found["text"] or found["html"]).strip(" \t#")
            yield Heading(text=text, rank=int(found["level"] or len(found["signs"])), line=number)
        elif not fenced and before.strip() and UNDERLINE.fullmatch(line):
            yield Heading(text=before.strip(), rank=1 if "=" in line else 2, line=number - 1)
        before = line


def plain_heading(text: str) -> str:
    """Without markup, letter case and what ends it."""
    return _flat(text).strip(ENDS) or text


def nearest_heading(under: str, texts: Iterable[str]) -> str | None:
    """A heading may go on after the words that are meant."""
    wanted = plain_heading(under)
    known = {plain_heading(text): text for text in texts}
    begins = {plain[: len(wanted)]: text for plain, text in known.items()}
    near = nearest(wanted, [*known, *begins])
    return {**begins, **known}[near] if near is not None else None


def said_in_a_line(notebook: Notebook, under: str) -> tuple[str, int] | None:
    """A line that is no heading and begins with these words, such as one in bold letters, and its cell."""
    wanted = plain_heading(under)
    for cell in notebook.cells:
        for line in cell.source.split("\n") if cell.kind != "code" else ():
            bare = line[:MOST_READ].strip(BEFORE_TEXT)
            if bare and _begins(plain_heading(bare), wanted):
                return bare, cell.number
    return None


def _called(notebook: Notebook, under: str) -> set[str]:
    """Headings that say just this; if there is none, those that do but for a number, and then those that go on
    after it."""
    texts = {text for _, text in headings(notebook)}
    plain, bare = plain_heading(under), _bare(under)
    for is_called in (
        lambda text: plain_heading(text) == plain,
        lambda text: _bare(text) == bare,
        lambda text: _begins(plain_heading(text), plain),
        lambda text: _begins(_bare(text), bare),
    ):
        if found := set(filter(is_called, texts)):
            return found
    return set()


def headings(notebook: Notebook) -> Iterator[tuple[int, str]]:
    """Each with the number of its cell."""
    yield from ((cell.number, heading.text) for cell in notebook.cells for heading in _headings_of(cell))


def _headings_of(cell: Cell) -> Iterator[Heading]:
    yield from headings_in(cell.source) if cell.kind == "markdown" else ()


def _bare(text: str) -> str:
    """Without numbering, markup, letter case and what ends it; a number alone stays."""
    plain = _flat(text)
    return (NUMBERING.sub("", plain, count=1) if NUMBERING.match(plain) else plain).strip(ENDS) or plain


def _flat(text: str) -> str:
    shown = INVISIBLE.sub("", html.unescape(text[:MOST_READ]))
    return " ".join(MARKUP.sub("", LINK.sub(r"\1", shown)).casefold().split())


def _begins(heading: str, wanted: str) -> bool:
    rest = heading.removeprefix(wanted)
    return heading.startswith(wanted) and re.match(r"[\w]|\.\d", rest) is None
