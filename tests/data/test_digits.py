"""scikit-learn's digits: real ones, brought to the size of a homework; what is judged is nowhere to be found."""

import sys

import numpy as np
import pytest
from sklearn.datasets import load_digits

from autograder.data.dataset import Wanted
from autograder.data.digits import digits
from autograder.errors import DataMissing
from tests.data.conftest import SECRET

BUNDLED, LABELS = load_digits(return_X_y=True)
ORDER = np.random.RandomState(0).permutation(1797)  # as the homeworks' own loaders draw it
TRAIN, VALIDATION, JUDGED = ORDER[:1200], ORDER[1200:1500], ORDER[1500:]


@pytest.fixture(scope="module")
def data():
    return digits(Wanted(), SECRET)


def shrunk(images):
    """The middle of every block of pixels, where a shift of one pixel does not reach."""
    return images[:, 0, 3 : 3 + 24 : 3, 3 : 3 + 24 : 3].reshape(len(images), -1)


@pytest.mark.parametrize("layout", ["NCHW", "NHWC"])
@pytest.mark.parametrize("size", [28, 32])
@pytest.mark.parametrize("channels", [1, 3])
def test_size_channels_and_layout_are_as_wanted(layout, size, channels):
    data = digits(Wanted(layout=layout, size=size, channels=channels), SECRET)
    shape = (channels, size, size) if layout == "NCHW" else (size, size, channels)
    for split, count in ((data.given.train, 1200), (data.given.validation, 300), (data.judged, 297)):
        assert split.images.shape == (count, *shape)
        assert split.images.dtype == np.float32
        assert (split.images.min(), split.images.max()) == (0, 1)
        axis = 1 if layout == "NCHW" else 3
        np.testing.assert_array_equal(split.images, split.images.take([0], axis).repeat(channels, axis))


def test_what_is_given_is_what_scikit_learn_has(data):
    np.testing.assert_array_equal(shrunk(data.given.train.images), BUNDLED[TRAIN] / 16)
    np.testing.assert_array_equal(shrunk(data.given.validation.images), BUNDLED[VALIDATION] / 16)
    assert data.given.train.labels.tolist() == LABELS[TRAIN].tolist()
    assert data.given.validation.labels.tolist() == LABELS[VALIDATION].tolist()


def test_each_judged_image_is_one_of_the_last_with_its_label(data):
    """And differs from it by noise and a shift of a pixel, which the middle of a block does not feel."""
    originals = BUNDLED[JUDGED] / 16
    distance = np.linalg.norm(shrunk(data.judged.images)[:, None] - originals[None], axis=2)
    nearest = distance.argmin(axis=1)
    assert sorted(nearest) == list(range(297))
    assert data.judged.labels.tolist() == LABELS[JUDGED][nearest].tolist()
    assert 0.1 < distance.min(axis=1).mean() < 0.5


def test_no_judged_image_is_found_in_a_table(data):
    known = {image.tobytes() for image in digits(Wanted(), "another secret" * 2).judged.images}
    known |= {image.tobytes() for split in (data.given.train, data.given.validation) for image in split.images}
    large = np.pad(BUNDLED.reshape(-1, 8, 8).repeat(3, 1).repeat(3, 2) / 16, ((0, 0), (2, 2), (2, 2)))
    moves = [(down, right) for down in (-1, 0, 1) for right in (-1, 0, 1)]
    known |= {
        image.tobytes() for move in moves for image in np.roll(large, move, axis=(1, 2)).astype(np.float32)[:, None]
    }
    assert not known & {image.tobytes() for image in data.judged.images}


def test_judged_images_are_moved_each_way_and_stay_whole(data):
    moved = data.judged.images[:, 0] > 0.3
    rows, columns = moved.any(axis=2), moved.any(axis=1)
    assert {int(row.argmax()) for row in rows} >= {1, 2, 3}
    assert len({int(column.argmax()) for column in columns}) > 3
    assert not moved[:, 0].any()
    assert not moved[:, -1].any()


def test_at_the_size_of_house_numbers_what_moves_out_does_not_come_in_on_the_other_side():
    data = digits(Wanted(size=32), SECRET)
    large = BUNDLED.reshape(-1, 8, 8).repeat(4, 1).repeat(4, 2) / 16
    np.testing.assert_array_equal(data.given.train.images[:, 0], large[TRAIN].astype(np.float32))
    blocks = data.judged.images[:, 0, 2::4, 2::4].reshape(297, -1)
    originals = large[JUDGED][np.linalg.norm(blocks[:, None] - BUNDLED[JUDGED] / 16, axis=2).argmin(axis=1)]
    both_bright = (originals[:, 0].max(axis=1) > 0.6) & (originals[:, -1].max(axis=1) > 0.6)
    dark_above = data.judged.images[both_bright, 0, 0].max(axis=1) < 0.3
    assert both_bright.sum() > 100
    assert 0.2 < dark_above.mean() < 0.5


def test_the_same_secret_gives_the_same_bytes(data):
    again, other = digits(Wanted(), SECRET), digits(Wanted(), SECRET[::-1])
    np.testing.assert_array_equal(data.judged.images, again.judged.images)
    assert data.judged.labels.tolist() == again.judged.labels.tolist()
    assert data.judged.labels.tolist() != other.judged.labels.tolist()
    np.testing.assert_array_equal(data.given.train.images, other.given.train.images)


def test_fewer_can_be_judged():
    assert len(digits(Wanted(judged=50), SECRET).judged) == 50


def test_without_scikit_learn_it_says_what_to_install(monkeypatch, refused):
    monkeypatch.setitem(sys.modules, "sklearn.datasets", None)
    assert refused(digits, Wanted(), SECRET, kind=DataMissing) == (
        "digits: they come with scikit-learn, which is not installed. "
        "Run: python -m pip install 'deep-autograder[data]'"
    )
