"""Arrays of .mat files, held against what SciPy writes and reads."""

import io
import struct
import zlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from scipy.io import loadmat, savemat

from autograder.data.matlab import MOST_VARIABLES, read_mat
from autograder.errors import DataError

MOST = 1_000_000
ARRAYS = {"X": np.arange(24, dtype=np.uint8).reshape(2, 3, 4), "y": np.array([[1.5], [-2.0]])}


def mat(content, *, packed=True, **options) -> bytes:
    file = io.BytesIO()
    savemat(file, content, do_compression=packed, **options)
    return file.getvalue()


def element(kind, content):
    return struct.pack("<II", kind, len(content)) + content


@pytest.fixture
def file(tmp_path):
    def write(content):
        (tmp_path / "x.mat").write_bytes(content)
        return tmp_path / "x.mat"

    return write


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("dtype", ["i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "f4", "f8"])
def test_numbers_of_every_kind_come_out_as_they_went_in(file, packed, dtype):
    written = np.array([[1, 2, 3], [4, 5, 6]], dtype)
    read = read_mat(file(mat({"some_long_name": written, "n": written[:1, :1]}, packed=packed)), MOST)
    assert list(read) == ["some_long_name", "n"]
    assert read["some_long_name"].dtype == written.dtype
    np.testing.assert_array_equal(read["some_long_name"], written)
    np.testing.assert_array_equal(read["n"], written[:1, :1])


@settings(max_examples=60)
@given(arrays(st.sampled_from(["u1", "i4", "f8"]), array_shapes(min_dims=2, max_dims=4, min_side=0)), st.booleans())
def test_it_reads_what_scipy_reads(tmp_path_factory, array, packed):
    path = tmp_path_factory.getbasetemp() / "scipy.mat"
    path.write_bytes(mat({"X": array}, packed=packed))
    np.testing.assert_array_equal(read_mat(path, MOST)["X"], loadmat(path)["X"])


def test_what_is_no_array_of_real_numbers_is_left_out(file):
    others = {"text": "abc", "cell": np.array([1, "a"], object), "c": np.array([[1j]]), "s": {"a": 1.0}}
    assert set(read_mat(file(mat(ARRAYS | others)), MOST)) == {"X", "y"}


WHOLE = mat(ARRAYS)
PLAIN = mat(ARRAYS, packed=False)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is no .mat file of MATLAB 5 to 7.2: it is empty"),
        (WHOLE[:90], "is no .mat file of MATLAB 5 to 7.2: it is cut short"),
        (b"<html>", "is no .mat file of MATLAB 5 to 7.2: it looks like a web page"),
        (mat(ARRAYS | {"X": np.eye(2)}, format="4"), "is no .mat file of MATLAB 5 to 7.2"),
        (
            b"MATLAB 7.3 MAT-file".ljust(512) + b"\x89HDF\r\n\x1a\n",
            "was saved by MATLAB 7.3 as HDF5. Save it again",
        ),
        (b"\x89HDF\r\n\x1a\n", "was saved by MATLAB 7.3 as HDF5. Save it again"),
        (WHOLE[:-7], "is cut short, 7 bytes are missing"),
        (PLAIN[:-8], "is cut short, 8 bytes are missing"),
        (WHOLE + b"abc", "is damaged, a variable does not fit together"),
        (WHOLE[:140] + b"\xff\xff" + WHOLE[142:], "is damaged, it cannot be unpacked"),
        (WHOLE[:128] + element(15, zlib.compress(bytes(99))[:-6]), "is cut short within a packed variable"),
        (WHOLE[:128] + element(14, b""), "is damaged, a variable does not fit together"),
        (
            PLAIN.replace(struct.pack("<3i", 2, 3, 4), struct.pack("<3i", 2, 3, 5)),
            "the numbers of a variable do not",
        ),
        (PLAIN.replace(struct.pack("<3i", 2, 3, 4), struct.pack("<3i", -2, 3, -4)), "the numbers of a variable do"),
        (WHOLE[:128] + element(15, zlib.compress(b"")) * (MOST_VARIABLES + 1), "holds more than 64 variables"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",  # the bytes hold the time at which they were made
)
def test_ways_to_be_broken_are_told_apart(file, refused, content, words):
    path = file(content)
    message = refused(read_mat, path, MOST)
    assert message.startswith(f"{path}: ")
    assert words in message


def test_what_unpacks_to_more_is_stopped(file, refused, peak):
    path = file(WHOLE[:128] + element(15, zlib.compress(bytes(100_000_000), 9)))
    message, most = peak(lambda: refused(read_mat, path, MOST))
    assert "unpacks to more than the official file holds" in message
    assert most < 8_000_000


def test_many_packed_variables_share_one_bound(file, refused):
    path = file(WHOLE[:128] + element(15, zlib.compress(bytes(MOST // 2))) * 3)
    assert "unpacks to more than the official file holds" in refused(read_mat, path, MOST)


@settings(max_examples=300)
@given(st.integers(0, len(PLAIN) - 1), st.integers(0, 255), st.booleans())
def test_a_changed_byte_is_read_or_refused(tmp_path_factory, place, byte, packed):
    whole = WHOLE if packed else PLAIN
    path = tmp_path_factory.getbasetemp() / "changed.mat"
    path.write_bytes(whole[:place] + bytes([byte]) + whole[place + 1 :])
    try:
        read = read_mat(path, MOST)
    except DataError:
        return
    assert all(array.dtype.kind in "iuf" for array in read.values())


@given(st.binary(max_size=120))
def test_any_bytes_after_the_head_are_read_or_refused(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "any.mat"
    path.write_bytes(WHOLE[:128] + content)
    try:
        read_mat(path, MOST)
    except DataError as error:
        said = str(error)
    else:
        said = f"{path}: "
    assert said.startswith(f"{path}: ")
