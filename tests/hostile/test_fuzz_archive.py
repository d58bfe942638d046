"""Whatever bytes are handed in as a zip, and whatever names in a folder: opened inside, or refused."""

import io
import os
import shutil
import stat
import tempfile
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import assume, find, given
from hypothesis import strategies as st

from autograder.errors import SubmissionError
from autograder.intake.archive import Bounds, unzip
from autograder.intake.submission import open_submission
from autograder.records import to_json
from tests.hostile import target
from tests.hostile.archives import CODE, Row, end_of, end_of_zip64, zip_of
from tests.hostile.fuzzing import FOUND, searched

# An archive is long when it is written out, and the search may want to.
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")
KEY, _ = target.key()
BOUNDS = Bounds(bytes=300_000, files=40)
PARTS = st.sampled_from([
    "..", ".", "", "a", "A", "lib", "solution.py", "Solution.py", "b.py", "C:", "__MACOSX", ".git", "CON", "~",
    "\\", "..\\", "a\\..", "\x00", "\n", "\x1b[2J", "\u202e", "\ufeff", "é", "e\u0301", "x" * 150, " ", "a.py ",
])  # fmt: skip
JOINED = st.builds(
    lambda start, parts: (start + "/".join(parts)).encode(),
    st.sampled_from(["", "", "/", "../", "a/../../"]),
    st.lists(PARTS, min_size=1, max_size=14),
)
SAME = st.sampled_from([b"solution.py", b"Solution.py", b"./solution.py", b"lib/a.py", b"lib"])
NAMES = st.one_of(SAME, JOINED, JOINED, st.binary(min_size=1, max_size=30))
KINDS = st.sampled_from([stat.S_IFREG, stat.S_IFREG, 0, stat.S_IFLNK, stat.S_IFDIR, stat.S_IFIFO, stat.S_IFBLK])
MODES = st.builds(lambda kind, rights: kind | rights, KINDS, st.integers(0, 0o7777)) | st.integers(0, 0xFFFF)
DATA = st.sampled_from([b"", CODE, bytes(200_000), b"nowhere"]) | st.binary(max_size=60)
METHODS = st.sampled_from([0, 8, 8, 12, 14])
NUMBERS = st.integers(0, 300) | st.integers(0, 2**32 - 1)
LONG_NUMBERS = st.integers(0, 300) | st.integers(0, 2**64 - 1)
EXTRA = st.builds(
    lambda kind, data: kind.to_bytes(2, "little") + len(data).to_bytes(2, "little") + data,
    st.sampled_from([1, 0x7075, 0x756E, 0x5455, 0x9901]),
    st.binary(max_size=28) | st.sampled_from([b"\xff" * 8, b"\xff" * 24, bytes(24)]),
) | st.binary(max_size=30)
# What a row can lie about, each with what it says then.
LIES = {
    "mode": MODES,
    "method": st.integers(0, 99),
    "flags": st.integers(0, 0xFFFF),
    "packed": st.binary(max_size=80),
    "local_name": NAMES,
    "claims": NUMBERS,
    "at": NUMBERS,
    "extra": EXTRA,
}


def by_zipfile(data, method):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        archive.writestr("x", data)
    with zipfile.ZipFile(file) as archive:
        size = archive.getinfo("x").compress_size
    return file.getvalue()[31 : 31 + size]


@st.composite
def rows(draw) -> Row:
    method, data = draw(METHODS), draw(DATA)
    lies = draw(st.sets(st.sampled_from([*LIES]), max_size=2)) if draw(st.booleans()) else ()
    honest = {"method": method, "packed": by_zipfile(data, method), "flags": draw(st.sampled_from([0, 0x800]))}
    name = draw(SAME if not lies and draw(st.booleans()) else NAMES)
    return Row(name=name, data=data, **honest | {lie: draw(LIES[lie]) for lie in lies})


@st.composite
def zips(draw) -> bytes:
    """Made row by row; then, perhaps, with another end, or with bytes changed."""
    data = zip_of(*draw(st.lists(rows(), max_size=4)), comment=draw(st.just(b"") | st.binary(max_size=20)))
    match draw(st.integers(0, 9)):
        case 0:
            return data[:-22] + end_of(draw(NUMBERS), draw(NUMBERS), draw(NUMBERS))
        case 1:
            at, size = draw(LONG_NUMBERS), draw(LONG_NUMBERS)
            return data[:-22] + end_of_zip64(1, size, len(data) - 22, at)
        case 2 | 3:
            return draw(with_changes(data))
    return data


@st.composite
def with_changes(draw, data) -> bytes:
    changed = bytearray(data)
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, max(0, len(changed) - 1)))
        match draw(st.sampled_from(["set", "set", "drop", "add", "again"])):
            case "set" if changed:
                changed[at] = draw(st.integers(0, 255))
            case "drop":
                del changed[at : at + draw(st.integers(1, 30))]
            case "add":
                changed[at:at] = draw(st.binary(max_size=30))
            case "again":
                changed += changed[at:]
    return bytes(changed)


