"""Saved weights from strangers: named numbers come out, or a sentence; nothing is run, and nothing grows."""

import contextlib
import io
import pickle
import struct
import zipfile

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from safetensors.numpy import save

from autograder.errors import SubmissionError
from autograder.intake.weights import MOST_ARRAYS, MOST_NUMBERS, not_finite, read_weights

KINDS = st.sampled_from(["<f8", ">f8", "<f4", "<f2", "<i8", ">i4", "|u1", "|b1"])
ARRAYS = KINDS.flatmap(lambda kind: hnp.arrays(kind, hnp.array_shapes(min_dims=0, max_dims=4, max_side=4)))
HUGE = (MOST_NUMBERS // 8 + 1,)


def npz(arrays, *, packed=False):
    file = io.BytesIO()
    (np.savez_compressed if packed else np.savez)(file, **arrays)
    return file.getvalue()


def entry(array):
    file = io.BytesIO()
    np.save(file, array, allow_pickle=True)
    return file.getvalue()


def head(shape="(1,)", descr="'<f8'", version=b"\x01\x00"):
    text = f"{{'descr': {descr}, 'fortran_order': False, 'shape': {shape}, }}\n".encode()
    return b"\x93NUMPY" + version + struct.pack("<H", len(text)) + text


def zipped(*entries, how=zipfile.ZIP_DEFLATED):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", how) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize("packed", [False, True])
@given(arrays=st.dictionaries(st.text("abc_/.1", min_size=1, max_size=9), ARRAYS, min_size=1, max_size=4))
def test_what_numpy_saves_is_read_in_the_order_of_this_machine(packed, arrays):
    arrays = {f"w{name}": array for name, array in arrays.items()}
    found = read_weights(npz(arrays, packed=packed), "weights.npz")
    assert list(found) == list(arrays)
    for name, array in arrays.items():
        np.testing.assert_array_equal(found[name], array)
        assert found[name].dtype.isnative


def test_an_array_by_columns_is_the_same_array():
    array = np.asfortranarray(np.arange(6.0).reshape(2, 3))
    np.testing.assert_array_equal(read_weights(npz({"w": array}), "weights.npz")["w"], array)


def test_safetensors_are_read_by_what_they_are_and_not_by_their_name():
    found = read_weights(save({"w": np.arange(3.0)}), "weights.npz")
    assert found["w"].tolist() == [0, 1, 2]


class Bomb:
    def __reduce__(self):
        return pytest.fail, ("a pickle was loaded",)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "cannot be read"),
        (pickle.dumps({"w": 1}), "cannot be read"),
        (npz({"w": np.ones(9)})[:-40], "cannot be read"),
        (npz({}), "holds no arrays"),
        (save({}), "holds no arrays"),
        (zipped(("w.npy", entry(np.array([Bomb()], dtype=object)))), "holds Python objects (a pickle), which are"),
        (zipped(("w.npy", b"\x93NUMPY\x01\x00")), "cannot be read"),
        (zipped(("w.npy", head(version=b"\x02\x00") + bytes(8))), "is of a version that is not read here"),
        (zipped(("w.npy", head("(2,)") + bytes(8))), "holds other than the 16 bytes"),
        (zipped(("w.npy", head("(1,)") + bytes(9))), "holds other than the 8 bytes"),
        (zipped(("w.npy", head("(-1,)") + bytes(8))), "has a shape that no layer has"),
        (zipped(("w.npy", head("(1,)", "'<c16'") + bytes(16))), "not plain numbers"),
        (zipped(("w.npy", head("(1,)", "'<U1'") + bytes(4))), "not plain numbers"),
        (zipped(("w.npy", head("(1,)", "__import__('os').getcwd()") + bytes(8))), "cannot be read"),
        (zipped(("w.npy", head(f"({10**30}, {10**30})"))), "its arrays take more than 200 MB"),
        (zipped(("data.pkl", pickle.dumps({"w": 1}))), "'data.pkl' is no array as np.savez writes it"),
        (zipped(("w.npy", entry(np.ones(1))), how=zipfile.ZIP_LZMA), "packed in a way that NumPy does not use"),
        (zipped(*((f"{n}.npy", b"") for n in range(MOST_ARRAYS + 1))), "more than any network here"),
    ],
)
def test_anything_else_is_refused_with_a_sentence(content, said):
    with pytest.raises(SubmissionError) as refused:
        read_weights(content, "weights.npz")
    assert str(refused.value).startswith("weights.npz")
    assert said in str(refused.value)


def test_two_arrays_of_one_name_are_refused():
    with pytest.warns(UserWarning, match="Duplicate"):
        content = zipped(("w.npy", entry(np.ones(1))), ("w.npy", entry(np.ones(2))))
    with pytest.raises(SubmissionError, match="two arrays are called 'w'"):
        read_weights(content, "weights.npz")


def test_what_unpacks_to_more_than_any_network_has_is_refused_before_it_is_unpacked():
    bomb = zipped(("w.npy", head(f"({HUGE[0]},)") + bytes(40_000_000)))
    assert len(bomb) < 100_000
    with pytest.raises(SubmissionError, match="its arrays take more than 200 MB"):
        read_weights(bomb, "weights.npz")


def test_what_unpacks_to_more_than_it_says_is_read_no_further():
    content = zipped(("w.npy", head("(1,)") + bytes(40_000_000)))
    with pytest.raises(SubmissionError, match="holds other than the 8 bytes"):
        read_weights(content, "weights.npz")


@given(st.binary(max_size=200), st.sampled_from([b"", b"PK\x03\x04", npz({"w": np.ones(2)})]), st.integers(0, 400))
def test_no_bytes_do_anything_but_be_refused_or_read(noise, content, at):
    with contextlib.suppress(SubmissionError):
        found = read_weights(content[:at] + noise + content[at + len(noise) :], "weights.npz")
        assert all(array.dtype.kind in "biuf" for array in found.values())


def test_arrays_with_nan_are_named():
    weights = {"a": np.array([1.0]), "b": np.array([np.nan]), "c": np.array([np.inf, 0]), "d": np.array([True])}
    assert not_finite(weights) == ("b", "c")
