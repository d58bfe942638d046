"""CIFAR-10 from pickles, which are never unpickled, and from plain records."""

import os
import pickle
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from autograder.data.cifar10 import CLASSES, cifar10
from autograder.data.dataset import Wanted
from autograder.data.plain_pickle import KNOWN, read_batch
from autograder.errors import DataError, DataMissing
from tests.data.conftest import BATCHES, SECRET, numbers, official_batch

BATCH = official_batch(numbers(4, 3072), [1, 9, 0, 3])


def small(folder, **wanted):
    return cifar10(folder, Wanted(**wanted), SECRET, official=False)


def test_the_batches_made_here_are_what_unpickling_gives():
    """Else the tests below would prove nothing about official files."""
    batch = pickle.loads(BATCH, encoding="bytes")
    np.testing.assert_array_equal(batch[b"data"], numbers(4, 3072))
    assert batch[b"labels"] == [1, 9, 0, 3]
    assert set(batch) == {b"batch_label", b"labels", b"data", b"filenames"}


def test_pickles_are_read(cifar_folder):
    data = small(cifar_folder)
    written = np.concatenate([numbers(4, 3072, seed=seed) for seed in range(5)]).reshape(20, 3, 32, 32)
    together = np.concatenate([data.given.train.images, data.given.validation.images])
    np.testing.assert_array_equal(together, written.astype(np.float32) / 255)
    assert (len(data.given.train), len(data.given.validation), len(data.judged)) == (18, 2, 4)
    assert data.given.train.labels[:8].tolist() == [0, 9, 0, 3, 1, 9, 0, 3]
    assert sorted(data.judged.labels) == [0, 3, 5, 9]
    assert (data.name, data.classes[9]) == ("cifar10", "truck")
    assert len(CLASSES) == 10


def test_pickles_and_records_give_the_same(cifar_folder, tmp_path, request):
    pickled = small(cifar_folder, layout="NHWC")
    for name in BATCHES:
        (cifar_folder / "cifar-10-batches-py" / name).unlink()
    recorded = small(request.getfixturevalue("cifar_records"), layout="NHWC")
    assert recorded.given.train.images.shape == (18, 32, 32, 3)
    for one, other in zip(pickled.for_box().values(), recorded.for_box().values(), strict=True):
        np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize("protocol", [3, 4])
def test_a_batch_that_python_3_saved_again_is_read(protocol, tmp_path):
    content = pickle.dumps({"data": numbers(2, 3072), "labels": [3, 4]}, protocol)
    batch = read_batch(content, tmp_path)
    np.testing.assert_array_equal(batch["data"], numbers(2, 3072))
    assert batch["labels"] == [3, 4]


def test_an_array_that_lies_column_by_column_is_the_same_array(tmp_path):
    images = np.asfortranarray(numbers(2, 3072))
    np.testing.assert_array_equal(read_batch(pickle.dumps({"data": images}, 3), tmp_path)["data"], images)


def test_a_size_is_never_guessed(tmp_path, refused):
    content = BATCH.replace(b"(K\x01K\x04", b"(K\x01J\xff\xff\xff\xff")
    assert content != BATCH
    assert "does not fit together" in refused(read_batch, content, tmp_path)


def test_a_missing_batch_is_looked_for_in_both_forms(cifar_folder, refused):
    (cifar_folder / "cifar-10-batches-py" / "data_batch_3").unlink()
    (cifar_folder / "cifar-10-python.tar.gz").touch()
    message = refused(small, cifar_folder, kind=DataMissing)
    for place in ("cifar-10-batches-py/data_batch_3", "cifar-10-batches-bin/data_batch_3.bin"):
        assert str(cifar_folder / place) in message
    assert f"Unpack {cifar_folder / 'cifar-10-python.tar.gz'}" in message


def test_small_batches_are_not_the_official_ones(cifar_folder, refused):
    assert refused(cifar10, cifar_folder, Wanted(), SECRET).endswith(
        "data_batch_1: holds 4 images, the official file 10,000. Is it another file?"
    )


