"""What a cell had printed: bounded, and without anything that a page would execute."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from autograder.intake.archive import printable
from autograder.intake.notebook.cells import Output, OutputKind

LARGEST_TEXT, MOST_TEXT = 20_000, 2_000_000
LARGEST_RAW = 10 * LARGEST_TEXT  # with its colours
MOST_OUTPUTS, MOST_MIMES = 200, 20
KINDS: Mapping[object, OutputKind] = {
    "stream": "stream", "execute_result": "result", "display_data": "display", "update_display_data": "display",
    "error": "error",
}  # fmt: skip
COLOUR = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\^_])")
LEFT_OUT = "\n[…]\n"


@dataclass(frozen=True, kw_only=True)
class Printed:
    """The outputs of one cell, and whether some of it was left out."""

    outputs: tuple[Output, ...] = ()
    cut: bool = False


def read_outputs(raw: object, left: int) -> Printed:
    """At most `left` characters of text; the first outputs and the last, since a run ends with its error."""
    known = [one for one in raw if isinstance(one, dict) and _kind(one)] if isinstance(raw, list) else []
    few = known if len(known) <= MOST_OUTPUTS else [*known[: MOST_OUTPUTS - 1], known[-1]]
    outputs, cut = [], len(few) < len(known)
    for one in few:
        whole = _text(one)
        text = COLOUR.sub("", clean(_bounded(whole, LARGEST_RAW)))
        most = min(LARGEST_TEXT, left)
        cut = cut or len(whole) > LARGEST_RAW or len(text) > most
        outputs.append(_output(one, _bounded(text, most)))
        left -= len(outputs[-1].text)
    return Printed(outputs=tuple(outputs), cut=cut)


def joined(value: object) -> str:
    """A text of the format: one string, or its lines in a list."""
    if isinstance(value, list):
        return "".join(part for part in value if isinstance(part, str))
    return value if isinstance(value, str) else ""


def clean(text: str) -> str:
    """With one kind of line end, and writable as UTF-8."""
    text = text.replace("\r\n", "\n")
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def _kind(one: Mapping[str, object]) -> OutputKind | None:
    kind = one.get("output_type")
    return KINDS.get(kind) if isinstance(kind, str) else None


def _text(one: Mapping[str, object]) -> str:
    match _kind(one):
        case "stream":
            return joined(one.get("text"))
        case "error":
            return joined(one.get("evalue"))
        case _:
            return joined(_data(one).get("text/plain"))


def _data(one: Mapping[str, object]) -> Mapping[str, object]:
    data = one.get("data")
    return data if isinstance(data, dict) else {}


def _output(one: Mapping[str, object], text: str) -> Output:
    kind, data = _kind(one), _data(one)
    assert kind is not None
    error = printable(joined(one.get("ename"))) or "an error" if kind == "error" else ""
    return Output(
        kind=kind,
        text=text,
        error=error,
        mimes=tuple(printable(mime) for mime in list(data)[:MOST_MIMES]),
        image_bytes=sum(_image_sizes(data.items())),
    )


def _image_sizes(data: Iterable[tuple[str, object]]) -> Iterable[int]:
    """Base64 writes three bytes with four letters; SVG is text."""
    for mime, value in data:
        text = joined(value) if mime.startswith("image/") else ""
        yield len(text.encode("utf-8", "replace")) if "svg" in mime else len(text.rstrip("=\n")) * 3 // 4


def _bounded(text: str, most: int) -> str:
    """Its beginning and its end: what a training prints last matters most."""
    if len(text) <= most:
        return text
    half = (most - len(LEFT_OUT)) // 2
    return text[:half] + LEFT_OUT + text[-half:] if half > 0 else ""
