"""A PNG file written anew with its pixels alone. A stranger's picture is never decoded by an imaging library here:
those are large, are written in C, and would run in the process that grades. The pixels stay filtered as they came,
so that what is checked is sizes and bytes that say how, and what is written is what was checked."""

import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

SIGNATURE = b"\x89PNG\r\n\x1a\n"
HEAD, LENGTH, CRC = struct.Struct(">IIBBBBB"), struct.Struct(">I4s"), struct.Struct(">I")
LARGEST_SIDE, MOST_PIXELS, MOST_UNPACKED = 4000, 8_000_000, 40_000_000
GREY, COLOUR, INDEXED, GREY_ALPHA, COLOUR_ALPHA = 0, 2, 3, 4, 6
CHANNELS: Mapping[int, int] = {GREY: 1, COLOUR: 3, INDEXED: 1, GREY_ALPHA: 2, COLOUR_ALPHA: 4}
DEPTHS: Mapping[int, tuple[int, ...]] = {
    GREY: (1, 2, 4, 8, 16), COLOUR: (8, 16), INDEXED: (1, 2, 4, 8), GREY_ALPHA: (8, 16), COLOUR_ALPHA: (8, 16),
}  # fmt: skip
KEYED: Mapping[int, int] = {GREY: 1, COLOUR: 3}  # how many samples name the colour that is transparent
LAST_FILTER = 4
# Adam7: where each pass begins, and its steps, in columns and in rows.
PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))


class NotPNG(Exception):
    """It is no PNG file, or one that no plot writes."""


