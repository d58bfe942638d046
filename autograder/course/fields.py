"""The kinds of values that fields hold: each reads one written value, or says what was expected."""

import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BeforeValidator, Discriminator, PlainValidator, Tag, WithJsonSchema

from autograder.course import units
from autograder.course.wording import quoted, said

T = TypeVar("T")

MOST_TIMES = 10**9
_KEBAB = r"[a-z][a-z0-9]*(-[a-z0-9]+)*"
_DOTTED = r"[^\W\d]\w*(\.[^\W\d]\w*)*"
_PATH = r"[\w*?][\w.*? +()-]*(/[\w*?][\w.*? +()-]*)*"


def _text(pattern: str, expected: str, suffix: str = "") -> AfterValidator:
    """A check that a text has a form."""

    def check(text: str) -> str:
        if not re.fullmatch(pattern, text) or not text.endswith(suffix):
            raise ValueError(f"expected {expected}, got {quoted(text)}")
        return text

    return AfterValidator(check)


def _written(read: Callable[[object], T], schema: dict[str, Any]) -> tuple[PlainValidator, WithJsonSchema]:
    return PlainValidator(read), WithJsonSchema(schema)


def _id(text: str) -> str:
    if not re.fullmatch(_KEBAB, text):
        tidy = re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")
        right = tidy if re.fullmatch(_KEBAB, tidy) else "conv-forward"
        raise ValueError(f"expected small letters, digits and single -, such as {right}, got {quoted(text)}")
    return text


def _points(written: object) -> Fraction:
    if isinstance(written, dict):
        raise ValueError("expected one number of points; only values, size and gradient have groups of cases")
    return _number(written)


def _number(written: object) -> Fraction:
    if isinstance(written, bool) or not isinstance(written, (int, Decimal)) or written < 0:
        raise ValueError(f"expected a number of points such as 2 or 0.5, got {said(written)}")
    return Fraction(written)


def _level(name: str) -> str:
    if not re.fullmatch(r"\d{1,6}(\.\d{1,6})?", name, re.ASCII):
        raise ValueError(f"expected a number of points such as 5 or 2.5 before ':', got {quoted(name)}")
    return name


def _count(written: object) -> int:
    if isinstance(written, bool) or not isinstance(written, int) or written < 0:
        raise ValueError(f"expected a whole number, 0 or more, got {said(written)}")
    return written


def _tolerance(written: object) -> float:
    if isinstance(written, bool) or not isinstance(written, (int, Decimal)) or not 0 < written < 1:
        raise ValueError(f"expected a tolerance between 0 and 1, such as 1e-5, got {said(written)}")
    return float(written)


def _times(written: object) -> float:
    if isinstance(written, bool) or not isinstance(written, (int, Decimal)) or not 0 < written < MOST_TIMES:
        raise ValueError(f"expected how many times as long as a unit it takes, such as 12, got {said(written)}")
    return float(written)


_A_NUMBER = "a number without marks between its digits, such as 258058"


def _any_numbers(written: object) -> tuple[Fraction, ...]:
    each = written if isinstance(written, list) else [written]
    for one in each:
        if isinstance(one, bool) or not isinstance(one, (int, Decimal)):
            raise ValueError(f"expected {_A_NUMBER}, or a list of such numbers, got {said(one)}")
    if not each:
        raise ValueError(f"expected {_A_NUMBER}, or a list of such numbers, got an empty list")
    return tuple(map(Fraction, each))


def _named_number(name: str) -> str:
    if not re.fullmatch(r"-?\d{1,15}(\.\d{1,15})?", name, re.ASCII):
        raise ValueError(f"expected {_A_NUMBER}, before ':', got {quoted(name)}")
    return name


def _not_blank(text: str) -> str:
    return _not_empty(text).strip()


def _not_empty(text: str) -> str:
    if not text.strip():
        raise ValueError("expected a text, got an empty one")
    return text


def _code(text: str) -> str:
    file, _, name = text.strip().rpartition(" ")
    if not (re.fullmatch(_PATH, file.strip()) and re.fullmatch(_DOTTED, name)):
        raise ValueError(f"expected FILE NAME, such as lib/layers.py Layer.forward, got {quoted(text)}")
    return f"{file.strip()} {name}"


def _group(name: str) -> str:
    if name == "all":
        raise ValueError("'all' is no group; for all cases together write one number")
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        raise ValueError(f"expected a group such as handout, general or edge, in one word, got {quoted(name)}")
    return name


