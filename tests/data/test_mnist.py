"""MNIST from its four files, and every way in which they are not what their names say."""

import gzip
import shutil
import struct

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from autograder.data import idx
from autograder.data.dataset import Wanted
from autograder.data.files import VARIABLE
from autograder.data.mnist import mnist
from autograder.errors import DataError, DataMissing
from tests.data.conftest import SECRET, idx_file, numbers, pack_files

AGAIN = "Download it again"


def small(folder, **wanted):
    return mnist(folder, Wanted(**wanted), SECRET, official=False)


def test_images_come_as_the_file_has_them(mnist_folder):
    data = small(mnist_folder)
    written = numbers(12, 28, 28, seed=0)
    assert data.given.train.images.shape == (11, 1, 28, 28)
    assert data.given.train.images.dtype == np.float32
    np.testing.assert_array_equal(data.given.train.images[:, 0], written[:11].astype(np.float32) / 255)
    np.testing.assert_array_equal(data.given.validation.images[:, 0], written[11:].astype(np.float32) / 255)
    assert data.given.train.labels.tolist() == [*range(10), 0]
    assert (data.name, data.layout, data.classes) == ("mnist", "NCHW", tuple("0123456789"))


def test_the_test_files_are_judged_each_image_with_its_label(mnist_folder):
    data = small(mnist_folder)
    written = numbers(5, 28, 28, seed=1).astype(np.float32) / 255
    for image, label in zip(data.judged.images, data.judged.labels, strict=True):
        np.testing.assert_array_equal(image[0], written[label])
    assert sorted(data.judged.labels) == [0, 1, 2, 3, 4]


def test_channels_come_last_where_that_is_wanted(mnist_folder):
    first, last = small(mnist_folder), small(mnist_folder, layout="NHWC")
    assert last.given.train.images.shape == (11, 28, 28, 1)
    np.testing.assert_array_equal(last.given.train.images[..., 0], first.given.train.images[:, 0])


def test_packed_files_and_torchvisions_folder_give_the_same(mnist_folder, monkeypatch):
    plain = small(mnist_folder)
    raw = mnist_folder / "MNIST" / "raw"
    pack_files(mnist_folder)
    raw.mkdir(parents=True)
    for path in mnist_folder.glob("*.gz"):
        shutil.move(path, raw)
    monkeypatch.setenv(VARIABLE, str(mnist_folder))
    other = small(None)
    np.testing.assert_array_equal(plain.given.train.images, other.given.train.images)
    np.testing.assert_array_equal(plain.judged.labels, other.judged.labels)


def test_a_missing_file_is_looked_for_in_four_places(mnist_folder, refused):
    name = "t10k-labels-idx1-ubyte"
    (mnist_folder / name).unlink()
    message = refused(small, mnist_folder, kind=DataMissing)
    places = [mnist_folder / name, mnist_folder / "MNIST" / "raw" / name]
    looked = ", ".join(f"{place}{end}" for place in places for end in ("", ".gz"))
    assert message.startswith(f"MNIST: {name} is missing. Looked for {looked}. ")


def test_small_files_are_not_the_official_ones(mnist_folder, refused):
    path = mnist_folder / "train-images-idx3-ubyte"
    assert refused(mnist, mnist_folder, Wanted(), SECRET) == (
        f"{path}: holds 12 images, the official file 60,000. Is it another file?"
    )


def test_full_official_files_are_read(tmp_path):
    """All dark but for one pixel: files with holes, 47 MB that take no room."""
    for name, count in {"train": 60_000, "t10k": 10_000}.items():
        with (tmp_path / f"{name}-images-idx3-ubyte").open("wb") as file:
            file.write(struct.pack(">4i", 0x803, count, 28, 28) + b"\xff")
            file.truncate(16 + count * 784)
        (tmp_path / f"{name}-labels-idx1-ubyte").write_bytes(idx_file(np.arange(count) % 10))
    data = mnist(tmp_path, Wanted(judged=1000), SECRET)
    sizes = [len(data.given.train), len(data.given.validation), len(data.judged)]
    assert sizes == [55_000, 5_000, 1_000]
    assert data.given.train.images[0, 0, 0, 0] == 1


IMAGES, LABELS = "train-images-idx3-ubyte", "train-labels-idx1-ubyte"
RIGHT = idx_file(numbers(12, 28, 28))


@pytest.mark.parametrize(
    ("file", "content", "words"),
    [
        (
            IMAGES,
            RIGHT[:-5],
            "is cut short, its head announces 12 × 28 × 28 images, and 9,403 of 9,408 bytes follow",
        ),
        (IMAGES, RIGHT + b"abc", "3 bytes too many, its head announces 12 × 28 × 28 images, and more follows"),
        (IMAGES, RIGHT[:3], "is cut short after 3 bytes"),
        (IMAGES, RIGHT[:9], "is cut short within its first 16 bytes"),
        (IMAGES, b"", "is no IDX file of images, it begins with nothing and not with 00 00 08 03: it is empty"),
        (IMAGES, idx_file(np.arange(12)), "holds labels where images belong. Are the two files swapped?"),
        (LABELS, RIGHT, "holds images where labels belong. Are the two files swapped?"),
        (IMAGES, gzip.compress(RIGHT), "08 03: it looks like a gzip file, whose name should end in .gz"),
        (IMAGES, b"<html>", "it begins with 3c 68 74 6d and not with 00 00 08 03: it looks like a web page"),
        (IMAGES, b"\0\0\x0d\x03" + RIGHT[4:], "it begins with 00 00 0d 03 and not with 00 00 08 03"),
        (IMAGES, idx_file(numbers(12, 32, 32)), "its images are 32 × 32, the official ones 28 × 28"),
        (IMAGES, idx_file(np.full((12, 28, 28), 7)), "every pixel is 7"),
        (IMAGES, idx_file(numbers(0, 28, 28)), "holds no images"),
        (IMAGES, idx_file(numbers(1, 28, 28)), "holds 1 images, the official file 60,000"),
        (LABELS, idx_file(np.arange(12)), "labels reach from 0 to 11, expected 0 to 9"),
        (LABELS, idx_file(np.arange(9)), "holds 9 labels for 12 images. Do the two belong together?"),
    ],
)
def test_ways_to_be_broken_are_told_apart(mnist_folder, refused, file, content, words):
    (mnist_folder / file).write_bytes(content)
    message = refused(small, mnist_folder)
    assert message.startswith(f"{mnist_folder / file}: ")
    assert words in message


@given(st.binary(max_size=80) | st.binary(max_size=40).map(lambda rest: RIGHT[:4] + rest))
@example(RIGHT[:4] + b"\xff" * 12)
@example(RIGHT[:4] + bytes(8) + b"\xff" * 4)
def test_any_bytes_are_an_array_or_refused(tmp_path_factory, content):
    for kind, axes in {"images": 3, "labels": 1}.items():
        try:
            array = idx.parse(content, kind, tmp_path_factory.getbasetemp())
        except DataError:
            continue
        assert array.ndim == axes
        assert idx_file(array) == content


@given(st.integers(1, 3), st.integers(1, 4), st.integers(1, 4), st.integers(0))
def test_what_is_written_is_read(tmp_path_factory, count, height, width, seed):
    images = numbers(count, height, width, seed=seed)
    np.testing.assert_array_equal(idx.parse(idx_file(images), "images", tmp_path_factory.getbasetemp()), images)
