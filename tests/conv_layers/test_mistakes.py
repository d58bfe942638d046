"""Each known mistake costs points and is called by its name."""

from pathlib import Path

import pytest

from autograder.course.mistakes import read_mistakes
from autograder.grade import grade
from tests.submissions.second_style import Corpus, mistake_of

CATALOGUE = Path(__file__).parents[2] / "rubrics" / "conv_layers" / "mistakes.yaml"
MISTAKES = {mistake.id: mistake for mistake in (read_mistakes(CATALOGUE) if CATALOGUE.is_file() else ())}


def test_there_are_at_least_a_hundred_and_twenty_that_are_not_the_same():
    assert sum(not mistake.same_as for mistake in MISTAKES.values()) >= 120


def test_each_is_written_again_in_a_second_style_to_measure_with():
    written = {mistake_of(name) for name in Corpus("conv_layers").ids()}
    assert written == {mistake.id for mistake in MISTAKES.values() if not mistake.same_as}


def test_the_key_knows_them_all(whole_key):
    assert [mistake.id for mistake in whole_key[0].mistakes] == list(MISTAKES)


def _named_first(grade, known):
    assert grade.lost > 0
    assert {item.id for item in grade.items if item.lost} <= set(known.items)
    first = grade.findings[0]
    assert first.known[:1] == (known.same_as or known.id,)
    assert first.name.startswith(MISTAKES[known.id].name)
    assert first.hint == MISTAKES[known.id].hint


@pytest.fixture
def known(whole_key, name):
    return next(mistake for mistake in whole_key[0].mistakes if mistake.id == name)


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_loses_points_and_is_named_first(public_key, as_built, known, name):
    _named_first(grade(*public_key, as_built(name)), known)


@pytest.mark.parametrize("name", list(MISTAKES)[::8])
def test_asked_anew_with_hidden_cases_it_is_named_first(grade_of, make_mistake, known, name):
    _named_first(grade_of(make_mistake(MISTAKES[name])), known)