def inside(folder):
    return {p.relative_to(folder).as_posix(): p.lstat() for p in folder.rglob("*")}


def refusal(path, into):
    try:
        unzip(path, into, BOUNDS)
    except SubmissionError as error:
        return str(error)
    return ""


@searched(150)
@given(zips())
def test_a_zip_is_opened_inside_or_refused(data):
    with tempfile.TemporaryDirectory() as folder:
        path, into = Path(folder, "ada.zip"), Path(folder, "deep", "into")
        path.write_bytes(data)
        told = refusal(path, into)
        assert told.isprintable()
        assert len(told) < 500
        found = inside(into)
        assert {p.name for p in Path(folder).iterdir()} <= {"ada.zip", "deep"}
        assert {p.name for p in Path(folder, "deep").rglob("*")} <= {"into"} | {Path(name).name for name in found}
        assert all(stat.S_ISREG(s.st_mode) or stat.S_ISDIR(s.st_mode) for s in found.values())
        assert sum(s.st_size for s in found.values() if stat.S_ISREG(s.st_mode)) <= BOUNDS.bytes + (1 << 16)


@searched(60)
@given(zips())
def test_a_hand_in_is_a_submission_or_refused(data):
    with tempfile.TemporaryDirectory() as folder:
        path, work = Path(folder, "ada.zip"), Path(folder, "work")
        path.write_bytes(data)
        work.mkdir()
        try:
            opened = open_submission(path, KEY, work)
        except SubmissionError:
            return
        assert to_json([opened.files, opened.remarks, opened.found])
        assert not any(p.is_symlink() for p in work.rglob("*"))


FILE_NAMES = st.one_of(
    PARTS, st.text(min_size=1, max_size=20), st.binary(min_size=1, max_size=20).map(os.fsdecode)
)  # fmt: skip


def new_file(data):
    """Nothing that is there already is opened, be it a pipe or a link to somewhere."""

    def make(place):
        with place.open("xb") as file:
            file.write(data)

    return make


# Links lead to themselves or to nowhere: no test may reach a file of this machine, whatever else is broken.
MAKERS = st.sampled_from([
    new_file(CODE),
    new_file(b"import torch\n\xff\x00"),
    lambda place: place.mkdir(),
    lambda place: place.symlink_to("nowhere"),
    lambda place: place.symlink_to(place),
    os.mkfifo,
])  # fmt: skip


@searched(80)
@given(st.lists(st.tuples(st.lists(FILE_NAMES, min_size=1, max_size=4), MAKERS), max_size=8))
def test_a_folder_is_a_submission_whatever_lies_in_it(made):
    with tempfile.TemporaryDirectory() as folder:
        path, work = Path(folder, "class", "ada"), Path(folder, "work")
        path.mkdir(parents=True)
        work.mkdir()
        for parts, make in made:
            place_at(path, parts, make)
        assume(not any(p.is_dir() for p in path.rglob("*.py")))  # not yet: see test_archives
        opened = open_submission(path, KEY, work)
        assert to_json([opened.files, opened.remarks, opened.found])
        assert all(p.is_dir() or p.is_file() for p in opened.source.rglob("*"))
        assert not any(p.is_symlink() for p in opened.source.rglob("*"))


def place_at(path, parts, make):
    """Where the system takes it; names that lead out of the folder are none."""
    names = [name for part in parts if (name := part.replace("/", "")) not in ("", ".", "..")]
    place = path.joinpath(*names)
    if place == path:
        return
    with suppress(OSError, ValueError):
        place.parent.mkdir(parents=True, exist_ok=True)
        assert place.parent.resolve().is_relative_to(path.resolve())
        make(place)


def unpacked_carelessly(data):
    """What the standard library makes of it: the exception, or the names."""
    folder = tempfile.mkdtemp()
    try:
        path = Path(folder, "a.zip")
        path.write_bytes(data)
        with zipfile.ZipFile(path) as opened:
            for entry in opened.infolist():
                opened.read(entry)
            return {entry.filename for entry in opened.infolist()}
    except Exception as error:
        return type(error).__name__
    finally:
        shutil.rmtree(folder)


REACHED = {
    "a name that leads out": lambda found: any(".." in Path(name).parts for name in found),
    "an absolute name": lambda found: any(name.startswith("/") for name in found),
    "a hidden character": lambda found: any(not name.isprintable() for name in found),
    "two names on one disk": lambda found: len({name.casefold() for name in found}) < len(found),
}


@pytest.mark.long
@pytest.mark.parametrize("what", REACHED)
def test_the_search_reaches_what_a_careless_reader_would_unpack(what):
    find(zips(), lambda data: isinstance(f := unpacked_carelessly(data), set) and REACHED[what](f), settings=FOUND)


@pytest.mark.parametrize("name", ["BadZipFile", "NotImplementedError", "OSError", "UnicodeDecodeError"])
def test_the_search_reaches_several_ways_to_fail(name):
    find(zips(), lambda data: unpacked_carelessly(data) == name, settings=FOUND)
