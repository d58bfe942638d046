"""Small arrays as text: matrices side by side, larger ones as labelled slices, empty ones named by their shape."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product, zip_longest
from typing import Any

from autograder.report.safe import cut, one_line, width_of

MOST_ROWS = 8
MOST_COLUMNS = 8
MOST_SLICES = 4
Shape = tuple[int, ...]


@dataclass(frozen=True)
class Slice:
    """Two axes of an array (or one, or none), with the numbers as text; `label` says where the other axes stand."""

    label: str
    rows: tuple[tuple[str, ...], ...]
    flat: bool = False
    more_rows: int = 0
    more_columns: int = 0
    places: tuple[tuple[Shape, ...], ...] = ()


@dataclass(frozen=True)
class Drawing:
    """An array ready to be drawn; without slices, `instead` says why."""

    name: str
    shape: Shape | None
    slices: tuple[Slice, ...] = ()
    left_out: int = 0
    instead: tuple[str, ...] = ()


def drawing(name: str, value: Any, shape: Shape | None = None) -> Drawing:
    """Of nested lists; the shape is needed only where the lists cannot say it."""
    if value is None:
        text = (f"shape {shape},", "too large to show") if shape is not None else ("nothing came back",)
        return Drawing(name, shape, instead=text)
    found = shape_of(value)
    if found is None:
        return Drawing(name, shape, instead=("not an array of numbers",))
    shape = found if shape is None or _size(shape) or _size(found) else shape
    if not _size(shape):
        return Drawing(name, shape, instead=(f"shape {shape},", "no numbers in it"))
    every = list(_slices(value, shape))
    return Drawing(name, shape, tuple(every[:MOST_SLICES]), max(0, len(every) - MOST_SLICES))


def shortened(drawn: Drawing, most: int) -> Drawing:
    """Only the shape of an array that would take more pictures than that."""
    if len(drawn.slices) + drawn.left_out <= most:
        return drawn
    return Drawing(drawn.name, drawn.shape, instead=(f"shape {drawn.shape}",))


def shape_of(value: Any) -> Shape | None:
    """None when the lists are ragged or hold something else than numbers."""
    if not isinstance(value, list):
        return () if isinstance(value, (int, float, str)) else None
    shapes = {shape_of(entry) for entry in value}
    if len(shapes) > 1 or None in shapes:
        return None
    return (len(value), *(shapes.pop() or ())) if shapes else (0,)


def less_by(value: Any, by: Any) -> Any:
    """One array of nested lists less another of the same shape; None when not all of it is finite."""
    if isinstance(value, list):
        rows = [less_by(one, other) for one, other in zip(value, by, strict=True)]
        return None if any(row is None for row in rows) else rows
    return None if isinstance(value, str) or isinstance(by, str) else value - by


def number(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return one_line(str(value), 12)
    return f"{value + 0.0:.4g}" if isinstance(value, float) else cut(str(value), 12)


def text_of(drawn: Drawing) -> list[list[str]]:
    """One block of lines for each slice; or one block with the sentence that stands instead."""
    if not drawn.slices:
        indent = " " * (width_of(drawn.name) + 2)
        return [[f"{drawn.name}: {drawn.instead[0]}", *(indent + line for line in drawn.instead[1:])]]
    blocks = [_block(drawn, part) for part in drawn.slices]
    if drawn.left_out:
        blocks.append([f"… {drawn.left_out} more"])
    return blocks


def side_by_side(blocks: Sequence[Sequence[str]], width: int, gap: int = 4) -> list[str]:
    """As many blocks beside each other as fit, then the next row of blocks."""
    rows: list[list[Sequence[str]]] = []
    used = 0
    for block in blocks:
        wide = max(map(width_of, block), default=0)
        if rows and used + gap + wide <= width:
            rows[-1].append(block)
            used += gap + wide
        else:
            rows.append([block])
            used = wide
    return [line for row in rows for line in _beside(row, gap)]


def _beside(blocks: Sequence[Sequence[str]], gap: int) -> Iterator[str]:
    widths = [max(map(width_of, block), default=0) for block in blocks]
    for lines in zip_longest(*blocks, fillvalue=""):
        padded = [line + " " * (wide - width_of(line)) for line, wide in zip(lines, widths, strict=True)]
        yield (" " * gap).join(padded).rstrip()


def _block(drawn: Drawing, part: Slice) -> list[str]:
    head = f"{drawn.name}{part.label} "
    body = [_line(drawn, part)] if part.flat else _matrix(part)
    return [head + body[0], *(" " * width_of(head) + line for line in body[1:])]


def _line(drawn: Drawing, part: Slice) -> str:
    """A vector in brackets; a single number without."""
    return f"[{' '.join(part.rows[0])}{' …' if part.more_columns else ''}]" if drawn.shape else part.rows[0][0]


def _matrix(part: Slice) -> list[str]:
    columns = list(zip(*part.rows, strict=True))
    widths = [max(map(width_of, column)) for column in columns]
    rows = [" ".join(text.rjust(wide) for text, wide in zip(row, widths, strict=True)) for row in part.rows]
    end = " …" if part.more_columns else ""
    lines = [f"{'[[' if n == 0 else ' ['}{row}{end}]" for n, row in enumerate(rows)]
    if part.more_rows:
        return [*lines, f" … {part.more_rows} more rows]"]
    return [*lines[:-1], f"{lines[-1]}]"]


def _slices(value: Any, shape: Shape) -> Iterator[Slice]:
    shown = _shown_axes(shape)
    others = [axis for axis in range(len(shape)) if axis not in shown]
    ranges = [range(shape[axis]) for axis in others]
    for place in product(*ranges):
        fixed = dict(zip(others, place, strict=True))
        yield _slice(value, shape, shown, fixed)


def _slice(value: Any, shape: Shape, shown: Shape, fixed: dict[int, int]) -> Slice:
    rows_axis = shown[0] if len(shown) == 2 else None
    columns_axis = shown[-1] if shown else None
    rows = shape[rows_axis] if rows_axis is not None else 1
    columns = shape[columns_axis] if columns_axis is not None else 1
    places = tuple(
        tuple(_place(shape, fixed, {rows_axis: r, columns_axis: c}) for c in range(min(columns, MOST_COLUMNS)))
        for r in range(min(rows, MOST_ROWS))
    )
    return Slice(
        label=_label(shape, shown, fixed),
        rows=tuple(tuple(number(_at(value, place)) for place in row) for row in places),
        flat=len(shape) < 2,
        more_rows=max(0, rows - MOST_ROWS),
        more_columns=max(0, columns - MOST_COLUMNS),
        places=places,
    )


def _shown_axes(shape: Shape) -> Shape:
    """The two axes that a reader sees as a picture: the only long ones, square neighbours, the largest."""
    if len(shape) < 3:
        return tuple(range(len(shape)))
    long = tuple(axis for axis, length in enumerate(shape) if length > 1)
    if len(long) == 2:
        return long
    pairs = [(axis, axis + 1) for axis in range(len(shape) - 1)]
    middle = (1, 2) if len(shape) == 4 else pairs[-1]
    return max(pairs, key=lambda pair: _likeness_to_a_picture(shape[pair[0]], shape[pair[1]], pair == middle))


def _likeness_to_a_picture(rows: int, columns: int, in_the_middle: bool) -> tuple[bool, int, bool]:
    square = rows == columns > 1
    return square, in_the_middle if square else rows * columns, in_the_middle


def _label(shape: Shape, shown: Shape, fixed: dict[int, int]) -> str:
    """Where the other axes stand; nothing when there is one entry along each of them."""
    if all(shape[axis] == 1 for axis in fixed):
        return ""
    return f"[{','.join(':' if axis in shown else str(fixed[axis]) for axis in range(len(shape)))}]"


def _place(shape: Shape, fixed: dict[int, int], moving: dict[int | None, int]) -> Shape:
    return tuple(moving.get(axis, fixed.get(axis, 0)) for axis in range(len(shape)))


def _at(value: Any, place: Shape) -> Any:
    for index in place:
        value = value[index]
    return value


def _size(shape: Shape) -> int:
    size = 1
    for length in shape:
        size *= length
    return size
