"""What student code is given, and what stays in the grader."""

from fractions import Fraction

import numpy as np
import pytest

from autograder.data.dataset import DataSet, Given, Split, Wanted, divided, drawn, generator, of_pixels
from tests.data.conftest import SECRET


def split(count, start=0):
    images = np.arange(start, start + count, dtype=np.uint8).reshape(-1, 1, 1, 1)
    return Split(images=images, labels=np.arange(start, start + count) % 10)


@pytest.fixture
def data() -> DataSet:
    given = Given(train=split(20), validation=split(10, 20))
    return of_pixels("some", given, drawn(split(30, 100), None, SECRET, "some"), Wanted())


def test_the_box_receives_all_but_the_judged_labels(data):
    sent = data.for_box()
    assert set(sent) == {
        "train_images", "train_labels", "validation_images", "validation_labels", "judged_images", "dummy_labels",
    }  # fmt: skip
    for array in sent.values():
        assert not np.shares_memory(array, data.judged.labels)
        assert array.shape != data.judged.labels.shape or len(set(array)) == 1
    assert sent["dummy_labels"].shape == data.judged.labels.shape
    assert sent["dummy_labels"].dtype == data.judged.labels.dtype
    np.testing.assert_array_equal(sent["judged_images"], data.judged.images)


def test_dummies_are_a_label_that_exists():
    labels = np.array([1, -1, 1])
    points = Split(images=np.zeros((3, 2)), labels=labels)
    data = DataSet(
        name="", given=Given(train=points, validation=points), judged=points, classes=(), layout="points"
    )
    assert data.for_box()["dummy_labels"].tolist() == [-1, -1, -1]


def test_no_number_stands_in_what_is_printed(data):
    assert "array" not in repr(data)


def test_nothing_can_be_written_to(data):
    for array in (*vars(data.given.train).values(), *vars(data.judged).values()):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0


def test_bytes_become_numbers_from_0_to_1_and_numbers_stay():
    whole = Split(images=np.array([0, 51, 255], np.uint8).reshape(3, 1, 1, 1), labels=np.zeros(3))
    floats = Split(images=whole.images / 255, labels=whole.labels)
    given = Given(train=whole, validation=floats)
    data = of_pixels("some", given, floats, Wanted())
    for part in (data.given.train, data.given.validation, data.judged):
        np.testing.assert_allclose(part.images.ravel(), [0, 0.2, 1], rtol=1e-6)
        assert (part.images.dtype, part.labels.dtype) == (np.float32, np.int64)


def test_the_last_ones_are_for_validation():
    given = divided(split(30), Fraction(2, 3))
    assert given.train.labels.tolist() == [*range(10), *range(10)]
    assert given.validation.images.ravel().tolist() == list(range(20, 30))


@pytest.mark.parametrize(("most", "count"), [(None, 30), (7, 7), (30, 30), (99, 30), (1, 1)])
def test_a_secret_choice_keeps_each_image_with_its_label(most, count):
    chosen = drawn(split(30, 100), most, SECRET, "some")
    assert len(chosen) == len(set(chosen.images.ravel())) == count
    assert chosen.labels.tolist() == [image % 10 for image in chosen.images.ravel()]


def test_the_choice_and_its_order_come_from_the_secret():
    one, again, other, longer = (
        drawn(split(30), most, secret, "some").images.ravel().tolist()
        for most, secret in ((10, SECRET), (10, SECRET), (10, SECRET[::-1]), (None, SECRET))
    )
    assert one == again == longer[:10]
    assert sorted(one) != sorted(other)
    assert longer != sorted(longer)


def test_one_secret_draws_other_numbers_for_other_purposes():
    assert generator(SECRET, "a").integers(1 << 60) != generator(SECRET, "b").integers(1 << 60)
