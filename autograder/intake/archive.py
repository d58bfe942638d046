"""Opening a zip that a stranger made: every entry is checked and counted before a byte of it is written."""

import bz2
import io
import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from autograder.errors import SubmissionError

CHUNK = 1 << 16
MOST_DIRECTORY = 5_000_000
LZMA_HEAD = struct.Struct("<2BHBI")
LZMA_SETTINGS = 5
MOST_LZMA_MEMORY = 1 << 26
DAMAGE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, NotImplementedError, RuntimeError,
    ValueError, LookupError, OverflowError, MemoryError,
)  # fmt: skip
NOISE = ("__MACOSX", ".git", "__pycache__", ".venv", ".ipynb_checkpoints", ".DS_Store")


@dataclass(frozen=True, kw_only=True)
class Bounds:
    """How much one archive may hold; a homework with its figures stays far below."""

    files: int = 2000
    bytes: int = 200_000_000
    ratio: int = 200
    depth: int = 12
    name: int = 200


class _Frugal(io.FileIO):
    """zipfile takes in a whole directory of entries at once, however long it says it is."""

    def read(self, size: int | None = -1, /) -> bytes:
        whole = size is None or size < 0 or size > MOST_DIRECTORY
        data = super().read(MOST_DIRECTORY + 1 if whole else size) or b""
        if len(data) > MOST_DIRECTORY:
            raise zipfile.BadZipFile("its directory of entries is too long")
        return data


def unzip(archive: Path, into: Path, bounds: Bounds | None = None) -> None:
    """Raises SubmissionError, and says which entry, when the archive is damaged or out of bounds."""
    name = printable(archive.name)
    try:
        with _Frugal(archive) as file, zipfile.ZipFile(file) as opened:
            _extract(opened, into, bounds or Bounds())
    except DAMAGE as error:
        why = printable(str(error)) or type(error).__name__
        raise SubmissionError(f"{name}: not a readable zip archive ({why})") from error
    except OSError as error:
        raise SubmissionError(f"{name}: cannot be opened ({error.strerror or error})") from error


def _extract(opened: zipfile.ZipFile, into: Path, bounds: Bounds) -> None:
    entries = opened.infolist()
    if len(entries) > bounds.files:
        raise SubmissionError(f"the archive holds {len(entries)} entries; at most {bounds.files} are opened")
    left = bounds.bytes
    for entry, target in _targets(entries, into, bounds):
        target.parent.mkdir(parents=True, exist_ok=True)
        left -= _write(opened, entry, target, left, bounds)


def _targets(entries: list[zipfile.ZipInfo], into: Path, bounds: Bounds) -> Iterator[tuple[zipfile.ZipInfo, Path]]:
    taken: set[str] = set()
    for entry in entries:
        name = entry.filename
        path = PurePosixPath(name.replace("\\", "/"))
        if entry.is_dir() or any(part in NOISE for part in path.parts):
            continue
        _check_name(name, path, bounds)
        mode = entry.external_attr >> 16
        if mode and not stat.S_ISREG(mode) and stat.S_IFMT(mode):
            raise SubmissionError(f"{shown(name)}: links and special files are not opened")
        if (folded := str(path).casefold()) in taken:
            raise SubmissionError(f"{shown(name)}: two entries have this name, letter case aside")
        taken.add(folded)
        yield entry, into.joinpath(*path.parts)


def _check_name(name: str, path: PurePosixPath, bounds: Bounds) -> None:
    bad = path.is_absolute() or ".." in path.parts or ":" in name or not path.parts
    if bad or any(ord(character) < 32 or ord(character) == 127 for character in name):
        raise SubmissionError(f"{shown(name)}: this is not a name of a file inside the archive")
    if len(path.parts) > bounds.depth or len(name) > bounds.name:
        raise SubmissionError(f"{shown(name)}: the folders are nested too deeply, or the name is too long")


def _write(opened: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path, left: int, bounds: Bounds) -> int:
    """Counts what really comes out: the size that an archive states is only a claim."""
    most = min(left, max(entry.compress_size * bounds.ratio, CHUNK))
    written = sum_so_far = 0
    with _unpacking(opened, entry) as source, target.open("xb") as file:
        while chunk := source.read(CHUNK):
            written += len(chunk)
            if written > most:
                raise SubmissionError(f"{shown(entry.filename)}: unpacks to more than a submission may hold")
            file.write(chunk)
            sum_so_far = zlib.crc32(chunk, sum_so_far)
    if sum_so_far != entry.CRC:
        raise zipfile.BadZipFile(f"bad checksum of {entry.filename!r}")
    return written


def _unpacking(opened: zipfile.ZipFile, entry: zipfile.ZipInfo) -> IO[bytes]:
    """zipfile holds all that a piece of BZIP2 or LZMA unpacks to, be it a gigabyte; bz2 and lzma do not."""
    if entry.compress_type not in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        return opened.open(entry)
    packed = copy(entry)
    packed.compress_type, packed.file_size = zipfile.ZIP_STORED, entry.compress_size
    del packed.CRC
    source = opened.open(packed)
    return bz2.BZ2File(source) if entry.compress_type == zipfile.ZIP_BZIP2 else _lzma(source)


def _lzma(source: IO[bytes]) -> IO[bytes]:
    *_, length, kind, memory = LZMA_HEAD.unpack(source.read(LZMA_HEAD.size))
    if length != LZMA_SETTINGS or memory > MOST_LZMA_MEMORY:
        raise zipfile.BadZipFile("LZMA with such settings is not unpacked")
    settings = {"lc": kind % 9, "lp": kind // 9 % 5, "pb": kind // 45, "dict_size": memory}
    return lzma.LZMAFile(source, format=lzma.FORMAT_RAW, filters=[{"id": lzma.FILTER_LZMA1, **settings}])


def shown(name: str) -> str:
    """A stranger's name, safe to print."""
    return ascii(name[:80])[1:-1]


def printable(text: str, most: int = 200) -> str:
    """On one line; unlike `shown`, letters of all languages stay."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text[:most])
