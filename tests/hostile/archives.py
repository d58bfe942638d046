"""Zips that no honest program writes: every field can lie. And careless readers, who are hit by them."""

import io
import ntpath
import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.hostile import target

CODE = target.RIGHT.encode()
UTF_8, ENCRYPTED = 0x800, 0x1
LINK, FIFO, DEVICE = stat.S_IFLNK, stat.S_IFIFO, stat.S_IFBLK
DEFLATED = zipfile.ZIP_DEFLATED


@dataclass(frozen=True, kw_only=True)
class Row:
    """An entry. What is None is what an honest program would write; `packed` are the bytes in the archive."""

    name: bytes = b"solution.py"
    data: bytes = CODE
    method: int = DEFLATED
    mode: int = stat.S_IFREG | 0o644
    flags: int = UTF_8
    packed: bytes | None = None
    local_name: bytes | None = None
    claims: int | None = None
    at: int | None = None
    extra: bytes = b""

    @property
    def body(self) -> bytes:
        return deflated(self.data) if self.packed is None else self.packed

    def head(self) -> bytes:
        name = self.name if self.local_name is None else self.local_name
        fields = (20, self.flags, self.method, 0, 33, self._crc, len(self.body), self._size, len(name), 0)
        return struct.pack("<4s5H3I2H", b"PK\3\4", *fields) + name

    def listed(self, at: int) -> bytes:
        where = at if self.at is None else self.at
        fields = (
            0x314, 20, self.flags, self.method, 0, 33, self._crc, len(self.body), self._size,
            len(self.name), len(self.extra), 0, 0, 0, self.mode << 16, where,
        )  # fmt: skip
        return struct.pack("<4s6H3I5H2I", b"PK\1\2", *fields) + self.name + self.extra

    @property
    def _crc(self) -> int:
        return zlib.crc32(self.data)

    @property
    def _size(self) -> int:
        return len(self.data) if self.claims is None else self.claims


HONEST = Row()


def zip_of(*rows: Row, count: int | None = None, comment: bytes = b"") -> bytes:
    body, listed = b"", b""
    for row in rows:
        listed += row.listed(len(body))
        body += row.head() + row.body
    return body + listed + end_of(len(rows) if count is None else count, len(listed), len(body), comment)


def end_of(count: int, size: int, at: int, comment: bytes = b"") -> bytes:
    count &= 0xFFFF
    return struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, count, count, size, at, len(comment)) + comment


def end_of_zip64(count: int, size: int, at: int, claimed_at: int) -> bytes:
    """The long end record and the pointer to it, with the ordinary record that sends readers there."""
    long = struct.pack("<4sQ2H2I4Q", b"PK\6\6", 44, 45, 45, 0, 0, count, count, size, claimed_at)
    pointer = struct.pack("<4sIQI", b"PK\6\7", 0, (at + size) % 2**64, 1)
    return long + pointer + struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)


def deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


@cache
def packed_zeros(megabytes: int, method: int) -> bytes:
    """A zip of one file of zeros, written without holding them."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        archive.writestr("solution.py", CODE)
        with archive.open("zeros.py", "w") as entry:
            for _ in range(megabytes):
                entry.write(bytes(1 << 20))
    return file.getvalue()


def quoted_overlap(files: int, kernel: bytes) -> bytes:
    """Every entry quotes the header of the next in a stored block and goes on into its data, down to one kernel."""
    entry, rows = b"", []
    plain, packed = kernel, deflated(kernel)
    for n in range(files):
        row = Row(name=b"%04d.py" % n, data=plain, packed=packed)
        entry = row.head() + packed
        rows.append((row, len(entry)))
        quote = struct.pack("<BHH", 0, len(row.head()), 0xFFFF ^ len(row.head()))
        plain, packed = row.head() + plain, quote + entry
    listed = b"".join(row.listed(len(entry) - length) for row, length in rows)
    return entry + listed + end_of(files, len(listed), len(entry))


def careless_paths(archive: Path) -> Iterator[tuple[str, str]]:
    """Where every entry would go on Linux and on Windows, were its name simply joined to a folder."""
    with zipfile.ZipFile(archive) as opened:
        for entry in opened.infolist():
            yield (
                os.path.normpath(os.path.join("/into", entry.filename)),
                ntpath.normpath(ntpath.join("C:\\into", entry.filename)),
            )


def carelessly_unpacked(archive: Path, into: Path) -> None:
    """Joins names to the folder and makes the links that it is told to make, as the first tools did."""
    with zipfile.ZipFile(archive) as opened:
        for entry in opened.infolist():
            path = into / entry.filename
            path.parent.mkdir(parents=True, exist_ok=True)
            if stat.S_ISLNK(entry.external_attr >> 16):
                path.symlink_to(opened.read(entry).decode())
            else:
                path.write_bytes(opened.read(entry))


def size_unpacked(archive: Path, most: int) -> int:
    """How much would come out, counted up to a bound and never held."""
    size = 0
    with zipfile.ZipFile(archive) as opened:
        for entry in opened.infolist():
            with opened.open(entry) as source:
                while size < most and (chunk := source.read(1 << 16)):
                    size += len(chunk)
    return size
