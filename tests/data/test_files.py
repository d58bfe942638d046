"""Where files are looked for, and how much of one is read."""

import gzip

import pytest

from autograder.data.files import VARIABLE, data_folder, find, looks, read
from autograder.errors import AuthorError, DataError, DataMissing


def test_what_is_wrong_with_data_is_for_the_author_to_mend():
    assert issubclass(DataMissing, DataError)
    assert issubclass(DataError, AuthorError)


def test_a_named_folder_goes_before_that_of_the_environment(tmp_path, monkeypatch):
    named, other = tmp_path / "named", tmp_path / "other"
    named.mkdir()
    other.mkdir()
    monkeypatch.setenv(VARIABLE, str(other))
    assert data_folder(named) == named
    assert data_folder(None) == other


def test_without_a_folder_it_says_how_one_is_named(refused):
    assert refused(data_folder, None, kind=DataMissing) == (
        "no folder of data sets is known. Name one with --data, or in AUTOGRADER_DATA"
    )


def test_a_folder_that_is_not_there_is_named_with_who_names_it(tmp_path, monkeypatch, refused):
    gone = tmp_path / "gone"
    message = refused(data_folder, gone, kind=DataMissing)
    assert message == f"{gone}: this folder of data sets, named, is not there. Name another one"
    monkeypatch.setenv(VARIABLE, str(gone))
    assert "that AUTOGRADER_DATA names" in refused(data_folder, None, kind=DataMissing)


def test_the_first_place_where_it_lies_is_taken(tmp_path):
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "b").touch()
    (tmp_path / "a").mkdir()
    assert find(tmp_path, ("a", "raw/b"), "X") == tmp_path / "raw" / "b"
    (tmp_path / "c").touch()
    assert find(tmp_path, ("c", "raw/b"), "X") == tmp_path / "c"


def test_a_missing_file_is_named_with_every_place_and_what_to_do(tmp_path, refused):
    message = refused(find, tmp_path, ("a.mat", "raw/a.mat"), "SVHN", kind=DataMissing)
    assert message == (
        f"SVHN: a.mat is missing. Looked for {tmp_path / 'a.mat'}, {tmp_path / 'raw' / 'a.mat'}. Put it into one "
        "of these places, or name the folder that holds it with --data or in AUTOGRADER_DATA"
    )


def test_an_archive_that_was_not_unpacked_is_pointed_at(tmp_path, refused):
    (tmp_path / "cifar.tar.gz").touch()
    message = refused(find, tmp_path, ("batch",), "CIFAR-10", ("other.tar.gz", "cifar.tar.gz"), kind=DataMissing)
    assert f"Unpack {tmp_path / 'cifar.tar.gz'}, or name the folder" in message


@pytest.mark.parametrize("size", [0, 1, 99, 100])
def test_a_file_is_read_up_to_its_official_size(tmp_path, size):
    path, packed = tmp_path / "x", tmp_path / "x.gz"
    path.write_bytes(b"a" * size)
    packed.write_bytes(gzip.compress(b"a" * size))
    assert read(path, 100) == read(packed, 100) == b"a" * size


def test_a_larger_file_is_refused_before_it_is_read(tmp_path, refused, peak):
    path = tmp_path / "x"
    with path.open("wb") as file:
        file.truncate(1 << 33)
    message, most = peak(lambda: refused(read, path, 100))
    assert message == f"{path}: is larger than the official file, which has at most 100 bytes. Download it again"
    assert most < 1_000_000


def test_a_gzip_bomb_ends_a_byte_after_the_official_size(tmp_path, refused, peak):
    path = tmp_path / "x.gz"
    path.write_bytes(gzip.compress(bytes(200_000_000), 9))
    message, most = peak(lambda: refused(read, path, 1_000_000))
    assert message == f"{path}: unpacks to more than the official 1,000,000 bytes. Download it again"
    assert most < 10_000_000


def test_what_cannot_be_packed_may_be_a_little_larger(tmp_path):
    content = bytes(range(256)) * 400
    (tmp_path / "x.gz").write_bytes(gzip.compress(content, 0))
    assert read(tmp_path / "x.gz", len(content)) == content


def test_ways_to_be_broken_are_told_apart(tmp_path, refused):
    path, whole = tmp_path / "x.gz", gzip.compress(b"some text" * 100)
    said = {}
    for name, content in {
        "cut": whole[:-9],
        "sum": whole[:-8] + bytes(4) + whole[-4:],
        "middle": whole[:12] + b"\xff\xff\xff" + whole[15:],
        "page": b"\n<!DOCTYPE html><html>404</html>",
        "empty": b"",
        "more": whole + b"and more",
    }.items():
        path.write_bytes(content)
        said[name] = refused(read, path, 10_000).removeprefix(f"{path}: ").removesuffix(". Download it again")
    assert said["cut"] == "is cut short, the packed file has no end"
    assert said["sum"].startswith("is damaged, it cannot be unpacked (CRC check failed")
    assert said["middle"].startswith("is damaged, it cannot be unpacked (")
    assert said["page"] == "is not a gzip file: it looks like a web page, saved in place of the file"
    assert said["empty"] == "is not a gzip file: it is empty"
    assert said["more"].startswith("is damaged, it cannot be unpacked (")


def test_a_file_that_cannot_be_opened_says_why(tmp_path, refused):
    assert (
        refused(read, tmp_path / "gone", 10) == f"{tmp_path / 'gone'}: cannot be read (No such file or directory)"
    )


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04rest", ": it looks like a zip archive"),
        (b"version https://git-lfs.github.com/spec/v1", ": it looks like a pointer of Git LFS, which stands for"),
        (b"anything", ""),
    ],
)
def test_what_a_file_seems_to_be_instead(content, words):
    assert looks(content).startswith(words)
    assert bool(looks(content)) == bool(words)
