"""Answers in words: what a student wrote under a heading, told apart from what the template gives there."""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from autograder.intake.archive import printable
from autograder.intake.notebook.cells import Cell, Notebook
from autograder.intake.notebook.placeholders import flattened, is_placeholder
from autograder.intake.notebook.sections import (
    MARKUP,
    Ends,
    Part,
    headings,
    headings_in,
    nearest_heading,
    plain_heading,
    said_in_a_line,
    section,
)
from autograder.model import Beside, Rubric, Writing, Written

MOST_TEXT, MOST_LINES, MOST_HEADINGS = 20_000, 1000, 500
LONGEST_HEADING = 200
MARK = re.compile(r"\s*<!--\s*(?:begin|end) solution\b.*-->\s*")
PICTURE = re.compile(r"!\[[^\]\n]{0,500}\]\(|<(?:img|svg)\b", re.IGNORECASE)
WORDED = re.compile(r"[^\W\d_]{2}")
BLANK_LINES = re.compile(r"\n(?:[ \t]*\n){2,}")


@dataclass(frozen=True, kw_only=True)
class _Given:
    """What the template gives: its `lines`, as they are compared, `texts` with which a student's line may begin; of
    the section, the headings, how many cells of code it has, and the ids of its cells."""

    lines: frozenset[str]
    headings: frozenset[str]
    texts: tuple[str, ...] = ()
    code: int = 0
    ids: frozenset[str] = frozenset()


def written_answers(notebook: Notebook, template: Notebook | None, rubric: Rubric) -> Iterator[tuple[str, Written]]:
    """Of every item that asks for one in the notebook, by its id."""
    more = [text for item in rubric.items if item.wanted is not None for text in item.wanted.placeholders]
    for item in rubric.items:
        if item.writing is not None:
            yield item.id, _written(notebook, template, item.writing, more)


def _written(notebook: Notebook, template: Notebook | None, asked: Writing, more: Sequence[str]) -> Written:
    called = frozenset({plain_heading(asked.under)})
    given = _given(template, asked.under) if template else _Given(lines=frozenset(), headings=called)
    parts = list(section(notebook, asked.under, _ends(template, asked.under) if template else None))
    parts = parts or [Part(cell=c, lines=_lines(c)) for c in notebook.cells if c.id in given.ids]
    if not parts:
        return Written(under=asked.under, nearest=_nearest(notebook, template, asked.under))
    lines = ((part.cell, line[: MOST_TEXT + 1]) for part in parts for line in chain(_below(part), [""]))
    own = list(_own(islice(lines, MOST_LINES), given, more))
    whole = BLANK_LINES.sub("\n\n", "\n".join(line for _, line in own)).strip()
    text = whole[:MOST_TEXT]
    place = next((cell for cell, line in own if _says_something(line)), _last_text(parts))
    return Written(
        under=asked.under,
        cell=place.number,
        text=text if _says_something(text) else "",
        cut=len(whole) > MOST_TEXT or next(lines, None) is not None or any(part.cell.cut for part in parts),
        more=tuple(_more(text, parts, given, more)),
    )


def _ends(template: Notebook, under: str) -> Ends:
    """What ends a section is a heading of the template: students set their answers as headings too."""
    inside = {
        plain_heading(h.text) for part in section(template, under) for h in headings_in("\n".join(part.lines))
    }
    outside = {plain_heading(text) for _, text in headings(template)} - inside
    return lambda heading, rank: plain_heading(heading.text) in outside


def _given(template: Notebook, under: str) -> _Given:
    """Lines without a word count in the section only: an answer may be a number that stands elsewhere too."""
    parts = list(section(template, under))
    texts = {line.strip() for cell in template.cells for line in _lines(cell) if WORDED.search(line)}
    found = (heading.text for part in parts for heading in headings_in("\n".join(part.lines)))
    return _Given(
        lines=frozenset(_compared(line) for line in chain(texts, *(part.lines for part in parts))) - {""},
        headings=frozenset(map(plain_heading, (under, *found))),
        texts=tuple(sorted(texts, key=len, reverse=True)),
        code=_count_code(parts),
        ids=frozenset(part.cell.id for part in parts) - {""},
    )


def _below(part: Part) -> Iterator[str]:
    """The heading is no answer, even where it says more than it did: (4 points), for one."""
    yield from ("" if number in part.titles else line for number, line in enumerate(part.lines))


def _own(lines: Iterable[tuple[Cell, str]], given: _Given, more: Sequence[str]) -> Iterator[tuple[Cell, str]]:
    for cell, line in lines:
        if not line.strip():
            yield cell, ""
        elif not (_is_given(line, given) or MARK.fullmatch(line) or is_placeholder(line, more)):
            yield cell, _after(line, given.texts)


def _is_given(line: str, given: _Given) -> bool:
    return _compared(line) in given.lines or plain_heading(line.strip(" \t#")) in given.headings


def _after(line: str, texts: Sequence[str]) -> str:
    """What follows on a text of the template in the same line."""
    bare = line.strip()
    for text in texts:
        rest = bare.removeprefix(text)
        if rest != bare and not rest[0].isalnum():
            return rest.strip()
    return line.rstrip()


def _compared(line: str) -> str:
    return flattened(MARKUP.sub("", line)).strip("# ")


def _last_text(parts: Sequence[Part]) -> Cell:
    """Where an answer would be expected."""
    return next((part.cell for part in reversed(parts) if part.lines), parts[-1].cell)


def _lines(cell: Cell) -> tuple[str, ...]:
    return tuple(cell.source.split("\n")) if cell.kind != "code" else ()


def _says_something(text: str) -> bool:
    """Beyond markup: letters, numbers, signs of mathematics, or a picture."""
    plain = MARKUP.sub("", html.unescape(text))
    return any(c.isalnum() or (c.isprintable() and not c.isascii()) for c in plain) or bool(PICTURE.search(text))


def _more(text: str, parts: Sequence[Part], given: _Given, more: Sequence[str]) -> Iterator[Beside]:
    if PICTURE.search(text):
        yield "picture"
    titles = [(part.cell, part.lines[number][:MOST_TEXT]) for part in parts for number in sorted(part.titles)]
    if any(_says_something(line) for _, line in _own(islice(titles, MOST_HEADINGS), given, more)):
        yield "heading"
    if _count_code(parts) > given.code:
        yield "code"


def _count_code(parts: Sequence[Part]) -> int:
    return sum(part.cell.kind == "code" and bool(part.cell.source.strip()) for part in parts)


def _nearest(notebook: Notebook, template: Notebook | None, under: str) -> str:
    """Of the headings that are the student's own, the one that may be meant, or else a line, and its cell."""
    others = {plain_heading(text) for _, text in headings(template)} if template else set()
    found = (one for one in headings(notebook) if len(one[1]) <= LONGEST_HEADING)
    known = {text: number for number, text in islice(found, MOST_HEADINGS) if plain_heading(text) not in others}
    near = nearest_heading(under, known)
    meant = (near, known[near]) if near is not None else said_in_a_line(notebook, under)
    return f"“{printable(meant[0], 80)}”, in cell {meant[1]}" if meant is not None else ""
