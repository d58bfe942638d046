"""Each known mistake costs points and is called by its name."""

from pathlib import Path

import pytest

from autograder.course.mistakes import read_mistakes
from autograder.model import Ruling
from tests.submissions.second_style import Corpus, mistake_of

CATALOGUE = Path(__file__).parents[2] / "rubrics" / "conv_functions" / "mistakes.yaml"
MISTAKES = {mistake.id: mistake for mistake in read_mistakes(CATALOGUE)}


def test_there_are_at_least_two_hundred_that_are_not_the_same():
    assert sum(not mistake.same_as for mistake in MISTAKES.values()) >= 200


def test_each_is_written_again_in_a_second_style_to_measure_with():
    written = {mistake_of(name) for name in Corpus("conv_functions").ids()}
    assert written == {mistake.id for mistake in MISTAKES.values() if not mistake.same_as}


def test_the_key_knows_them_all(whole_key):
    assert [mistake.id for mistake in whole_key[0].mistakes] == list(MISTAKES)


def test_each_says_something_of_its_own_in_whole_sentences():
    texts = [text for mistake in MISTAKES.values() for text in (mistake.name, mistake.hint)]
    assert all(text[0].isupper() or text.startswith("grad_") for text in texts)
    assert all(text.endswith(".") for text in texts)
    own = [mistake.name for mistake in MISTAKES.values() if not mistake.same_as]
    assert len(set(own)) > 0.97 * len(own)


def _named_first(grade, known):
    assert grade.lost > 0
    assert {item.id for item in grade.items if item.lost} <= set(known.items)
    (first,) = grade.findings
    assert first.known[:1] == (known.same_as or known.id,)
    assert first.name.startswith(MISTAKES[known.id].name)
    assert first.hint == MISTAKES[known.id].hint


@pytest.fixture
def known(whole_key, name):
    return next(mistake for mistake in whole_key[0].mistakes if mistake.id == name)


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_loses_points_and_is_named_first(check_as_built, known, name):
    _named_first(check_as_built(name), known)


@pytest.mark.parametrize("name", list(MISTAKES)[::9])
def test_asked_anew_it_is_named_first_and_hidden_cases_reject_it(grade_of, make_mistake, known, name):
    grade = grade_of(make_mistake(MISTAKES[name]))
    _named_first(grade, known)
    for item in grade.items:
        rejected = [c for c in item.cases if c.hidden and Ruling.FAILED in c.verdicts.values()]
        assert bool(rejected) == (item.id in known.items)
