"""Every hand-in of the archive group: how it is made, whom it would hit, and what has to become of it here."""

import io
import os
import socket
import stat
import struct
import tarfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.hostile import target
from tests.hostile.archives import (
    CODE,
    DEFLATED,
    DEVICE,
    ENCRYPTED,
    FIFO,
    HONEST,
    LINK,
    Row,
    careless_paths,
    carelessly_unpacked,
    end_of,
    end_of_zip64,
    packed_zeros,
    quoted_overlap,
    size_unpacked,
    zip_of,
)

BAIT = "bait-of-another-student"
MOST_MEMORY = 64_000_000
MUCH = 2 * MOST_MEMORY
NAME = "this is not a name of a file inside the archive"
SPECIAL = "links and special files are not opened"
TWICE = "two entries have this name, letter case aside"
DEEP = "the folders are nested too deeply, or the name is too long"
LARGE = "unpacks to more than a submission may hold"
CLOSED = "ada.zip: cannot be opened ("
UNREADABLE = "not a readable zip archive"
MISSING = ("solution.py is missing",)
ALL = frozenset({"solution.py"})

Make = Callable[[Path], Path]
Works = Callable[[Path], object]


@dataclass(frozen=True, kw_only=True)
class Attack:
    """It is handed in from `class/`; the bait lies beside that folder, in `outside/`."""

    make: Make
    works: Works
    refused: str = ""
    files: frozenset[str] = ALL
    remarks: tuple[str, ...] = ()
    points: int = target.FULL


def zipped(data: bytes | Callable[[], bytes], works: Works, refused: str = "", **more) -> Attack:
    def make(folder: Path) -> Path:
        path = folder / "ada.zip"
        path.write_bytes(data if isinstance(data, bytes) else data())
        return path

    return Attack(make=make, works=works, refused=refused, **more)


def changed(change: Callable[[Path], object], works: Works, refused: str = "", **more) -> Attack:
    """An honest folder with something else in it."""

    def make(folder: Path) -> Path:
        path = folder / "ada"
        path.mkdir()
        (path / "solution.py").write_bytes(CODE)
        change(path)
        return path

    return Attack(make=make, works=works, refused=refused, **more)


def at(name: str, change: Callable[[Path], object], works: Works, refused: str = "", **more) -> Attack:
    """Something that is no folder, under the name of a submission."""

    def make(folder: Path) -> Path:
        change(folder / name)
        return folder / name

    return Attack(make=make, works=works, refused=refused, **more)


def leads_out(path: Path) -> bool:
    return any(
        not linux.startswith("/into/") or not windows.startswith("C:\\into\\")
        for linux, windows in careless_paths(path)
    )


def writes_outside(path: Path) -> bool:
    carelessly_unpacked(path, path.parents[1] / "a" / "b")
    return (path.parents[1] / "outside" / "evil.py").exists()


def makes_a_link(path: Path) -> bool:
    carelessly_unpacked(path, path.parents[1] / "a")
    return (path.parents[1] / "a" / "solution.py").is_symlink()


def is_too_much(path: Path) -> bool:
    with zipfile.ZipFile(path) as opened:
        claimed = sum(entry.file_size for entry in opened.infolist())
    return claimed > MUCH > 100 * path.stat().st_size


def holds_too_much(path: Path) -> bool:
    inner = path.parents[1] / "inner.zip"
    with zipfile.ZipFile(path) as opened:
        inner.write_bytes(opened.read("inner.zip"))
    return is_too_much(inner)


