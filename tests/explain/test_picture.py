"""The smallest failing case as nested lists: what a person can look at and a script can rebuild."""

import numpy as np
import pytest

from autograder.explain.picture import MOST_ENTRIES, as_lists, picture, smallest


@pytest.fixture
def drawn(by_hand):
    """Three cases with inputs of these sizes."""
    sizes = {"conv/general-1": 12, "conv/general-2": 3, "conv/rung-1": 7}
    cases = [by_hand.case(name, arrays=("x", "w"), plain={"padding": 0}) for name in sizes]
    inputs = {f"{name}/in/x": np.arange(float(size)) for name, size in sizes.items()}
    inputs |= {f"{name}/in/w": np.ones(2) for name in sizes}
    return cases, inputs


def test_the_smallest_case_has_the_fewest_numbers_in_its_inputs(drawn):
    cases, inputs = drawn
    assert smallest(cases, inputs).id == "conv/general-2"
    assert smallest([c for c in cases if c.id != "conv/general-2"], inputs).id == "conv/rung-1"


def test_of_equally_small_cases_the_first_is_shown(drawn, by_hand):
    cases, inputs = drawn
    inputs["conv/general-1/in/x"] = inputs["conv/general-2/in/x"]
    assert smallest(cases, inputs).id == "conv/general-1"


def test_of_no_cases_none_is_smallest(drawn):
    assert smallest([], drawn[1]) is None


def test_a_picture_holds_input_expected_and_got(drawn, by_hand):
    (_, case, _), inputs = drawn
    expected = {**inputs, **by_hand.expected({case.id: {"dx": [[1.0, 2.0]]}})}
    shown = picture(case, "dx", "", expected, {f"{case.id}/dx": np.zeros((1, 0))})
    assert shown.inputs == {"x": [0.0, 1.0, 2.0], "w": [1.0, 1.0], "padding": 0}
    assert (shown.expected, shown.expected_shape) == ([[1.0, 2.0]], (1, 2))
    assert (shown.got, shown.got_shape) == ([[]], (1, 0))
    assert (shown.case, shown.output) == ("conv/general-2", "dx")


def test_a_picture_of_the_convention_that_was_chosen(drawn, by_hand):
    (_, case, _), inputs = drawn
    expected = {**inputs, **by_hand.expected({case.id: {"loss": 4.0}}, "half")}
    assert picture(case, "loss", "half", expected, {}).expected == 4.0


def test_what_did_not_come_is_not_drawn(drawn, by_hand):
    (_, case, _), inputs = drawn
    shown = picture(case, "dx", "", {**inputs, **by_hand.expected({case.id: {"dx": [1.0]}})}, {})
    assert (shown.got, shown.got_shape) == (None, None)


@pytest.mark.parametrize(("size", "is_shown"), [(MOST_ENTRIES, True), (MOST_ENTRIES + 1, False)])
def test_what_is_too_large_to_look_at_keeps_its_shape_only(size, is_shown):
    assert (as_lists(np.zeros(size)) is not None) == is_shown


def test_numbers_that_json_does_not_know_become_words():
    assert as_lists(np.array([np.nan, np.inf, -np.inf, 1.0])) == ["nan", "inf", "-inf", 1.0]


def test_noise_of_the_last_digits_is_not_shown():
    """Two machines with different BLAS write the same report."""
    assert as_lists(np.array(0.1 + 0.2)) == 0.3


def test_whole_numbers_and_truths_stay_what_they_are():
    assert as_lists(np.array([[1, 2]])) == [[1, 2]]
    assert as_lists(np.array([True, False])) == [True, False]
