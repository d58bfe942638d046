import contextlib
import io
import shutil
import stat
import struct
import tempfile
import warnings
import zipfile
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from autograder.errors import SubmissionError
from autograder.intake.archive import Bounds, shown, unzip

HONEST = {
    "hw.py": b"def double(x):\n    return 2 * x\n",
    "lib/__init__.py": b"",
    "lib/net.py": b"class Net: pass\n" * 4000,
    "lib/deep/er/notes.txt": bytes(range(256)),
    "Übung 2/größe.txt": "Maße".encode(),
}


@pytest.fixture
def attempt(tmp_path):
    """Unpacks bytes and returns the files that came out; nothing may have appeared anywhere else."""

    def run(data: bytes, bounds: Bounds | None = None) -> dict[str, bytes]:
        archive, into = tmp_path / "hand-in.zip", tmp_path / "some" / "where" / "inside"
        archive.write_bytes(data)
        shutil.rmtree(into, ignore_errors=True)
        try:
            unzip(archive, into, bounds)
        finally:
            assert files_in(tmp_path, but=into) == {"hand-in.zip": data}
        return files_in(into)

    return run


def files_in(folder: Path, but: Path | None = None) -> dict[str, bytes]:
    files = (p for p in folder.rglob("*") if not p.is_dir() and not (but and p.is_relative_to(but)))
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in files}


@pytest.fixture
def refused(attempt):
    def run(data: bytes, bounds: Bounds | None = None) -> str:
        with pytest.raises(SubmissionError) as error:
            attempt(data, bounds)
        message = str(error.value)
        assert message.isprintable()
        assert message.isascii()
        return message

    return run


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_an_honest_zip_comes_out_as_it_went_in(attempt, zipped, method):
    assert attempt(zipped(HONEST, method)) == HONEST


def test_folders_of_their_own_are_no_files(attempt, zipped):
    assert attempt(zipped({"lib/": b"", "lib/empty/": b"", "lib/net.py": b"1"})) == {"lib/net.py": b"1"}


@pytest.mark.parametrize(
    "name",
    [
        "__MACOSX/._hw.py",
        "hw2/.DS_Store",
        ".git/hooks/post-checkout",
        "lib/__pycache__/net.cpython-311.pyc",
        ".venv/bin/python",
        ".ipynb_checkpoints/hw-checkpoint.ipynb",
        "../.git/config",
    ],
)
def test_noise_is_left_in_the_archive(attempt, zipped, name):
    assert attempt(zipped({name: b"noise", "hw.py": b"1"})) == {"hw.py": b"1"}


@pytest.mark.parametrize(
    "name",
    [
        "/evil.py", "//evil.py", "../evil.py", "lib/../../evil.py", "lib/..", "..",
        "..\\evil.py", "lib\\..\\..\\evil.py", "\\evil.py", "\\\\server\\share\\evil.py",
        "C:\\evil.py", "C:evil.py", "c:/evil.py", "hw.py:stream", ".",
        "new\nline.py", "colour\x1b[31m.py", "bell\x07.py", "delete\x7f.py", "tab\t.py",
    ],
)  # fmt: skip
def test_a_name_that_leads_out_or_cannot_be_printed_is_refused(refused, zipped, name):
    message = refused(zipped({name: b"import os"}))
    assert message == f"{shown(name)}: this is not a name of a file inside the archive"


def test_the_name_in_a_message_is_short(refused, zipped):
    assert refused(zipped({"../" + "x" * 5000: b""})).startswith("../" + "x" * 77 + ": ")


@pytest.mark.parametrize(
    "kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFBLK, stat.S_IFSOCK, stat.S_IFDIR]
)
def test_links_and_special_files_are_refused(refused, zipped, kind):
    entry = zipfile.ZipInfo("hw.py")
    entry.create_system, entry.external_attr = 3, (kind | 0o777) << 16
    assert refused(zipped([(entry, b"/etc/passwd")])) == "hw.py: links and special files are not opened"


@pytest.mark.parametrize("mode", [0, stat.S_IFREG | 0o600, 0o644])
def test_files_of_every_system_are_opened(attempt, zipped, mode):
    entry = zipfile.ZipInfo("hw.py")
    entry.external_attr = mode << 16
    assert attempt(zipped([(entry, b"1")])) == {"hw.py": b"1"}


