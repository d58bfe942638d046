"""The double moon from the course's files, and made from a seed."""

import numpy as np
import pytest
from scipy.io import savemat

from autograder.data.moons import TRAIN, VALIDATION, double_moon, double_moon_file
from autograder.errors import DataMissing
from tests.data.conftest import SECRET

POINTS = np.arange(16.0).reshape(8, 2)
LABELS = np.array([[1], [-1]] * 4)


def write(folder, file, **changed):
    content = {"X": POINTS, "Y": LABELS} | changed
    savemat(folder / file, {key: value for key, value in content.items() if value is not None})
    return folder / file


@pytest.fixture
def folder(tmp_path):
    write(tmp_path, TRAIN)
    write(tmp_path, VALIDATION, X=POINTS + 100, Y=-LABELS)
    return tmp_path


def small(folder, **options):
    return double_moon_file(folder, SECRET, official=False, **options)


def test_points_and_labels_come_as_the_file_has_them(folder):
    data = small(folder)
    np.testing.assert_array_equal(data.given.train.images, POINTS)
    assert data.given.train.images.dtype == np.float64
    assert data.given.train.labels.tolist() == [1, -1] * 4
    assert (data.layout, data.classes) == ("points", ("-1", "1"))


def test_half_of_the_validation_points_are_judged_and_none_of_them_is_given(folder):
    data = small(folder)
    assert len(data.given.validation) == len(data.judged) == 4
    together = np.concatenate([data.given.validation.images, data.judged.images])
    np.testing.assert_array_equal(np.sort(together, axis=0), POINTS + 100)
    for point, label in zip(data.judged.images, data.judged.labels, strict=True):
        assert label == (-1 if point[0] % 4 == 0 else 1)
    assert len(small(folder, judged=3).judged) == 3


@pytest.mark.parametrize(("points", "labels"), [("x", "y"), ("data", "labels"), ("points", "t")])
def test_other_names_and_points_in_columns_are_understood(folder, points, labels):
    content = {"X": None, "Y": None, points: POINTS.T, labels: LABELS.T}
    write(folder, TRAIN, **content)
    data = small(folder)
    np.testing.assert_array_equal(data.given.train.images, POINTS)
    assert data.given.train.labels.tolist() == [1, -1] * 4


def test_small_files_are_not_the_official_ones(folder, refused):
    assert "holds 8 points, the official file 1,000" in refused(double_moon_file, folder, SECRET)


def test_a_missing_file_is_named(folder, refused):
    (folder / VALIDATION).unlink()
    assert f"{VALIDATION} is missing. Looked for {folder / VALIDATION}, " in refused(
        small, folder, kind=DataMissing
    )


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"Y": (LABELS + 1) // 2}, "its labels are 0, 1; expected -1 and 1"),
        ({"Y": np.ones((8, 1))}, "its labels are 1; expected -1 and 1"),
        ({"Y": LABELS * np.nan}, "its labels are nan; expected -1 and 1"),
        ({"Y": LABELS[:6]}, "holds 6 labels for 8 points"),
        ({"X": POINTS + np.inf}, "some of its points are not finite"),
        ({"X": np.ones((8, 3))}, "expected points X in rows of two and labels Y, found 'X' (8, 3), 'Y' (8, 1)"),
        ({"X": None, "z": POINTS}, "found 'Y' (8, 1), 'z' (8, 2). Is it another file?"),
        ({"X": None, "Y": None, "z": "text"}, "found no array of numbers"),
    ],
)
def test_ways_to_be_another_file_are_told_apart(folder, refused, changed, words):
    path = write(folder, TRAIN, **changed)
    message = refused(small, folder)
    assert message.startswith(f"{path}: ")
    assert words in message


def test_the_same_seed_makes_the_same_moons():
    one, again, other = double_moon(SECRET), double_moon(SECRET), double_moon(SECRET, seed=1)
    for array, same in zip(one.for_box().values(), again.for_box().values(), strict=True):
        np.testing.assert_array_equal(array, same)
    assert not np.array_equal(one.given.train.images, other.given.train.images)


def test_another_secret_changes_what_is_judged_and_nothing_else():
    one, other = double_moon(SECRET), double_moon(SECRET[::-1])
    np.testing.assert_array_equal(one.given.train.images, other.given.train.images)
    np.testing.assert_array_equal(one.given.validation.images, other.given.validation.images)
    assert not np.isin(one.judged.images, other.judged.images).any()
    assert not np.isin(one.judged.images, one.given.train.images).any()


def test_the_moons_are_two_half_rings_of_equal_size_that_a_line_cannot_part():
    train = double_moon(SECRET).given.train
    upper, lower = (train.images[train.labels == label] for label in (1, -1))
    assert len(upper) == len(lower) == 500
    for points, centre in ((upper, (0, 0)), (lower, (1, 0.2))):
        radius = np.hypot(*(points - centre).T)
        assert radius.min() >= 0.75
        assert radius.max() <= 1.25
    assert (upper[:, 1] >= 0).all()
    assert (lower[:, 1] <= 0.2).all()
    columns = np.column_stack([train.images, np.ones(1000)])
    line, *_ = np.linalg.lstsq(columns, train.labels, rcond=None)
    assert 0.75 < np.mean(np.sign(columns @ line) == train.labels) < 0.95


def test_the_moons_lie_far_enough_apart_for_no_error_at_all():
    """The nearest of the other kind is farther off than the nearest of its own kind."""
    train = double_moon(SECRET).given.train
    upper, lower = (train.images[train.labels == label] for label in (1, -1))
    between = np.linalg.norm(upper[:, None] - lower[None], axis=2)
    assert between.min() > 0.3
