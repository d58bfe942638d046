"""All that is wrong with a file, in one error: file, line, place, what was expected, the nearest right name."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from autograder.course.strict_yaml import Document, Place
from autograder.course.wording import pointing, quoted, said
from autograder.errors import RubricError
from autograder.listed import listed
from autograder.nearest import nearest

Model = TypeVar("Model", bound=BaseModel)

_TYPES = {
    "list_type": "a list, such as [a, b]",
    "dict_type": "fields, each as 'name: value'",
    "model_type": "fields, each as 'name: value'",
    "model_attributes_type": "fields, each as 'name: value'",
    "union_tag_not_found": "fields, each as 'name: value'",
    "bool_type": "true or false",
    "string_type": "a text",
}


@dataclass(frozen=True)
class Trouble:
    """One thing that is wrong, and where it stands: the place that is named, and, if another, that of the line."""

    place: Place
    sentence: str
    line_of: Place | None = None


@dataclass(frozen=True, kw_only=True)
class Guide:
    """What messages need to know of a schema: the model at a place, and which checks have a field."""

    model_at: Callable[[Mapping[str, Any], Place], type[BaseModel] | None]
    owners: Callable[[Place, str], Sequence[str]] = lambda place, name: ()


def validate(document: Document, model: type[Model], guide: Guide) -> Model:
    """Raises RubricError with everything that does not fit the model."""
    empty = [Trouble(place, _nothing(place)) for place in _empty_places(document.data, ())]
    try:
        read = model.model_validate(document.data)
    except ValidationError as error:
        found = list(_troubles(document.data, error, guide))
        refuse(document, [*empty, *(t for t in found if t.place not in {e.place for e in empty})])
    refuse(document, empty)
    return read


def refuse(document: Document, troubles: Iterable[Trouble]) -> None:
    """Raises one RubricError that names every trouble, in the order of the lines; returns if there is none."""
    lines = sorted({(document.line(t.line_of or t.place), _spoken(document.data, t)) for t in troubles})
    if lines:
        line, first = lines[0]
        more = [f"{document.file}:{number}: {sentence}" for number, sentence in lines[1:]]
        raise RubricError(document.file, line, "\n".join([first, *more]))


_NOTHING = "nothing is written here; write a value ('' is an empty text), or delete the field"
_CUT = "a comma ends a value here; write a number without marks between its digits, such as 258058"


def _nothing(place: Place) -> str:
    """Of {number: 258,058} the end is taken for a field."""
    return _CUT if isinstance(place[-1], str) and place[-1].isdecimal() else _NOTHING


def _empty_places(value: object, place: Place) -> Iterator[Place]:
    if value is None:
        yield place
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, entry in entries:
        yield from _empty_places(entry, (*place, name))


def _spoken(data: Mapping[str, Any], trouble: Trouble) -> str:
    """The sentence behind the name of its place: `items[2] conv-backward: points.handout: …`."""
    match trouble.place:
        case (str() as top, int() as index, *rest):
            entry = data[top][index]
            name = entry.get("id") if isinstance(entry, dict) else None
            head = [f"{top}[{index}] {name}" if isinstance(name, str) and name.isprintable() else f"{top}[{index}]"]
        case place:
            head, rest = [], list(place)
    field = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in rest).lstrip(".")
    return ": ".join([*head, *([field] if field else []), trouble.sentence])


def _troubles(data: Mapping[str, Any], error: ValidationError, guide: Guide) -> Iterator[Trouble]:
    entries = [(_place(entry["loc"]), entry) for entry in error.errors(include_url=False)]
    meant: set[Place] = set()
    for place, entry in entries:
        if entry["type"] == "extra_forbidden":
            close = _nearest_field(data, place, guide)
            meant.add((*place[:-1], close or ""))
            yield Trouble(place[:-1], _unknown_field(data, place, close, guide), line_of=place)
        elif entry["type"] != "missing":
            yield _wrong_value(place, entry)
    for place, entry in entries:
        if entry["type"] == "missing" and place not in meant:
            yield Trouble(place[:-1], _missing(str(place[-1]), guide.model_at(data, place[:-1])))


def _place(loc: Sequence[str | int]) -> Place:
    """The path of names and indices in the file: without the marks that pydantic puts between them."""
    parts = list(loc)
    if len(parts) > 2 and parts[0] == "items":
        del parts[2]  # the word after `check:`
    return tuple(part for part in parts if part not in ("[key]", "<number>", "<groups>"))


def _nearest_field(data: Mapping[str, Any], place: Place, guide: Guide) -> str | None:
    model = guide.model_at(data, place[:-1])
    written = _value(data, place[:-1])
    return nearest(str(place[-1]), [field for field in names(model) if field not in written] if model else [])


def _unknown_field(data: Mapping[str, Any], place: Place, close: str | None, guide: Guide) -> str:
    name, owners = str(place[-1]), guide.owners(place[:-1], str(place[-1]))
    if owners:
        check = _value(data, place[:-1])["check"]
        return f"{quoted(name)} is no field of check: {check}; it belongs to {listed(owners)}"
    if close:
        return f"unknown field {quoted(name)}; the nearest field is {quoted(close)}"
    model = guide.model_at(data, place[:-1])
    expected = f"; expected {listed(names(model), 'or')}" if model else ""
    return f"unknown field {quoted(name)}{expected}"


def names(model: type[BaseModel]) -> list[str]:
    """The names of a model's fields, as they are written."""
    return [field.alias or name for name, field in model.model_fields.items()]


def _missing(name: str, model: type[BaseModel] | None) -> str:
    fields = model.model_fields.items() if model else ()
    needed = [field.alias or plain for plain, field in fields if field.is_required()]
    others = f"; needed are {listed(needed)}" if len(needed) > 1 else ""
    return f"the field {quoted(name)} is missing{others}"


def _wrong_value(place: Place, entry: Any) -> Trouble:
    kind, got = entry["type"], entry["input"]
    if kind == "value_error":
        return Trouble(place, str(entry["ctx"]["error"]))
    if kind == "union_tag_not_found" and isinstance(got, dict):
        return _no_check(place, got)
    if kind == "union_tag_invalid":
        known = re.findall(r"'([^']*)'", entry["ctx"]["expected_tags"])
        return Trouble((*place, "check"), _unknown_word(got["check"], known))
    if kind == "literal_error":
        return Trouble(place, _unknown_word(got, re.findall(r"'([^']*)'", entry["ctx"]["expected"])))
    if kind == "too_short":
        return Trouble(place, "expected at least one entry")
    if kind in _TYPES:
        quotes = "; put it in quotes" if kind == "string_type" and not isinstance(got, (list, dict)) else ""
        return Trouble(place, f"expected {_TYPES[kind]}, got {said(got)}{quotes}")
    return Trouble(place, str(entry["msg"]))


def _no_check(place: Place, item: Mapping[str, Any]) -> Trouble:
    close = nearest("check", item)
    if close:
        sentence = f"unknown field {quoted(close)}; the nearest field is 'check'"
        return Trouble(place, sentence, line_of=(*place, close))
    return Trouble(place, "the field 'check' is missing; it says how the item is checked, such as values or manual")


def _unknown_word(got: object, known: Sequence[str]) -> str:
    if isinstance(got, str):
        return f"unknown word {quoted(got)}; {pointing(got, known, 'word')}"
    return f"expected {listed(known, 'or')}, got {said(got)}"


def _value(data: Any, place: Place) -> Any:
    for part in place:
        data = data[part]
    return data