@dataclass(frozen=True, kw_only=True)
class _Head:
    width: int
    height: int
    depth: int
    colour: int
    interlaced: int

    @property
    def rows(self) -> Iterator[tuple[int, int]]:
        """How many rows, of how many bytes, stand one after another; each row has a byte before it."""
        for x, y, across, down in PASSES if self.interlaced else ((0, 0, 1, 1),):
            columns, rows = -(-(self.width - x) // across), -(-(self.height - y) // down)
            if columns > 0 and rows > 0:
                yield rows, 1 + -(-columns * CHANNELS[self.colour] * self.depth // 8)

    @property
    def unpacked(self) -> int:
        return sum(rows * size for rows, size in self.rows)


@dataclass(kw_only=True)
class _Parts:
    """What of a file is kept, as it is found."""

    head: _Head
    palette: bytes = b""
    clear: bytes = b""
    data: list[bytes]


def rewritten(file: bytes) -> bytes:
    """The same picture and nothing beside it. Raises NotPNG."""
    parts = _parts(file)
    pixels = _pixels(parts)
    kept = [(b"PLTE", _whole(parts)), (b"tRNS", parts.clear)]
    chunks = [(b"IHDR", _head_bytes(parts.head)), *(one for one in kept if one[1])]
    written = [*chunks, (b"IDAT", zlib.compress(pixels)), (b"IEND", b"")]
    return SIGNATURE + b"".join(_chunk(name, data) for name, data in written)


def unpacked_size(file: bytes) -> int:
    """How many bytes its pixels take, as it says at its head. Raises NotPNG."""
    return _first(_chunks(file)).unpacked


def _chunk(name: bytes, data: bytes) -> bytes:
    return CRC.pack(len(data)) + name + data + CRC.pack(zlib.crc32(name + data))


def _chunks(file: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Up to the one that ends the file, and nothing may come after it."""
    if not file.startswith(SIGNATURE):
        raise NotPNG("another kind of file")
    at, name = len(SIGNATURE), b""
    while name != b"IEND":
        if at + LENGTH.size > len(file):
            raise NotPNG("cut short")
        length, name = LENGTH.unpack_from(file, at)
        end = at + LENGTH.size + length
        if end + CRC.size > len(file) or CRC.unpack_from(file, end)[0] != zlib.crc32(file[at + 4 : end]):
            raise NotPNG("damaged")
        yield name, file[at + LENGTH.size : end]
        at = end + CRC.size
    if at != len(file):
        raise NotPNG("something follows the picture")


def _parts(file: bytes) -> _Parts:
    chunks = _chunks(file)
    parts, before = _Parts(head=_first(chunks), data=[]), b"IHDR"
    for name, data in chunks:
        if name == b"IDAT" and parts.data and before != b"IDAT":
            raise NotPNG("its pixels are in several places")
        _take(name, data, parts)
        before = name
    if parts.head.colour == INDEXED and not parts.palette:
        raise NotPNG("its colours are missing")
    return parts


def _take(name: bytes, data: bytes, parts: _Parts) -> None:
    """What no picture needs is passed over; small letters mark it."""
    match name:
        case b"IDAT":
            parts.data.append(data)
        case b"PLTE":
            _check_palette(data, parts)
            parts.palette = data
        case b"tRNS":
            _check_clear(data, parts)
            parts.clear = data
        case b"IEND" if not data:
            return
        case _ if not name.isalpha() or name[:1].isupper():
            raise NotPNG("a part that is not known, or in the wrong place")


def _first(chunks: Iterator[tuple[bytes, bytes]]) -> _Head:
    name, data = next(chunks)
    if name != b"IHDR":
        raise NotPNG("it does not begin with its size")
    return _head(data)


def _head(data: bytes) -> _Head:
    if len(data) != HEAD.size:
        raise NotPNG("its size cannot be read")
    width, height, depth, colour, packing, filtering, interlaced = HEAD.unpack(data)
    if depth not in DEPTHS.get(colour, ()) or packing or filtering or interlaced > 1:
        raise NotPNG("no such kind of picture")
    head = _Head(width=width, height=height, depth=depth, colour=colour, interlaced=interlaced)
    if not (0 < width <= LARGEST_SIDE and 0 < height <= LARGEST_SIDE and width * height <= MOST_PIXELS):
        raise NotPNG("too large, or empty")
    if head.unpacked > MOST_UNPACKED:
        raise NotPNG("too large")
    return head


def _head_bytes(head: _Head) -> bytes:
    return HEAD.pack(head.width, head.height, head.depth, head.colour, 0, 0, head.interlaced)


def _check_palette(data: bytes, parts: _Parts) -> None:
    most = 3 << (parts.head.depth if parts.head.colour == INDEXED else 8)
    early = not (parts.palette or parts.clear or parts.data)
    if not early or len(data) % 3 or not 0 < len(data) <= most or parts.head.colour in (GREY, GREY_ALPHA):
        raise NotPNG("its colours cannot be read")


def _whole(parts: _Parts) -> bytes:
    """Filled up with black, so that no pixel names a colour that is not there. Beside true colours it is advice."""
    return parts.palette.ljust(3 << parts.head.depth, b"\0") if parts.head.colour == INDEXED else b""


def _check_clear(data: bytes, parts: _Parts) -> None:
    if parts.clear or parts.data or not data:
        raise NotPNG("what is transparent is in the wrong place")
    if parts.head.colour == INDEXED:
        fits = len(data) <= len(parts.palette) // 3
    else:
        fits = len(data) == 2 * KEYED.get(parts.head.colour, 0)
        fits = fits and all(sample < 1 << parts.head.depth for (sample,) in struct.iter_unpack(">H", data))
    if not fits:
        raise NotPNG("what is transparent cannot be read")


def _pixels(parts: _Parts) -> bytes:
    """Never more bytes than the size of the picture needs, and one to see that there are more."""
    wanted = parts.head.unpacked
    unpacking = zlib.decompressobj()
    try:
        pixels = unpacking.decompress(b"".join(parts.data), wanted + 1)
    except zlib.error as error:
        raise NotPNG("damaged") from error
    if len(pixels) != wanted or not unpacking.eof or unpacking.unused_data:
        raise NotPNG("more or fewer pixels than it says")
    at = 0
    for rows, size in parts.head.rows:
        if max(pixels[at : at + rows * size : size]) > LAST_FILTER:
            raise NotPNG("a row in no known form")
        at += rows * size
    return pixels
