"""What a training recorded is a stranger's numbers: bounded when it is taken in, never worth anything."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from autograder.judge.learning import LARGEST, MOST_CURVES, MOST_FILTERS, MOST_POINTS, MOST_SHOWN, learned, recorded
from autograder.model import Filters, Learned, Trained
from autograder.records import from_json, to_json

NAMES = (
    "losses",
    "filters",
    "curve_0.1",
    "curve_a",
    "curve_",
    "curve_" + "x" * 25,
    "curve_ü",
    "curve_<b>",
    "other",
)
DTYPES = ("<f8", "<f4", "<f2", "<i8", "|i1", "<u8", "|b1")


def kept(**given):
    return recorded({name: np.asarray(array) for name, array in given.items()})


def curve(*numbers):
    """What is said of the only curve of these numbers."""
    (found,) = kept(losses=np.array(numbers, dtype=float)).curves
    return found


def shown(found, way="run"):
    """As it stands in a grade."""
    got = {f"training/net/{name}": array for name, array in found.arrays.items()}
    return learned(Trained(made_from="", way=way, curves=found.curves), got, "net")


def pixels(filters):
    drawn = shown(kept(filters=filters)).filters
    count, _, height, width = drawn.shape
    return np.frombuffer(drawn.pixels, np.uint8).reshape(count, height, width, drawn.depth)


@given(
    st.dictionaries(
        st.sampled_from(NAMES),
        st.sampled_from(DTYPES).flatmap(
            lambda dtype: arrays.arrays(dtype, arrays.array_shapes(min_dims=0, max_dims=5, min_side=0, max_side=13))
        ),
    )
)
@example({"losses": np.array([1.7975e308])})  # the largest of all, if it were rounded up
def test_whatever_comes_back_is_bounded_and_can_be_written_down(given):
    found = recorded(given)
    assert set(found.arrays) <= {"losses", "filters", "curve_0.1", "curve_a"}
    assert {one.name for one in found.curves} == set(found.arrays) - {"filters"}
    told = shown(found)
    if told is not None:
        assert from_json(to_json(told), Learned) == told
        assert all(0 < len(one.means) <= MOST_SHOWN for one in told.curves)


@given(
    arrays.arrays(
        "<f8", st.integers(1, 2000), elements=st.floats(-1e300, 1e300) | st.just(np.nan) | st.just(np.inf)
    )
)
def test_means_of_runs_stay_within_what_they_are_means_of(numbers):
    found = recorded({"losses": numbers})
    thin, finite = found.arrays["losses"], numbers[np.isfinite(numbers)]
    assert len(thin) == min(len(numbers), MOST_POINTS)
    assert np.isnan(thin).all() == (len(finite) == 0)
    there = thin[np.isfinite(thin)]
    leeway = 1e-9 * np.abs(finite).max(initial=1e-280)
    assert not len(there) or finite.min() - leeway <= there.min() <= there.max() <= finite.max() + leeway


def test_what_is_said_of_a_curve_is_said_of_every_step():
    found = curve(*np.linspace(3, 1, 5000), 0.5, *np.linspace(1, 2, 5000))
    assert (found.steps, found.first, found.lowest, found.lowest_at, found.last) == (10_001, 3, 0.5, 5001, 2)
    assert (found.not_finite, found.lost_from, found.means) == (0, 0, ())


def test_from_where_on_a_loss_is_nan_is_told_by_its_step():
    found = curve(2, 1, np.nan, 3, np.nan, np.inf)
    assert (found.first, found.lowest_at, found.last, found.not_finite, found.lost_from) == (2, 2, None, 3, 5)


def test_a_loss_that_is_nan_now_and_then_is_not_lost():
    assert (curve(np.nan, 2, np.nan, 1).not_finite, curve(np.nan, 2, np.nan, 1).lost_from) == (2, 0)


def test_a_loss_that_was_never_a_number_has_none():
    found = curve(np.nan, -np.inf)
    assert (found.first, found.lowest, found.lowest_at, found.last, found.lost_from) == (None, None, 0, None, 1)


def test_where_nothing_is_finite_a_curve_has_a_gap():
    told = shown(kept(losses=[1.0, np.nan, np.inf, 2.0])).curves[0]
    assert told.means == (1, None, None, 2)


def test_huge_numbers_stay_numbers():
    assert shown(kept(losses=np.full(1000, 1e308))).curves[0].means == (1e308,) * MOST_SHOWN


def test_no_more_curves_than_can_be_told_apart_the_loss_first_and_rates_in_their_order():
    given = {f"curve_{0.1 * n:.1f}": np.ones(2) for n in range(20, 0, -1)}
    found = recorded({**given, "curve_adam": np.ones(2), "losses": np.ones(2)})
    names = [one.name for one in found.curves]
    assert names[:3] == ["losses", "curve_0.1", "curve_0.2"]
    assert len(names) == len(found.arrays) == MOST_CURVES


def test_filters_are_cut_to_what_a_page_can_show():
    assert kept(filters=np.zeros((99, 3, 5, 5))).arrays["filters"].shape == (MOST_FILTERS, 3, 5, 5)
    for large in ((1, 1, LARGEST + 1, 3), (1, 1, 3, LARGEST + 1), (1, 65, 3, 3), (0, 1, 3, 3), (6, 5, 5)):
        assert not kept(filters=np.zeros(large)).arrays


def test_each_filter_is_scaled_by_itself():
    found = pixels(np.array([[[[0.0, 1.0], [2.0, 4.0]]], [[[-100.0, 100.0], [0.0, 0.0]]]]))
    assert found[..., 0].tolist() == [[[0, 64], [128, 255]], [[0, 255], [128, 128]]]


def test_three_channels_are_red_green_and_blue_and_other_numbers_of_them_are_averaged():
    colours = np.stack([np.full((2, 2), level) for level in (0.0, 0.5, 1.0)])[None]
    assert pixels(colours)[0, 0, 0].tolist() == [0, 128, 255]
    pairs = np.array([[[[0.0, 1.0]], [[2.0, 5.0]]]])
    assert pixels(pairs)[0, 0, :, 0].tolist() == [0, 255]


def test_filters_that_are_no_numbers_are_counted_and_drawn_dark():
    told = shown(kept(filters=np.array([[[[np.nan, 1.0], [np.inf, 3.0]]], [[[np.nan] * 2] * 2]]))).filters
    assert (told.not_finite, told.least, told.largest) == (6, 1, 3)
    assert list(told.pixels) == [0, 0, 0, 255, 0, 0, 0, 0]
    assert from_json(to_json(told), Filters) == told


def test_of_saved_weights_only_filters_that_stand_in_the_file_are_drawn():
    """The child that answers has the judged images, and could draw them."""
    weights = {"w": np.arange(150.0).reshape(5, 5, 3, 2), "b": np.zeros(2)}
    filters = weights["w"].transpose(3, 2, 0, 1)
    assert set(recorded({"filters": filters}, weights).arrays) == {"filters"}
    assert not recorded({"filters": filters + 1e-3}, weights).arrays
    assert not recorded({"filters": filters}, {}).arrays


def test_of_a_file_that_only_the_box_can_open_filters_are_drawn_whose_bytes_stand_in_it():
    filters = np.arange(18, dtype=np.float32).reshape(2, 1, 3, 3) / 7
    file = np.frombuffer(b"PK head" + filters.tobytes() + b"tail", np.uint8)
    assert set(recorded({"filters": filters}, {"file": file}).arrays) == {"filters"}
    assert not recorded({"filters": filters[::-1]}, {"file": file}).arrays


def test_a_network_in_single_precision_holds_the_filters_of_a_file_in_double():
    saved = np.arange(18.0).reshape(2, 1, 3, 3) / 7
    assert set(recorded({"filters": saved.astype(np.float32)}, {"w": saved}).arrays) == {"filters"}


def test_nothing_is_trained_with_saved_weights():
    assert recorded({"losses": np.ones(3)}, {}) == recorded({})


@pytest.mark.parametrize("way", ["weights", "run"])
def test_without_anything_recorded_there_is_nothing_to_show(way):
    assert shown(kept(), way) is None