@pytest.mark.parametrize(
    ("one", "two"), [("hw.py", "HW.PY"), ("lib/a.py", "Lib/A.py"), ("straße.py", "STRASSE.py")]
)
def test_two_names_that_one_disk_could_not_tell_apart_are_refused(refused, zipped, one, two):
    assert refused(zipped({one: b"1", two: b"2"})) == f"{shown(two)}: two entries have this name, letter case aside"


def test_the_same_name_twice_is_refused(refused, zipped):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        data = zipped([("hw.py", b"the one shown"), ("hw.py", b"the one graded")])
    assert "two entries have this name" in refused(data)


def test_a_name_that_is_both_file_and_folder_is_refused(refused, zipped):
    assert "cannot be opened" in refused(zipped({"lib": b"", "lib/net.py": b""}))
    assert "cannot be opened" in refused(zipped({"lib/net.py": b"", "lib": b""}))


def entries_without_data(count: int) -> bytes:
    """A directory of many entries that all point at the same empty file."""
    local = struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, 0, 0, 33, 0, 0, 0, 1, 0) + b"x"
    row = struct.pack("<4s6H3I5H2I", b"PK\1\2", 20, 20, 0, 0, 0, 33, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"x"
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, count & 0xFFFF, count & 0xFFFF, count * len(row), len(local), 0)
    return local + row * count + end


def test_a_hundred_thousand_entries_are_refused(refused):
    message = refused(entries_without_data(100_000))
    assert message == "the archive holds 100000 entries; at most 2000 are opened"


def test_as_many_entries_as_allowed_are_opened(attempt, refused, zipped):
    data = zipped({f"{n}.txt": b"" for n in range(20)})
    assert len(attempt(data, Bounds(files=20))) == 20
    assert "20 entries" in refused(data, Bounds(files=19))


def test_a_file_that_grows_out_of_nothing_is_refused(refused, tmp_path, zipped):
    """10 MB of zeros in 10 kB: no more than the ratio allows may reach the disk."""
    data = zipped({"hw.py": b"1", "bomb.bin": bytes(10_000_000)})
    assert len(data) < 20_000
    assert refused(data) == "bomb.bin: unpacks to more than a submission may hold"
    written = sum(p.stat().st_size for p in tmp_path.rglob("*") if p.is_file())
    assert written < 20_000 * Bounds().ratio


def test_a_small_file_may_be_as_regular_as_it_likes(attempt, zipped):
    assert attempt(zipped({"zeros.txt": b"0" * 60_000}))["zeros.txt"] == b"0" * 60_000


def test_all_files_together_stay_below_the_bound(attempt, refused, zipped):
    data = zipped({name: bytes(40_000) for name in ("a", "b", "c")}, zipfile.ZIP_STORED)
    assert refused(data, Bounds(bytes=119_999)) == "c: unpacks to more than a submission may hold"
    assert len(attempt(data, Bounds(bytes=120_000))) == 3


def test_entries_that_share_their_data_are_counted_each(refused, zipped):
    """The bomb without nesting: many names point at the same compressed bytes."""
    data = zipped({"kernel": bytes(range(256)) * 200})
    local, end = data.index(b"PK\1\2"), data.rindex(b"PK\5\6")
    row = data[local:end]
    rows = b"".join(row.replace(b"kernel", b"kern%02d" % n) for n in range(50))
    forged = data[:local] + rows + struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 50, 50, len(rows), local, 0)
    assert len(zipfile.ZipFile(io.BytesIO(forged)).infolist()) == 50
    refused(forged, Bounds(bytes=1_000_000))


def test_folders_in_folders_end_somewhere(attempt, refused, zipped):
    just, over = "d/" * 11 + "f", "d/" * 12 + "f"
    assert list(attempt(zipped({just: b""}))) == [just]
    assert refused(zipped({over: b""})).endswith("the folders are nested too deeply, or the name is too long")
    assert refused(zipped({"x" * 201: b""})).endswith("the folders are nested too deeply, or the name is too long")


def test_a_name_that_no_disk_takes_is_refused(refused, zipped):
    assert "cannot be opened" in refused(zipped({"é" * 180: b""}))


