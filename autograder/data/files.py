"""Finding and reading the official files of data sets. A read ends a byte after the official size: a larger file
is another one, and a packed one that unpacks to more may never end."""

import gzip
import io
import os
import zlib
from collections.abc import Sequence
from pathlib import Path

from autograder.errors import DataError, DataMissing

VARIABLE = "AUTOGRADER_DATA"
AGAIN = "Download it again"
LOOKS: dict[bytes, str] = {
    b"\x1f\x8b": "a gzip file, whose name should end in .gz",
    b"\x89HDF": "an HDF5 file",
    b"PK\x03\x04": "a zip archive",
    b"MATLAB": "a MATLAB file",
    b"\0\0\x08": "an IDX file",
    b"\x80": "a pickle",
    b"<": "a web page, saved in place of the file",
    b"version https://git-lfs": "a pointer of Git LFS, which stands for the file",
}


def data_folder(named: Path | None) -> Path:
    """The folder that the caller names, or else the environment. Raises DataMissing when there is none."""
    folder = named or (Path(value) if (value := os.environ.get(VARIABLE)) else None)
    if folder is None:
        raise DataMissing(f"no folder of data sets is known. Name one with --data, or in {VARIABLE}")
    if not folder.is_dir():
        source = "named" if named else f"that {VARIABLE} names"
        raise DataMissing(f"{folder}: this folder of data sets, {source}, is not there. Name another one")
    return folder


def find(folder: Path, places: Sequence[str], what: str, packed: Sequence[str] = ()) -> Path:
    """The first of these places where a file lies; `packed` are archives that it would come out of."""
    candidates = [folder / place for place in places]
    for path in candidates:
        if path.is_file():
            return path
    looked = ", ".join(map(str, candidates))
    archive = next((folder / name for name in packed if (folder / name).is_file()), None)
    todo = f"Unpack {archive}" if archive else "Put it into one of these places"
    raise DataMissing(
        f"{what}: {Path(places[0]).name} is missing. Looked for {looked}. {todo}, "
        f"or name the folder that holds it with --data or in {VARIABLE}"
    )


def read(path: Path, most: int) -> bytes:
    """All of the file, unpacked if its name ends in .gz."""
    if path.suffix != ".gz":
        return _read(path, most)
    # What gzip cannot make smaller, it makes larger by 5 bytes in 32,768, and by its head with a name in it.
    content = _read(path, most + most // 1000 + 1000)
    return _unzipped(content, most, path)


def _read(path: Path, most: int) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(most + 1)
    except OSError as error:
        raise DataError(f"{path}: cannot be read ({error.strerror or error})") from error
    if len(content) > most:
        raise DataError(f"{path}: is larger than the official file, which has at most {most:,} bytes. {AGAIN}")
    return content


def _unzipped(content: bytes, most: int, path: Path) -> bytes:
    if content[:2] != b"\x1f\x8b":
        raise DataError(f"{path}: is not a gzip file{looks(content)}. {AGAIN}")
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(content)) as file:
            unpacked = file.read(most + 1)
    except EOFError as error:
        raise DataError(f"{path}: is cut short, the packed file has no end. {AGAIN}") from error
    except (gzip.BadGzipFile, zlib.error) as error:
        raise DataError(f"{path}: is damaged, it cannot be unpacked ({error}). {AGAIN}") from error
    if len(unpacked) > most:
        raise DataError(f"{path}: unpacks to more than the official {most:,} bytes. {AGAIN}")
    return unpacked


def looks(content: bytes) -> str:
    """What a file seems to be instead, as the end of a sentence; nothing where that is not known."""
    if not content:
        return ": it is empty"
    text = content.lstrip()[:64]
    known = next((name for start, name in LOOKS.items() if content.startswith(start) or text.startswith(start)), "")
    return f": it looks like {known}" if known else ""