def _as_list(written: object) -> object:
    return [written] if isinstance(written, str) else written


def _number_or_groups(written: object) -> str:
    return "<groups>" if isinstance(written, dict) else "<number>"


_POINTS_SCHEMA: dict[str, Any] = {"type": "number", "minimum": 0}
_DURATION_SCHEMA = {"type": "string", "pattern": r"^\d+(\.\d+)? ?(s|min|h)$"}
_SIZE_SCHEMA = {"type": "string", "pattern": r"^\d+(\.\d+)? ?(B|kB|MB|GB)$"}

Text = Annotated[str, AfterValidator(_not_blank)]
Code = Annotated[str, AfterValidator(_not_empty)]
Id = Annotated[str, AfterValidator(_id)]
Name = Annotated[str, _text(_DOTTED, "a Python name, such as forward or Layer.forward")]
Word = Annotated[str, _text(r"\w[\w-]*", "one word")]
CodeFile = Annotated[str, _text(_PATH, "a Python file's path in the hand-in, such as lib/layers.py", ".py")]
Notebook = Annotated[str, _text(_PATH, "a notebook's name, such as problem_2.ipynb", ".ipynb")]
Pdf = Annotated[str, _text(_PATH, "a PDF's name, such as report.pdf", ".pdf")]
File = Annotated[str, _text(_PATH, "a path inside the folder, such as lib/layers.py")]
Files = Annotated[
    list[File],
    BeforeValidator(_as_list),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
CodePlace = Annotated[str, AfterValidator(_code)]
Group = Annotated[str, AfterValidator(_group)]

Number = Annotated[Fraction, *_written(_number, _POINTS_SCHEMA)]
WholePoints = Annotated[Fraction, *_written(_points, _POINTS_SCHEMA)]
AnyNumbers = Annotated[
    tuple[Fraction, ...],
    *_written(
        _any_numbers,
        {"anyOf": [{"type": "number"}, {"type": "array", "items": {"type": "number"}, "minItems": 1}]},
    ),
]
NamedNumber = Annotated[str, AfterValidator(_named_number)]
LevelPoints = Annotated[str, AfterValidator(_level)]
Count = Annotated[int, *_written(_count, {"type": "integer", "minimum": 0})]
Tolerance = Annotated[
    float, *_written(_tolerance, {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1})
]
Times = Annotated[
    float, *_written(_times, {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": MOST_TIMES})
]
Duration = Annotated[float, *_written(units.duration, _DURATION_SCHEMA)]
Size = Annotated[int, *_written(units.size, _SIZE_SCHEMA)]
PerCent = Annotated[Fraction, *_written(units.per_cent, {"type": "string", "pattern": r"^\d+(\.\d+)? ?%$"})]
Span = Annotated[tuple[int, int], *_written(units.span, {"type": "string", "pattern": r"^\d+ to \d+$"})]
OrMore = Annotated[int, *_written(units.or_more, {"type": "string", "pattern": r"^\d+ or more$"})]

_Outputs = Annotated[
    Annotated[Number, Tag("<number>")] | Annotated[dict[Name, Number], Tag("<groups>")],
    Discriminator(_number_or_groups),
]
Points = Annotated[
    Annotated[Number, Tag("<number>")] | Annotated[dict[Group, _Outputs], Tag("<groups>")],
    Discriminator(_number_or_groups),
]

Accepted = Literal["ties-any-way"]
Accept = Annotated[
    list[Accepted],
    BeforeValidator(_as_list),
    WithJsonSchema(
        {
            "anyOf": [
                {"enum": ["ties-any-way"]},
                {"type": "array", "items": {"enum": ["ties-any-way"]}},
            ]
        }
    ),
]
Layer = Literal[
    "convolution", "max-pooling", "average-pooling", "linear", "relu", "tanh", "sigmoid", "dropout", "flatten"
]
Requirement = Literal[
    "run in order",
    "no errors",
    "outputs kept",
    "placeholders replaced",
    "provided cells unchanged",
    "sections present",
    "statement signed",
]
DataName = Literal["mnist", "svhn", "cifar10", "double-moon-file", "digits", "double-moon"]
Measure = Literal["weights", "run", "printed"]
Layout = Literal["NCHW", "NHWC"]
Side = Literal[28, 32]
Channels = Literal[1, 3]
