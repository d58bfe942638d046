"""scikit-learn's digits: real ones, somewhere in images of a homework's size; what is judged is in no table."""

import gzip
import subprocess
import sys
from importlib.machinery import ModuleSpec

import numpy as np
import pytest
from sklearn.datasets import load_digits

from autograder.data.dataset import Wanted
from autograder.data.digits import digits
from autograder.errors import DataMissing
from tests.data.conftest import SECRET

BUNDLED, LABELS = load_digits(return_X_y=True)
LARGE = BUNDLED.reshape(-1, 8, 8).repeat(3, axis=1).repeat(3, axis=2) / 16
ORDER = np.random.RandomState(0).permutation(1797)  # as the homeworks' own loaders draw it
TRAIN, VALIDATION, JUDGED = ORDER[:1200], ORDER[1200:1500], ORDER[1500:]


@pytest.fixture(scope="module")
def data():
    return digits(Wanted(), SECRET)


def nearest(images, originals):
    """For each image the original that is nearest to it at any place, how far that is, and the place."""
    images, free = images[:, 0].astype(np.float64), images.shape[2] - 24 + 1
    flat = originals.reshape(len(originals), -1)
    best = np.full(len(images), np.inf)
    which, places = np.zeros(len(images), int), np.zeros((len(images), 2), int)
    for top, left in np.ndindex(free, free):
        cut = images[:, top : top + 24, left : left + 24].reshape(len(images), -1)
        outside = (images**2).sum(axis=(1, 2)) - (cut**2).sum(axis=1)
        squares = ((cut**2).sum(axis=1) + outside)[:, None] + (flat**2).sum(axis=1) - 2 * cut @ flat.T
        better = squares.min(axis=1) < best
        which[better], places[better] = squares.argmin(axis=1)[better], (top, left)
        best[better] = squares.min(axis=1)[better]
    return which, np.sqrt(best.clip(0)), places


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


@pytest.mark.parametrize("size", [28, 32])
def test_what_is_given_is_what_scikit_learn_has_at_every_place_that_an_image_has_room_for(size):
    given = digits(Wanted(size=size), SECRET).given
    for split, part in ((given.train, TRAIN), (given.validation, VALIDATION)):
        assert split.labels.tolist() == LABELS[part].tolist()
        few = LARGE[part[:150]]
        which, distance, places = nearest(split.images[:150], few)
        assert (few[which] == few).all()
        assert distance.max() < 1e-5
        assert {*places.ravel()} == set(range(size - 24 + 1))


def test_each_judged_image_is_one_that_is_not_given_with_its_label_and_noise(data):
    which, distance, places = nearest(data.judged.images, LARGE[JUDGED])
    assert sorted(which) == list(range(297))
    assert data.judged.labels.tolist() == LABELS[JUDGED][which].tolist()
    assert 0.2 < distance.mean() < 0.6
    assert {*places.ravel()} == {0, 1, 2, 3, 4}


def test_no_judged_image_is_found_in_a_table(data):
    known = {image.tobytes() for image in digits(Wanted(), "another secret" * 2).judged.images}
    known |= {image.tobytes() for split in (data.given.train, data.given.validation) for image in split.images}
    for top, left in np.ndindex(5, 5):
        placed = np.pad(LARGE, ((0, 0), (top, 4 - top), (left, 4 - left))).astype(np.float32)
        known |= {image.tobytes() for image in placed}
    assert not known & {image.tobytes() for image in data.judged.images}


def test_the_same_secret_gives_the_same_bytes(data):
    again, other = digits(Wanted(), SECRET), digits(Wanted(), SECRET[::-1])
    np.testing.assert_array_equal(data.judged.images, again.judged.images)
    assert data.judged.labels.tolist() == again.judged.labels.tolist()
    assert data.judged.labels.tolist() != other.judged.labels.tolist()
    np.testing.assert_array_equal(data.given.train.images, other.given.train.images)


def test_fewer_can_be_judged():
    assert len(digits(Wanted(judged=50), SECRET).judged) == 50


def test_without_scikit_learn_it_says_what_to_install(monkeypatch, refused):
    monkeypatch.setitem(sys.modules, "sklearn", None)
    assert refused(digits, Wanted(), SECRET, kind=DataMissing) == (
        "digits: they come with scikit-learn, which is not installed. "
        "Run: python -m pip install 'deep-autograder[data]'"
    )


def test_scikit_learn_is_read_and_never_imported():
    code = (
        "import sys; from autograder.data.dataset import Wanted; from autograder.data.digits import digits;"
        "print(len(digits(Wanted(), '00').judged.labels), {'sklearn', 'scipy'} & set(sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["297", "set()"]


@pytest.mark.parametrize(
    ("table", "why"),
    [(b"1,2\n", "are not the ones known here"), (b"1,2,many\n", "cannot be read"), (None, "cannot be read")],
)
def test_a_table_that_is_not_as_it_was_is_refused(monkeypatch, refused, tmp_path, table, why):
    path = tmp_path / "datasets" / "data" / "digits.csv.gz"
    path.parent.mkdir(parents=True)
    if table is not None:
        path.write_bytes(gzip.compress(table))
    spec = ModuleSpec("sklearn", None, is_package=True)
    spec.submodule_search_locations = [str(tmp_path)]
    monkeypatch.setattr("autograder.data.digits.find_spec", lambda _: spec)
    assert why in refused(digits, Wanted(), SECRET)
