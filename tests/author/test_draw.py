"""Numbers for cases: distinct and nonzero where a person looks, the same again for the same name and secret."""

import numpy as np
import pytest

from autograder.author.draw import Draw

KINDS = {
    "any": lambda draw: draw(3, 4),
    "distinct": lambda draw: draw.distinct(3, 4),
    "spaced": lambda draw: draw.spaced(3, 4),
    "negative": lambda draw: draw.negative(3, 4),
    "tied": lambda draw: draw.tied(5, 5),
    "integers": lambda draw: draw.integers(3, 4),
    "labels": lambda draw: draw.labels(20, 10),
}
kinds = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)


@kinds
@pytest.mark.parametrize("style", ["small", "normal", "secret"])
def test_the_same_name_and_secret_draw_the_same_numbers(kind, style):
    one, other = (Draw("conv/general-1", style, "s") for _ in range(2))
    assert np.array_equal(kind(one), kind(other))


@kinds
def test_another_secret_draws_other_numbers(kind):
    one, other = (Draw("conv/general-1-twin", "secret", secret) for secret in ("s", "t"))
    assert not np.array_equal(kind(one), kind(other))


@kinds
def test_another_case_draws_other_numbers(kind):
    one, other = (Draw(name, "normal") for name in ("conv/general-1", "conv/general-2"))
    assert not np.array_equal(kind(one), kind(other))


def test_public_numbers_are_the_same_for_everyone():
    """Literals: whoever builds the key of one rubric hands out the same cases."""
    assert Draw("conv/rung-2", "small")(2, 3).tolist() == [[-2.0, -6.0, 3.0], [-4.0, 1.0, -5.0]]
    assert Draw("conv/general-1", "normal")(2).tolist() == [-1.055, -1.255]


def test_one_draw_after_another_gives_other_numbers():
    draw = Draw("conv/general-1", "normal")
    assert not np.array_equal(draw(3), draw(3))


@pytest.mark.parametrize("name", [f"conv/rung-{n}" for n in range(1, 21)])
def test_numbers_of_a_rung_are_distinct_whole_and_not_zero(name):
    drawn = Draw(name, "small")(2, 3, 4)
    assert sorted(abs(drawn).ravel()) == list(range(1, 25))


def test_numbers_of_rungs_have_both_signs():
    drawn = np.concatenate([Draw(f"conv/rung-{n}", "small")(6) for n in range(10)])
    assert 10 < (drawn < 0).sum() < 50


def test_public_numbers_have_three_digits_and_hidden_ones_all():
    public, hidden = Draw("a", "normal")(50), Draw("a", "secret", "s")(50)
    assert np.array_equal(public, np.round(public, 3))
    assert not np.isclose(hidden, np.round(hidden, 3), atol=1e-12).any()


@pytest.mark.parametrize("style", ["normal", "secret"])
@pytest.mark.parametrize("shape", [(2, 6, 8, 3), (1, 3, 3, 1), (3, 10, 12, 3)])
def test_spaced_numbers_lie_apart_so_that_a_small_step_changes_no_winner(style, shape):
    drawn = np.sort(Draw("pool/general-1", style, "s").spaced(*shape).ravel())
    assert np.diff(drawn).min() > 3e-3
    assert drawn[0] < 0 < drawn[-1]
    assert abs(drawn).min() > 1e-4


def test_spaced_numbers_of_a_rung_are_its_whole_numbers():
    assert sorted(abs(Draw("pool/rung-1", "small").spaced(2, 2)).ravel()) == [1, 2, 3, 4]


@pytest.mark.parametrize("style", ["small", "normal", "secret"])
def test_negative_numbers_are_negative_and_distinct(style):
    drawn = Draw("pool/general-1", style, "s").negative(4, 6)
    assert (drawn < 0).all()
    assert len(np.unique(drawn)) == 24


def test_tied_numbers_are_few():
    drawn = Draw("pool/edge-1", "normal").tied(10, 10)
    assert set(drawn.ravel()) == {0.0, 1.0, 2.0}
    assert drawn.dtype == np.float64


def test_integers_have_an_integer_type():
    drawn = Draw("conv/edge-1", "normal").integers(3, 3)
    assert drawn.dtype == np.int64
    assert sorted(abs(drawn).ravel()) == list(range(1, 10))


def test_labels_are_classes():
    drawn = Draw("net/general-1", "normal").labels(200, 5)
    assert set(drawn) == {0, 1, 2, 3, 4}


def test_sizes_grow_in_hidden_cases_only():
    assert [Draw("size/general-1", style).more(9) for style in ("small", "normal")] == [0, 0]
    grown = {Draw(f"size/general-{n}", "secret", "s").more(3) for n in range(50)}
    assert grown == {1, 2, 3}


def test_printed_numbers_are_the_handouts_own():
    given = np.linspace(-0.1, 0.4, 6).reshape(2, 3)
    for style in ("small", "normal"):
        assert np.array_equal(Draw("conv/handout-1", style).printed(given), given)


def test_hidden_cases_do_not_use_printed_numbers_as_they_stand():
    given = np.linspace(-0.1, 0.4, 12).reshape(3, 4)
    drawn = Draw("conv/handout-1-twin", "secret", "s").printed(given)
    assert drawn.shape == given.shape
    assert not set(drawn.ravel()) & set(given.ravel())
    assert given.min() <= drawn.min() < drawn.max() <= given.max()
