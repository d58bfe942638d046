"""Opening a zip that a stranger made: every entry is checked and counted before a byte of it is written."""

import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from autograder.errors import SubmissionError

CHUNK = 1 << 16
DAMAGE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, NotImplementedError, RuntimeError,
    ValueError, LookupError,
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


def unzip(archive: Path, into: Path, bounds: Bounds | None = None) -> None:
    """Raises SubmissionError, and says which entry, when the archive is damaged or out of bounds."""
    try:
        with zipfile.ZipFile(archive) as opened:
            _extract(opened, into, bounds or Bounds())
    except DAMAGE as error:
        raise SubmissionError(f"{archive.name}: not a readable zip archive ({error})") from error
    except OSError as error:
        raise SubmissionError(f"{archive.name}: cannot be opened ({error.strerror or error})") from error


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
    written = 0
    with opened.open(entry) as source, target.open("xb") as file:
        while chunk := source.read(CHUNK):
            written += len(chunk)
            if written > most:
                raise SubmissionError(f"{shown(entry.filename)}: unpacks to more than a submission may hold")
            file.write(chunk)
    return written


def shown(name: str) -> str:
    """A stranger's name, safe to print."""
    return ascii(name[:80])[1:-1]