def names(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as opened:
        return [entry.filename for entry in opened.infolist()]


def has_hidden_name(path: Path) -> bool:
    return not all(name.isprintable() for name in names(path))


def breaks_zipfile(path: Path) -> str:
    """What the standard library raises, of whatever type."""
    try:
        with zipfile.ZipFile(path) as opened:
            for entry in opened.infolist():
                opened.read(entry)
    except Exception as error:
        return type(error).__name__
    return ""


def is_no_zip(path: Path) -> bool:
    return not path.is_file() or not zipfile.is_zipfile(path)


def called(name: str) -> Row:
    return Row(name=name.encode())


def stored(name: bytes, data: bytes) -> Row:
    return Row(name=name, data=data, method=zipfile.ZIP_STORED, packed=data)


def extra(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


# Links lead into the test's own folder or to nowhere: no test may reach a file of this machine, whatever is broken.
NOWHERE = b"/nowhere/secret.py"
UNIX_LINK = struct.pack("<IHIHH", 0, 0o100644, len(NOWHERE), 0, 0) + NOWHERE
FAR = extra(1, struct.pack("<Q", 2**64 - 1))


def zip64_with(at: int, size: int | None = None) -> bytes:
    body, listed = HONEST.head() + HONEST.body, HONEST.listed(0)
    return body + listed + end_of_zip64(2**40, len(listed) if size is None else size, len(body) + len(listed), at)


def many_entries(count: int) -> bytes:
    row = Row(name=b"x", data=b"", packed=b"", method=0)
    return row.head() + row.listed(0) * count + end_of(count, count * len(row.listed(0)), len(row.head()))


def a_tar() -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w:gz") as archive:
        entry = tarfile.TarInfo("solution.py")
        entry.size = len(CODE)
        archive.addfile(entry, io.BytesIO(CODE))
    return file.getvalue()


ZIPS = {
    "out of the folder behind a skipped one": zipped(
        zip_of(HONEST, called("__MACOSX/../../../outside/evil.py")), writes_outside
    ),
    "out of the folder with a local name that is honest": zipped(
        zip_of(HONEST, Row(name=b"../evil.py", local_name=b"evil1234.py")), leads_out, NAME
    ),
    "out of the folder with both slashes": zipped(zip_of(HONEST, called("lib\\../..\\evil.py")), leads_out, NAME),
    "a device path of Windows": zipped(zip_of(HONEST, called("\\\\?\\C:\\evil.py")), leads_out, NAME),
    "another drive, inside a folder": zipped(zip_of(HONEST, called("D:evil.py")), leads_out, NAME),
    "out of the folder before a NUL": zipped(zip_of(HONEST, Row(name=b"../evil.py\0.txt")), leads_out, NAME),
    "an overlong slash": zipped(
        zip_of(HONEST, Row(name=b"..\xc0\xafevil.py")), breaks_zipfile, UNREADABLE
    ),
    "a link, then a file through it": zipped(
        zip_of(
            HONEST,
            Row(name=b"lib", mode=LINK | 0o777, data=b"../../outside"),
            Row(name=b"lib/evil.py", data=b"evil"),
        ),
        writes_outside,
        SPECIAL,
    ),
    "a link instead of the solution": zipped(
        zip_of(Row(mode=LINK | 0o777, data=NOWHERE)), makes_a_link, SPECIAL
    ),
    "a link in a field for Unix": zipped(
        zip_of(Row(extra=extra(0x756E, UNIX_LINK))), lambda p: NOWHERE in p.read_bytes()
    ),
    "a pipe": zipped(zip_of(HONEST, Row(name=b"pipe", mode=FIFO | 0o644)), lambda p: "pipe" in names(p), SPECIAL),
    "a device": zipped(zip_of(HONEST, Row(name=b"sda", mode=DEVICE)), lambda p: "sda" in names(p), SPECIAL),
    "zeros, deflated": zipped(lambda: packed_zeros(130, DEFLATED), is_too_much, LARGE),
    "zeros, as BZIP2": zipped(lambda: packed_zeros(130, zipfile.ZIP_BZIP2), is_too_much, LARGE),
    "zeros, as LZMA": zipped(lambda: packed_zeros(130, zipfile.ZIP_LZMA), is_too_much, LARGE),
    "entries that quote each other": zipped(
        lambda: quoted_overlap(250, bytes(1_000_000)), lambda p: size_unpacked(p, MUCH) >= MUCH, LARGE
    ),
    "a bomb in a zip in the zip": zipped(
        lambda: zip_of(HONEST, stored(b"inner.zip", packed_zeros(130, DEFLATED))),
        holds_too_much,
        files=ALL | {"inner.zip"},
    ),
    "more in it than it says": zipped(
        zip_of(HONEST, Row(name=b"a.py", data=bytes(1_000_000), claims=10)), breaks_zipfile, UNREADABLE
    ),
    "less in it than it says": zipped(
        zip_of(HONEST, Row(name=b"a.py", data=b"1", claims=2**32 - 2)),
        is_too_much,
        files=ALL | {"a.py"},
    ),
    "memory for LZMA": zipped(
        zip_of(HONEST, Row(name=b"a.py", method=14, packed=b"\x09\x04\5\0\x5d" + b"\xff" * 4 + bytes(20))),
        lambda p: struct.pack("<BI", 0x5D, 2**32 - 1) in p.read_bytes(),
        UNREADABLE,
    ),
    "a directory of 200,000 entries": zipped(
        lambda: many_entries(200_000), lambda p: len(names(p)) == 200_000, "directory of entries is too long"
    ),
    "100,000 files": zipped(
        lambda: many_entries(100_000), lambda p: len(names(p)) == 100_000, "holds 100000 entries; at most 2000"
    ),
    "a line break in a name": zipped(
        zip_of(HONEST, called("a\n\n100 of 100 points.py")), has_hidden_name, NAME
    ),
    "control characters of the upper half in a name": zipped(
        zip_of(HONEST, called("a\x9b31mred.py")), has_hidden_name, files=ALL | {"a\x9b31mred.py"}
    ),
    "a name that reads backwards": zipped(
        zip_of(HONEST, called("a\u202eyp.exe")), has_hidden_name, files=ALL | {"a\u202eyp.exe"}
    ),
    "a name of 60,000 characters": zipped(
        zip_of(HONEST, called("x" * 60_000)), lambda p: len(names(p)[1]) > 255, DEEP
    ),
    "a name that is no UTF-8": zipped(zip_of(HONEST, Row(name=b"\xff\xfe.py")), breaks_zipfile, UNREADABLE),
    "a name in an old encoding": zipped(
        zip_of(HONEST, Row(name="größe.py".encode("cp437"), flags=0)),
        lambda p: p.read_bytes().count("größe".encode()) == 0,
        files=ALL | {"größe.py"},
    ),
    "names that differ in case": zipped(
        zip_of(HONEST, called("Solution.py")), lambda p: len({n.casefold() for n in names(p)}) == 1, TWICE
    ),
    "one name written in two ways": zipped(
        zip_of(HONEST, called(".//solution.py")), lambda p: len({Path(n) for n in names(p)}) == 1, TWICE
    ),
    "one name twice, after a NUL": zipped(
        zip_of(HONEST, Row(name=b"solution.py\0.png")), lambda p: len(set(names(p))) == 1, TWICE
    ),
    "a folder in the place of the solution": zipped(
        zip_of(called("solution.py/solution.py")),
        lambda p: names(p)[0].startswith("solution.py/"),
    ),
    "a file and a folder of one name": zipped(
        zip_of(HONEST, called("solution.py/a.py")), lambda p: len(names(p)) == 2, CLOSED
    ),
    "a password": zipped(zip_of(Row(flags=ENCRYPTED)), breaks_zipfile, "encrypted"),
    "a directory cut short": zipped(
        zip_of(HONEST, called("a.py"))[:-60] + end_of(2, 200, 0), breaks_zipfile, UNREADABLE
    ),
    "a directory that leads nowhere": zipped(
        zip_of(HONEST)[:-22] + end_of(1, 57, 2**31), breaks_zipfile, CLOSED
    ),
    "fewer entries than are listed": zipped(
        zip_of(HONEST, called("a.py"), count=1), lambda p: len(names(p)) == 2, files=ALL | {"a.py"}
    ),
    "an entry that begins beyond all numbers": zipped(
        zip_of(Row(at=2**32 - 1, extra=FAR)), breaks_zipfile, UNREADABLE
    ),
    "a long end record with a huge directory": zipped(zip64_with(0, 2**62), breaks_zipfile, UNREADABLE),
    "a long end record that leads far away": zipped(zip64_with(2**63), breaks_zipfile, CLOSED),
    "an unknown method": zipped(zip_of(Row(method=97, packed=CODE)), breaks_zipfile, UNREADABLE),
    "a method of Windows for large files": zipped(zip_of(Row(method=9)), breaks_zipfile, UNREADABLE),
    "5,000 folders in each other": zipped(
        zip_of(HONEST, called("d/" * 5000 + "a.py")), lambda p: names(p)[1].count("/") == 5000, DEEP
    ),
    "another zip in the comment": zipped(
        zip_of(HONEST, comment=zip_of(called("other.py"))), lambda p: names(p) == ["other.py"],
        files=frozenset({"other.py"}), remarks=MISSING, points=0,
    ),
    "a PDF before it": zipped(
        b"%PDF-1.7\n" + bytes(1000) + zip_of(HONEST), lambda p: p.read_bytes().startswith(b"%PDF")
    ),
    "a tar": zipped(a_tar, is_no_zip, UNREADABLE),
    "a PDF": zipped(b"%PDF-1.7\n%%EOF\n", is_no_zip, UNREADABLE),
    "nothing": zipped(b"", is_no_zip, UNREADABLE),
}  # fmt: skip


def linked_to(place: str) -> Callable[[Path], object]:
    """The solution is a link to something outside."""

    def change(path: Path) -> None:
        (path / "solution.py").unlink()
        (path / "solution.py").symlink_to(path.parents[1] / place)

    return change


def reads_bait(path: Path) -> bool:
    return BAIT in (path / "solution.py").read_text(encoding="utf-8")


def kept_in(path: Path, *kinds: Callable[[int], bool]) -> bool:
    return any(kind(found.lstat().st_mode) for found in path.rglob("*") for kind in kinds)


def with_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(str(path / "s.py"))


def sparse(name: str) -> Callable[[Path], object]:
    def change(path: Path) -> None:
        (path / name).touch()
        os.truncate(path / name, 10**12)

    return change


def is_huge(path: Path) -> bool:
    return any(found.stat().st_size >= 10**12 for found in path.iterdir())


def with_deep_folders(path: Path) -> None:
    """Deeper than a path can be written."""
    at = os.open(path, os.O_RDONLY)
    for _ in range(3000):
        os.mkdir("d", dir_fd=at)
        below = os.open("d", os.O_RDONLY, dir_fd=at)
        os.close(at)
        at = below
    os.close(at)


def is_too_deep(path: Path) -> bool:
    try:
        sum(1 for _ in path.rglob("*"))
    except (OSError, RecursionError):
        return True
    return False


def write(name: bytes | str, text: str = "") -> Callable[[Path], object]:
    def change(path: Path) -> None:
        place = Path(os.fsdecode(os.fsencode(path / os.fsdecode(name))))
        place.parent.mkdir(exist_ok=True)
        place.write_text(text, encoding="utf-8")

    return change


def holds_a_hidden_name(path: Path) -> bool:
    return not all(found.name.isprintable() for found in path.iterdir())


FOLDERS = {
    "the solution is a link to another student's": changed(
        linked_to("outside/secret.py"), reads_bait, files=frozenset(), remarks=MISSING, points=0
    ),
    "the solution is a link to nowhere": changed(
        linked_to("outside/nothing.py"), lambda p: (p / "solution.py").is_symlink(),
        files=frozenset(), remarks=MISSING, points=0,
    ),
    "a link to itself and a folder in itself": changed(
        lambda p: ((p / "loop.py").symlink_to("loop.py"), (p / "again").symlink_to(p)),
        lambda p: (p / "again" / "again" / "again" / "solution.py").exists(),
    ),
    "a linked folder full of another's files": changed(
        lambda p: (p / "lib").symlink_to(p.parents[1] / "outside"), lambda p: (p / "lib" / "secret.py").exists()
    ),
    "pipes that nobody writes to": changed(
        lambda p: (os.mkfifo(p / "a.py"), os.mkfifo(p / "a.txt")), lambda p: kept_in(p, stat.S_ISFIFO)
    ),
    "the solution is a pipe": changed(
        lambda p: ((p / "solution.py").unlink(), os.mkfifo(p / "solution.py")),
        lambda p: kept_in(p, stat.S_ISFIFO), files=frozenset(), remarks=MISSING, points=0,
    ),
    "a socket": changed(with_socket, lambda p: kept_in(p, stat.S_ISSOCK)),
    "a file larger than any disk": changed(sparse("data.npz"), is_huge),
    "code larger than any disk": changed(sparse("more.py"), is_huge),
    "folders deeper than a path can be": changed(with_deep_folders, is_too_deep),
    "a name in another encoding": changed(
        write(b"l\xf6sung.py"), holds_a_hidden_name,
        remarks=("l\\udcf6sung.py is left out: its name is not Unicode",),
    ),
    "a folder's name in another encoding": changed(
        write(b"\xe4/b.py"), holds_a_hidden_name,
        remarks=("\\udce4/b.py is left out: its name is not Unicode",),
    ),
    "names that colour and break lines": changed(
        write("a\x1b[31m\n100 points.py"), holds_a_hidden_name, files=ALL | {"a\x1b[31m\n100 points.py"}
    ),
    "a folder called .zip": at(
        "ada.zip", lambda p: (p.mkdir(), (p / "solution.py").write_bytes(CODE)), lambda p: p.suffix == ".zip"
    ),
    "a pipe called .zip": at("ada.zip", os.mkfifo, is_no_zip, "ada.zip: this is no file"),
    "a link called .zip to nowhere": at(
        "ada.zip", lambda p: p.symlink_to("gone.zip"), Path.is_symlink, "there is no such file or folder"
    ),
    "a link called .zip to itself": at(
        "ada.zip", lambda p: p.symlink_to("ada.zip"), Path.is_symlink, "there is no such file or folder"
    ),
    "an endless device called .zip": at(
        "ada.zip", lambda p: p.symlink_to("/dev/zero"), lambda p: p.is_char_device(), "ada.zip: this is no file"
    ),
    "an archive whose name colours": at(
        "a\x1b[31m\u202e.zip", lambda p: p.write_bytes(b"PK"), is_no_zip, r"a\x1b[31m\u202e.zip: not a readable zip"
    ),
    "an archive whose name is in another encoding": at(
        os.fsdecode(b"\xf6.zip"), lambda p: p.write_bytes(b"PK"), is_no_zip, r"\udcf6.zip: not a readable zip"
    ),
}  # fmt: skip