def test_batches_of_the_official_size_are_read(tmp_path):
    record = np.tile(np.arange(3073, dtype=np.uint8) % 10, (10_000, 1)).tobytes()
    for name in BATCHES:
        (tmp_path / f"{name}.bin").write_bytes(record)
    data = cifar10(tmp_path, Wanted(judged=500), SECRET)
    sizes = [len(data.given.train), len(data.given.validation), len(data.judged)]
    assert sizes == [45_000, 5_000, 500]


def of(**entries):
    return pickle.dumps({"data": numbers(2, 3072), "labels": [0, 1]} | entries, 3)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (BATCH[:-40], "is damaged or cut short, its pickle does not fit together"),
        (BATCH + b"more", "is damaged or cut short, its pickle does not fit together"),
        (b"", "is no pickle as CIFAR-10 has them: it is empty"),
        (b"\x1f\x8b1234", "is no pickle as CIFAR-10 has them: it looks like a gzip file"),
        (of(fine_labels=[1, 2]), "is a file of CIFAR-100. Put the batches of CIFAR-10 there"),
        (of(data=numbers(2, 3071)), "has no data of 3,072 bytes for each image"),
        (of(data=[1, 2]), "has no data of 3,072 bytes for each image"),
        (of(data=numbers(2, 3072).astype(float)), "asks for an array of other numbers than bytes"),
        (of(labels=[0, True]), "has no list of labels, one whole number for each image"),
        (of(labels=None), "has no list of labels"),
        (of(labels=[0, 10]), "labels reach from 0 to 10, expected 0 to 9"),
        (of(labels=[-1, 3]), "labels reach from -1 to 3, expected 0 to 9"),
        (of(labels=[1]), "holds 1 labels for 2 images"),
        (of(data=np.zeros((2, 3072), np.uint8)), "every pixel is 0"),
        (pickle.dumps([1], 3), "is damaged or cut short"),
        (pickle.dumps({"data": 1.5}, 3), "asks for BINFLOAT in its pickle, which no file of CIFAR-10 does"),
        (pickle.dumps({"data": np.zeros(3)}, 5), "asks for 'numpy._core.numeric._frombuffer'"),
    ],
)
def test_ways_to_be_broken_are_told_apart(cifar_folder, refused, content, words):
    path = cifar_folder / "cifar-10-batches-py" / "data_batch_2"
    path.write_bytes(content)
    message = refused(small, cifar_folder)
    assert message.startswith(f"{path}: ")
    assert words in message


@pytest.mark.parametrize("content", [b"", bytes(3072), bytes(3073 * 2 + 1), bytes(3074 * 3)])
def test_records_that_are_cut_short_are_refused(cifar_records, refused, content):
    path = cifar_records / "cifar-10-batches-bin" / "test_batch.bin"
    path.write_bytes(content)
    assert f"{path}: its {len(content):,} bytes are no whole number of records" in refused(small, cifar_records)


class Calls:
    """Pickles as a call of any function with any arguments."""

    def __init__(self, function, *arguments):
        self.called = function, arguments

    def __reduce__(self):
        return self.called


@pytest.mark.parametrize("protocol", [2, 3, 4])
@pytest.mark.parametrize(
    "call", [Calls(os.system, "touch HERE"), Calls(eval, "1"), Calls(subprocess.run, ["true"]), Calls(np.empty, 9)]
)
def test_nothing_that_a_pickle_names_is_called(call, protocol, tmp_path, monkeypatch, refused):
    monkeypatch.chdir(tmp_path)
    message = refused(read_batch, pickle.dumps({"data": call}, protocol), tmp_path)
    assert f"{call.called[0].__name__}'" in message
    assert message.endswith("which no file of CIFAR-10 does. Do not use it")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content",
    [
        b"\x80\x02}U\x01acos\nsystem\n(U\x02lstRs.",
        b"\x80\x02}U\x01a(U\x02lsios\nsystem\ns.",
        b"\x80\x02}U\x01acnumpy\nndarray\n)\x81s.",
        b"\x80\x02}U\x01acnumpy\nndarray\n)Rs.",
        b"\x80\x02}U\x01acnumpy\ndtype\nU\x01O\x85Rs.",
        b"\x80\x02}U\x01acnumpy.core.multiarray\n_reconstruct\ncnumpy\ndtype\n\x85Rs.",
        b"\x80\x04}\x8c\x01a\x8c\x05numpy\x8c\x0fndarray.__new__\x93s.",
        b"\x80\x02}U\x01aPsome\ns.",
        b"\x80\x02}U\x01a\x82\x01s.",
    ],
)
def test_other_doors_to_a_function_are_shut(content, tmp_path, refused):
    assert "asks for" in refused(read_batch, content, tmp_path)


