"""Pictures among a cell's outputs, taken apart and written anew."""

import base64
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.intake.notebook.outputs import joined
from autograder.intake.notebook.png import NotPNG, rewritten, unpacked_size

MOST_OF_CELL, LARGEST_PICTURE = 8, 1_000_000
SHOWN = ("display_data", "execute_result", "update_display_data")


@dataclass(kw_only=True)
class Room:
    """What the pictures of one notebook may still take: bytes that are kept, and bytes that are unpacked, for a
    small file can hold a large picture. What pictures have taken is subtracted."""

    kept: int = 2_000_000
    unpacked: int = 400_000_000


def pictures_of(outputs: Sequence[Mapping[str, Any]], room: Room | None = None) -> list[NDArray[np.uint8]]:
    """PNG files, as bytes, with nothing in them but their pixels: the first of a cell, as far as there is room.

    All else, JPEG, SVG, what is broken or too large, is left out, and counts among those that are looked at.
    """
    room = room or Room()
    found = (_picture(text, room) for text in islice(_encoded(outputs), MOST_OF_CELL))
    return [np.frombuffer(picture, dtype=np.uint8) for picture in found if picture]


def _encoded(outputs: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for one in outputs:
        data = one.get("data")
        if (
            one.get("output_type") in SHOWN
            and isinstance(data, Mapping)
            and (text := joined(data.get("image/png")))
        ):
            yield text


def _picture(text: str, room: Room) -> bytes:
    """Empty where it is none that is shown. Three bytes are written with four letters, on lines of 76 of them."""
    if len(text) > LARGEST_PICTURE * 4 // 3 * 78 // 76:
        return b""
    try:
        return _taken(base64.b64decode("".join(text.split()), validate=True), room)
    except (NotPNG, ValueError):
        return b""


def _taken(file: bytes, room: Room) -> bytes:
    """Work is paid for before it is done, and whether or not it comes to anything."""
    work = unpacked_size(file)
    if work > room.unpacked:
        return b""
    room.unpacked -= work
    picture = rewritten(file)
    if len(picture) > room.kept:
        return b""
    room.kept -= len(picture)
    return picture
