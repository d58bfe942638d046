"""A small picture as PNG, and as an address that holds it."""

import base64
import struct
import zlib

from markupsafe import Markup

SIGNATURE = b"\x89PNG\r\n\x1a\n"
GREY, COLOUR = 0, 2
BITS = 8


def png(pixels: bytes, width: int, height: int) -> bytes:
    """Of one byte for each pixel, or of three."""
    row = len(pixels) // height
    kind = GREY if row == width else COLOUR
    rows = b"".join(b"\0" + pixels[start : start + row] for start in range(0, len(pixels), row))
    head = struct.pack(">IIBBBBB", width, height, BITS, kind, 0, 0, 0)
    return SIGNATURE + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(rows)) + _chunk(b"IEND", b"")


def address(picture: bytes) -> Markup:
    """Letters, digits and +/= cannot leave an attribute."""
    return Markup("data:image/png;base64,") + Markup(base64.b64encode(picture).decode("ascii"))


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