def damaged() -> dict[str, bytes]:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("hw.py", b"print(1)\n" * 100)
    data = whole.getvalue()
    return {
        "empty": b"",
        "text": b"not a zip\n",
        "rar": b"Rar!\x1a\x07\x01\x00" + bytes(100),
        "cut short": data[:-10],
        "its middle missing": data[:40] + data[200:],
        "bytes changed": data.replace(b"print(1)", b"print(2)", 1),
        "locked": data.replace(b"PK\3\4\x14\0\0\0", b"PK\3\4\x14\0\1\0").replace(
            b"PK\1\2\x14\3\x14\0\0\0", b"PK\1\2\x14\3\x14\0\1\0"
        ),
        "unknown method": data.replace(b"PK\3\4\x14\0\0\0\0\0", b"PK\3\4\x14\0\0\0\x63\0").replace(
            b"PK\1\2\x14\3\x14\0\0\0\0\0", b"PK\1\2\x14\3\x14\0\0\0\x63\0"
        ),
    }


@pytest.mark.parametrize(("what", "data"), damaged().items(), ids=damaged())
def test_a_damaged_archive_is_refused_by_its_name(refused, what, data):
    assert refused(data).startswith(
        ("hand-in.zip: not a readable zip archive (", "hand-in.zip: cannot be opened (")
    )


def test_a_locked_archive_says_that_it_is(refused):
    assert "encrypted" in refused(damaged()["locked"])


def test_an_archive_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(SubmissionError, match=r"gone\.zip: cannot be opened"):
        unzip(tmp_path / "gone.zip", tmp_path / "into")


def test_an_entry_without_a_name_is_refused(refused, zipped):
    refused(zipped({"x": b""}).replace(b"x", b"\0"))


def test_a_damaged_lzma_entry_is_refused(refused, zipped):
    data = bytearray(zipped({"hw.py": b"print(1)\n" * 100}, zipfile.ZIP_LZMA))
    data[data.index(b"hw.py") + len("hw.py") + 2] = 0  # the length of the decoder's properties
    refused(bytes(data))


def unzips_or_refuses(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        archive, into = Path(folder, "hand-in.zip"), Path(folder, "some", "where", "inside")
        archive.write_bytes(data)
        with contextlib.suppress(SubmissionError):
            unzip(archive, into, Bounds(bytes=1_000_000))
        assert files_in(Path(folder), but=into) == {"hand-in.zip": data}
        assert not any(p.is_symlink() for p in into.rglob("*"))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_refused_or_unpacked_inside(data):
    unzips_or_refuses(data)
    unzips_or_refuses(b"PK\3\4" + data + b"PK\5\6" + bytes(18))


@st.composite
def mutated(draw) -> bytes:
    file = io.BytesIO()
    method = draw(st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]))
    with zipfile.ZipFile(file, "w", method) as archive:
        for name in draw(st.lists(st.sampled_from(["a.py", "lib/b.py", "../c.py", "d\\e.py", "x"]), unique=True)):
            archive.writestr(name, draw(st.binary(max_size=60)) * 20)
    data = bytearray(file.getvalue())
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(0, len(data) - 1)))
        match draw(st.sampled_from(["set", "set", "set", "drop", "add", "cut"])):
            case "set" if data:
                data[at] = draw(st.sampled_from([0, 1, 0x2E, 0x2F, 0x5C, 0x7F, 0xFF]) | st.integers(0, 255))
            case "drop":
                del data[at : at + draw(st.integers(1, 30))]
            case "add":
                data[at:at] = draw(st.binary(max_size=30))
            case "cut" if at > 30:
                del data[at:]
    return bytes(data)


@settings(max_examples=300, deadline=None)
@given(mutated())
def test_a_zip_with_some_bytes_changed_is_refused_or_unpacked_inside(data):
    unzips_or_refuses(data)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=30).map(lambda name: name.replace("\0", "")), st.booleans())
def test_any_name_is_refused_or_stays_inside(name, backslashes):
    assume(name.encode("utf-8", "ignore").decode() == name)
    assume(name)
    entry = zipfile.ZipInfo("x")
    entry.filename = name.replace("/", "\\") if backslashes else name
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(entry, b"data")
    unzips_or_refuses(file.getvalue())
