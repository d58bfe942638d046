"""Small files in each official format, made here so that a test can break them in one place."""

import gzip
import struct
import tracemalloc
from pathlib import Path

import numpy as np
import pytest

from autograder.data.files import VARIABLE
from autograder.errors import DataError

SECRET = "fedcba9876543210" * 4


@pytest.fixture(autouse=True)
def no_folder_of_this_machine(monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)


@pytest.fixture
def refused():
    """The one sentence, or two, with which a call is refused, on one line and without control characters."""

    def run(call, *arguments, kind=DataError, **options) -> str:
        with pytest.raises(kind) as caught:
            call(*arguments, **options)
        assert str(caught.value).isprintable()
        return str(caught.value)

    return run


@pytest.fixture
def peak():
    """What a call returns, and how many bytes it held at once."""

    def run(call):
        tracemalloc.start()
        try:
            return call(), tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    return run


def numbers(*shape, seed=0):
    return np.random.default_rng(seed).integers(0, 256, shape, dtype=np.uint8)


def idx_file(array) -> bytes:
    head = b"\0\0\x08" + bytes([array.ndim]) + b"".join(n.to_bytes(4, "big") for n in array.shape)
    return head + array.astype(np.uint8).tobytes()


@pytest.fixture
def mnist_folder(tmp_path) -> Path:
    """Twelve images to train on and five test images, which no loader takes for the official files."""
    for seed, (name, count) in enumerate({"train": 12, "t10k": 5}.items()):
        images = numbers(count, 28, 28, seed=seed)
        (tmp_path / f"{name}-images-idx3-ubyte").write_bytes(idx_file(images))
        (tmp_path / f"{name}-labels-idx1-ubyte").write_bytes(idx_file(np.arange(count) % 10))
    return tmp_path


def pack_files(folder: Path) -> None:
    for path in list(folder.iterdir()):
        path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes()))
        path.unlink()


def python2_text(text: bytes) -> bytes:
    return b"U" + bytes([len(text)]) + text if len(text) < 256 else b"T" + struct.pack("<I", len(text)) + text


def python2_number(number: int) -> bytes:
    return b"K" + bytes([number]) if 0 <= number < 256 else b"J" + struct.pack("<i", number)


def official_batch(images, labels, title=b"training batch 1 of 5") -> bytes:
    """As Python 2 wrote the official files in 2009, with NumPy's names of that time."""
    array = b"cnumpy.core.multiarray\n_reconstruct\nq\x10cnumpy\nndarray\nq\x11K\0\x85q\x12U\x01b\x87q\x13Rq\x14"
    shape = b"".join(map(python2_number, images.shape)) + b"\x86q\x15"
    kind = b"cnumpy\ndtype\nq\x16U\x02u1K\0K\x01\x87Rq\x17(K\x03U\x01|NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\0tb"
    state = b"(K\x01" + shape + kind + b"\x89" + python2_text(images.tobytes()) + b"tb"
    listed = b"]q\x05(" + b"".join(map(python2_number, labels)) + b"e"
    names = b"]q\x06(" + b"".join(python2_text(b"ship_s_%06d.png" % n) for n in range(len(labels))) + b"e"
    title = python2_text(b"batch_label") + b"q\x02" + python2_text(title) + b"q\x03"
    content = python2_text(b"labels") + listed + python2_text(b"data") + array + state
    return b"\x80\x02}q\x01(" + title + content + python2_text(b"filenames") + names + b"u."


BATCHES = (*(f"data_batch_{n}" for n in range(1, 6)), "test_batch")


@pytest.fixture
def cifar_folder(tmp_path) -> Path:
    folder = tmp_path / "cifar-10-batches-py"
    folder.mkdir()
    for seed, name in enumerate(BATCHES):
        batch = official_batch(numbers(4, 3072, seed=seed), [seed, 9, 0, 3])
        (folder / name).write_bytes(batch)
    return tmp_path


@pytest.fixture
def cifar_records(tmp_path) -> Path:
    folder = tmp_path / "cifar-10-batches-bin"
    folder.mkdir()
    for seed, name in enumerate(BATCHES):
        records = np.hstack([np.array([[seed], [9], [0], [3]], np.uint8), numbers(4, 3072, seed=seed)])
        (folder / f"{name}.bin").write_bytes(records.tobytes())
    return tmp_path