def test_an_import_is_not_even_looked_up(tmp_path, refused, monkeypatch):
    asked = []
    monkeypatch.setattr("builtins.__import__", lambda name, *rest: asked.append(name))
    try:
        message = refused(read_batch, b"\x80\x02}U\x01acantigravity\nfly\ns.", tmp_path)
    finally:
        monkeypatch.undo()
    assert "asks for 'antigravity.fly'" in message
    assert "antigravity" not in asked
    assert "antigravity" not in sys.modules


def test_keys_are_text_alone(tmp_path, refused):
    """The hash of a tuple of tuples that share their parts takes for ever: 64 pairs visit 2⁶⁴."""
    content = pickle.dumps({"inner": {(1, 2): 3}}, 3)
    assert "does not fit together" in refused(read_batch, content, tmp_path)


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**31), 2**31 - 1) | st.text(max_size=9) | st.binary(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=4) | st.tuples(inner, inner) | st.dictionaries(st.text(), inner, max_size=3)
    ),
)


@given(st.dictionaries(st.text(), PLAIN, max_size=4), st.sampled_from([3, 4]))
def test_plain_values_come_out_as_they_went_in(tmp_path_factory, batch, protocol):
    assert read_batch(pickle.dumps(batch, protocol), tmp_path_factory.getbasetemp()) == batch


OPCODES = st.binary(max_size=6) | st.sampled_from(
    [
        b"(", b".", b"}", b"]", b")", b"t", b"s", b"u", b"a", b"e", b"R", b"b", b"N", b"\x85", b"\x86", b"\x87",
        b"0", b"\x93", b"\x94", b"h\0", b"q\0", b"K\x01", b"U\x02u1", b"\x8c\x02os", b"C\x01b",
        b"J\xff\xff\xff\xff",
        b"cnumpy\ndtype\n", b"cnumpy\nndarray\n", b"cnumpy.core.multiarray\n_reconstruct\n", b"cos\nsystem\n",
    ]
)  # fmt: skip


@settings(max_examples=400)
@given(st.lists(OPCODES, max_size=25).map(lambda parts: b"\x80\x02" + b"".join(parts) + b"."))
@example(BATCH[:200])
def test_any_program_gives_plain_data_or_is_refused(tmp_path_factory, content):
    try:
        batch = read_batch(content, tmp_path_factory.getbasetemp())
    except DataError:
        return
    assert all(type(key) is str for key in batch)


@settings(max_examples=300)
@given(st.integers(2, len(BATCH) - 1), st.integers(0, 255))
@example(BATCH.index(b"numpy.core"), ord("\\"))
def test_a_changed_byte_is_harmless(tmp_path_factory, place, byte):
    changed = BATCH[:place] + bytes([byte]) + BATCH[place + 1 :]
    try:
        batch = read_batch(changed, tmp_path_factory.getbasetemp())
    except DataError:
        return
    assert set(map(type, batch.values())) <= {bytes, str, int, list, tuple, dict, bool, type(None), np.ndarray}


@given(st.from_regex(rb"[a-z_.]{1,12}", fullmatch=True), st.from_regex(rb"[a-z_.]{1,12}", fullmatch=True))
def test_no_name_but_three_is_taken(tmp_path_factory, module, name):
    content = b"\x80\x02}U\x01ac" + module + b"\n" + name + b"\ns."
    with pytest.raises(DataError, match="asks for"):
        read_batch(content, tmp_path_factory.getbasetemp())
    assert {name.text for name in KNOWN} == {
        "numpy.core.multiarray._reconstruct", "numpy._core.multiarray._reconstruct", "numpy.ndarray", "numpy.dtype",
    }  # fmt: skip
