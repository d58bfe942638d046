"""SVHN from its two .mat files, where the digit 0 is written as 10."""

import numpy as np
import pytest
from scipy.io import savemat

from autograder.data.dataset import Split, Wanted, divided
from autograder.data.svhn import KEPT, svhn
from autograder.errors import DataMissing
from tests.data.conftest import SECRET, numbers

LABELS = np.array([[1], [10], [9], [10], [5], [2]], np.uint8)


def write(folder, name="train_32x32.mat", **changed):
    savemat(folder / name, {"X": numbers(32, 32, 3, 6), "y": LABELS} | changed, do_compression=True)
    return folder / name


@pytest.fixture
def folder(tmp_path):
    write(tmp_path)
    write(tmp_path, "test_32x32.mat", y=LABELS[::-1].astype(float))
    return tmp_path


def small(folder, **wanted):
    return svhn(folder, Wanted(**wanted), SECRET, official=False)


def test_images_come_as_the_file_has_them(folder):
    data = small(folder, layout="NHWC")
    together = np.concatenate([data.given.train.images, data.given.validation.images])
    written = numbers(32, 32, 3, 6).astype(np.float32) / 255
    np.testing.assert_array_equal(together, np.stack([written[..., n] for n in range(6)]))
    channels_first = small(folder).given.train.images
    np.testing.assert_array_equal(channels_first, data.given.train.images.transpose(0, 3, 1, 2))
    assert (len(data.given.train), len(data.given.validation), len(data.judged)) == (5, 1, 6)


def test_a_label_is_its_digit(folder):
    data = small(folder)
    assert data.given.train.labels.tolist() == [1, 0, 9, 0, 5]
    assert data.given.validation.labels.tolist() == [2]
    assert sorted(data.judged.labels) == [0, 0, 1, 2, 5, 9]
    assert data.classes[0] == "0"


def test_labels_may_begin_with_the_digit_1_as_in_the_handouts_loader(folder):
    plain, shifted = small(folder), small(folder, zero_last=True)
    assert shifted.given.train.labels.tolist() == [0, 9, 8, 9, 4]
    for one, other in ((plain.given.train, shifted.given.train), (plain.judged, shifted.judged)):
        names = [plain.classes[label] for label in one.labels]
        assert names == [shifted.classes[label] for label in other.labels]


def test_a_missing_file_is_named(folder, refused):
    (folder / "test_32x32.mat").unlink()
    message = refused(small, folder, kind=DataMissing)
    assert message.startswith(f"SVHN: test_32x32.mat is missing. Looked for {folder / 'test_32x32.mat'}, ")


def test_small_files_are_not_the_official_ones(folder, refused):
    assert refused(svhn, folder, Wanted(), SECRET) == (
        f"{folder / 'train_32x32.mat'}: holds 6 images, the official file 73,257. Is it another file?"
    )


def test_official_sizes_are_split_as_the_handout_does():
    """The sizes alone: all images would be 225 MB."""
    whole = Split(images=np.zeros((73_257, 1)), labels=np.arange(73_257))
    given = divided(whole, KEPT)
    assert (len(given.train), len(given.validation)) == (70_000, 3_257)
    assert given.validation.labels[0] == 70_000


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"y": LABELS % 10}, "labels reach from 0 to 9, expected 1 to 10, where 10 stands for the digit 0"),
        ({"y": LABELS + 1}, "labels reach from 2 to 11, expected 1 to 10"),
        ({"y": LABELS + 0.5}, "some of its labels are no whole numbers"),
        ({"y": LABELS + np.inf}, "some of its labels are no whole numbers"),
        ({"y": LABELS[:0]}, "holds 0 labels for 6 images"),
        ({"y": LABELS[:5]}, "holds 5 labels for 6 images"),
        ({"X": numbers(28, 28, 3, 6)}, "its images are 3 × 28 × 28, the official ones 3 × 32 × 32"),
        ({"X": numbers(6, 32, 32, 3)}, "its images are 32 × 6 × 32, the official ones 3 × 32 × 32"),
        ({"X": np.zeros((32, 32, 3, 6), np.uint8)}, "every pixel is 0"),
        ({"X": numbers(32, 32, 3, 6) / 255}, "expected images X of bytes and labels y, found 'X', 'y'"),
        ({"X": "text"}, "expected images X of bytes and labels y, found 'y'. Is it another .mat file?"),
        ({"X": "text", "y": "text"}, "found no array of numbers"),
    ],
)
def test_ways_to_be_another_file_are_told_apart(folder, refused, changed, words):
    path = write(folder, **changed)
    message = refused(small, folder)
    assert message.startswith(f"{path}: ")
    assert words in message
