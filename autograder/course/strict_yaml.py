"""YAML as an instructor means it: version 1.2, no surprises, and every value knows its line.

`no`, `on` and `1:30` are texts, `1e-7` is a number, a number is exact, a field is written once. Anchors,
aliases, tags and directives are refused: they hide what a rubric says.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from autograder.course.syntax import plain_sentence
from autograder.course.wording import quoted, said
from autograder.errors import RubricError

Place = tuple[str | int, ...]

_DEEPEST = 20
# No zeros in front: 258,058 in a list would be two numbers.
_INTEGER = re.compile(r"[-+]?(0|[1-9]\d{0,29})", re.ASCII)
# Exponents of two digits: 1e999999999 would be a fraction that fills the memory.
_DECIMAL = re.compile(r"[-+]?(\.\d{1,30}|(0|[1-9]\d{0,29})(\.\d{0,30})?)([eE][-+]?\d{1,2})?", re.ASCII)
_WORDS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_NOTHING = {"", "~", "null", "Null", "NULL"}
_INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, kw_only=True)
class Document:
    """What a file says: texts, int, Decimal, bool, None, lists and dicts (names are always texts)."""

    file: str
    data: dict[str, Any]
    lines: Mapping[Place, int]

    def line(self, place: Place) -> int:
        """The line of a value, or of the nearest thing around it that is written."""
        while place not in self.lines:
            place = place[:-1]
        return self.lines[place]


def read_yaml(path: Path) -> Document:
    """Raises RubricError when the file is not there, is no text or is not strict YAML."""
    file = shown_path(path)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise RubricError(file, line, "this is not UTF-8 text; save the file as UTF-8") from None
    except FileNotFoundError:
        raise RubricError(file, 1, "there is no such file") from None
    except OSError as error:
        raise RubricError(file, 1, f"the file cannot be read: {error.strerror}") from None
    return parse_yaml(text, file)


def parse_yaml(text: str, file: str) -> Document:
    """Raises RubricError with the line of the first thing that is not strict YAML."""
    invisible = _INVISIBLE.search(text)
    if invisible:
        line = text.count("\n", 0, invisible.start()) + 1
        raise RubricError(file, line, f"an invisible character (U+{ord(invisible[0]):04X}); delete it")
    return _Reader(file, text).document()


def shown_path(path: Path) -> str:
    """The path as seen from the current folder, where it lies in it."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


class _Reader:
    """Builds the values of one document from the parser's events, and notes their lines."""

    def __init__(self, file: str, text: str) -> None:
        self._file, self._text = file, text
        self._events = self._parse()
        self._lines: dict[Place, int] = {(): 1}

    def document(self) -> Document:
        start = next((e for e in self._events if isinstance(e, DocumentStartEvent)), None)
        if start is None:
            self._refuse(1, "the file is empty; expected fields, each as 'name: value'")
        if start.version or start.tags:
            self._refuse(_line(start) - 1, "a line that begins with % is not read here; delete it")
        data = self._value(next(self._events), ())
        if not isinstance(data, dict):
            self._refuse(1, f"expected fields, each as 'name: value', got {said(data)}")
        for event in self._events:
            if isinstance(event, DocumentStartEvent):
                self._refuse(_line(event), "a second document begins here, after --- or ...; write one only")
        return Document(file=self._file, data=data, lines=self._lines)

    def _parse(self) -> Iterator[Event]:
        try:
            yield from YAML(typ="safe", pure=True).parse(self._text)
        except MarkedYAMLError as error:
            line, sentence = plain_sentence(error, self._text)
            self._refuse(line, sentence)
        except Exception as error:  # the parser lets others out: chr() of "\UFFFFFFFF" is an OverflowError
            self._refuse(1, f"this is not valid YAML: the parser gave up with {type(error).__name__}")

    def _value(self, event: Event, place: Place) -> Any:
        self._lines.setdefault(place, _line(event))
        self._refuse_hidden(event, place)
        if isinstance(event, SequenceStartEvent):
            return self._list(place)
        if isinstance(event, MappingStartEvent):
            return self._fields(place)
        assert isinstance(event, ScalarEvent)
        return _scalar(event)

    def _list(self, place: Place) -> list[Any]:
        values: list[Any] = []
        while not isinstance(event := next(self._events), SequenceEndEvent):
            values.append(self._value(event, (*place, len(values))))
        return values

    def _fields(self, place: Place) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        while not isinstance(event := next(self._events), MappingEndEvent):
            name = self._name(event, place)
            here = (*place, name)
            if name in fields:
                first = self._lines[here]
                self._refuse(_line(event), f"the field {quoted(name)} is written twice; it is also in line {first}")
            self._lines[here] = _line(event)
            fields[name] = self._value(next(self._events), here)
        return fields

    def _name(self, event: Event, place: Place) -> str:
        self._refuse_hidden(event, place)
        if not isinstance(event, ScalarEvent) or not event.value.strip():
            self._refuse(_line(event), "the name of a field is expected before ':'")
        return str(event.value)

    def _refuse_hidden(self, event: Event, place: Place) -> None:
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        hidden = None
        if isinstance(event, AliasEvent):
            hidden = f"an alias (*{anchor})"
        elif anchor is not None:
            hidden = f"an anchor (&{anchor})"
        elif tag is not None:
            hidden = f"a tag ({tag})"
        if hidden:
            sentence = f"{hidden} is not read here; put a text that begins with * & or ! in quotes"
            self._refuse(_line(event), sentence)
        if len(place) > _DEEPEST:
            self._refuse(_line(event), f"lists and fields are nested more than {_DEEPEST} deep")

    def _refuse(self, line: int, sentence: str) -> NoReturn:
        raise RubricError(self._file, line, sentence)


def _line(event: Event) -> int:
    return int(event.start_mark.line) + 1


def _scalar(event: ScalarEvent) -> str | int | Decimal | bool | None:
    text = str(event.value)
    if event.style is not None:
        return text
    if text in _NOTHING:
        return None
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    return Decimal(text) if _DECIMAL.fullmatch(text) else text
