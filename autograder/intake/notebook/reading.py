"""From the bytes of an .ipynb file to a Notebook: formats 3 and 4, and what nobody needs may be missing."""

import codecs
import json
import re
from collections.abc import Mapping
from itertools import islice
from typing import Any

from autograder.errors import SubmissionError
from autograder.intake.archive import printable
from autograder.intake.notebook import looks
from autograder.intake.notebook.cells import Cell, CellKind, Notebook, Output
from autograder.intake.notebook.older import upgraded
from autograder.intake.notebook.outputs import MOST_TEXT, clean, joined, read_outputs
from autograder.intake.reading import MOST_FILE

MOST_BYTES = 64_000_000
TOO_LARGE = f"larger than {MOST_BYTES // 1_000_000} MB. Clear the outputs, save the notebook and hand it in again"
MOST_VALUES = 4_000_000  # names, strings, commas and brackets: a value takes some sixty bytes
MOST_CELLS, MOST_TAGS = 2000, 20
LARGEST_SOURCE, MOST_SOURCE = MOST_FILE, 4_000_000
LARGEST_COUNT = 1_000_000
LARGEST_NAME = 80
OLDEST, NEWEST = 3, 4
VALUE = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[\[{,]', re.DOTALL)
KINDS: Mapping[str, CellKind] = {"code": "code", "markdown": "markdown", "raw": "raw"}


def read_notebook(data: bytes, name: str) -> Notebook:
    """Raises SubmissionError, in a sentence for the student, when this is no notebook or too much of one. Of a
    larger file, MOST_BYTES and one more are enough to say so."""
    name = printable(name)
    if what := looks.binary(data):
        raise SubmissionError(f"{name}: {what}")
    if len(data) > MOST_BYTES:
        raise SubmissionError(f"{name}: {TOO_LARGE}")
    document = _document(_text(data, name), name)
    cells = _raw_cells(document, name)
    if len(cells) > MOST_CELLS:
        raise SubmissionError(f"{name}: {len(cells)} cells are too many; at most {MOST_CELLS} are read")
    _check_sources(cells, name)
    return _notebook(document, cells, name)


def _text(data: bytes, name: str) -> str:
    """A file that ends within a character says so later: it ends within a string, too."""
    encoding = json.detect_encoding(data)
    try:
        return codecs.getincrementaldecoder(encoding)().decode(data)
    except UnicodeDecodeError as error:
        raise SubmissionError(
            f"{name}: byte {error.start + 1} is no {encoding.upper()} text. "
            "Open the notebook in Jupyter, save it and hand it in again"
        ) from None


def _document(text: str, name: str) -> dict[str, Any]:
    if not text.lstrip().startswith(("{", "[")):
        raise SubmissionError(f"{name}: {looks.other(text)}")
    if sum(1 for _ in islice(VALUE.finditer(text), MOST_VALUES)) == MOST_VALUES:
        raise SubmissionError(
            f"{name}: holds more than {MOST_VALUES:,} values. Clear the outputs, save it and hand it in again"
        )
    document = _parsed(text, name)
    if not isinstance(document, dict):
        raise SubmissionError(f"{name}: this is JSON, but no notebook: a list of values")
    return document


def _parsed(text: str, name: str) -> object:
    try:
        return json.loads(text, strict=False)
    except json.JSONDecodeError as error:
        raise SubmissionError(f"{name}: {looks.damage(text, error)}") from None
    except RecursionError:
        raise SubmissionError(f"{name}: its values are nested too deeply for a notebook") from None
    except ValueError:
        raise SubmissionError(f"{name}: holds a number with thousands of digits, which no notebook has") from None


def _raw_cells(document: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    """In the words of format 4; which format it is, the number may say, and the cells do."""
    number = document.get("nbformat")
    format_ = int(number) if isinstance(number, (int, float)) and abs(number) < LARGEST_COUNT else None
    if format_ is not None and format_ > NEWEST:
        raise SubmissionError(
            f"{name}: this is notebook format {format_}; formats {OLDEST} and {NEWEST} are read. "
            f"Save it in format {NEWEST} and hand it in again"
        )
    if format_ is not None and 0 < format_ < OLDEST:
        raise SubmissionError(
            f"{name}: this is notebook format {format_}, which is no longer read. "
            "Open it in Jupyter, save it and hand it in again"
        )
    if isinstance(cells := document.get("cells"), list):
        return [cell for cell in cells if isinstance(cell, dict)]
    if isinstance(sheets := document.get("worksheets"), list):
        sheets = [sheet.get("cells") for sheet in sheets if isinstance(sheet, dict)]
        return [cell for cells in sheets if isinstance(cells, list) for cell in cells if isinstance(cell, dict)]
    raise SubmissionError(f"{name}: this is JSON, but no notebook: it has no cells")


def _check_sources(cells: list[dict[str, Any]], name: str) -> None:
    size = sum(len(joined(cell.get("source"))) + len(joined(cell.get("input"))) for cell in cells)
    if size > MOST_SOURCE:
        raise SubmissionError(
            f"{name}: too large even without its outputs: its cells hold {size:,} characters, at most "
            f"{MOST_SOURCE:,} are read. Keep data and pictures in files of their own"
        )


def _notebook(document: Mapping[str, Any], raw: list[dict[str, Any]], name: str) -> Notebook:
    cells: list[Cell] = []
    remarks, left = [], MOST_TEXT
    is_newer = isinstance(document.get("cells"), list)
    for number, one in enumerate(raw, 1):
        one = one if is_newer else upgraded(one)
        printed = read_outputs(one.get("outputs"), left)
        left -= sum(len(output.text) for output in printed.outputs)
        cells.append(_cell(number, one, printed.outputs))
        if printed.cut:
            remarks.append(f"{name}: the outputs of cell {number} are long; they are not kept whole")
        if cells[-1].cut:
            remarks.append(f"{name}: cell {number} is too long; only {LARGEST_SOURCE:,} characters of it are read")
    return Notebook(name=name, cells=tuple(cells), language=_language(document, raw), remarks=tuple(remarks))


def _cell(number: int, raw: Mapping[str, Any], outputs: tuple[Output, ...]) -> Cell:
    source = clean(joined(raw.get("source"))).replace("\r", "\n")
    metadata, kind, count = raw.get("metadata"), raw.get("cell_type"), raw.get("execution_count")
    tags = metadata.get("tags") if isinstance(metadata, dict) else None
    return Cell(
        number=number,
        kind=KINDS.get(kind, "raw") if isinstance(kind, str) else "raw",
        source=source[:LARGEST_SOURCE],
        cut=len(source) > LARGEST_SOURCE,
        execution_count=count if type(count) is int and 0 <= count < LARGEST_COUNT else None,
        tags=tuple(_names(tags)[:MOST_TAGS]) if isinstance(tags, list) else (),
        id=printable(joined(raw.get("id")), LARGEST_NAME),
        outputs=outputs,
    )


def _names(values: list[Any]) -> list[str]:
    return [printable(value, LARGEST_NAME) for value in values if isinstance(value, str)]


def _language(document: Mapping[str, Any], raw: list[dict[str, Any]]) -> str:
    """In small letters; where it is not said, Python."""
    metadata = document.get("metadata")
    known = metadata if isinstance(metadata, dict) else {}
    info = [(known.get("language_info"), "name"), (known.get("kernelspec"), "language")]
    for place, key in [*info, *((cell, "language") for cell in raw)]:
        if isinstance(place, dict) and isinstance(name := place.get(key), str) and name:
            return printable(name, LARGEST_NAME).casefold()
    return "python"
