"""Each known mistake costs points and is called by its name."""

from pathlib import Path

import pytest

from autograder.course.mistakes import read_mistakes
from tests.submissions.cnn_training.notebooks import NAME

CATALOGUE = Path(__file__).parents[2] / "rubrics" / "cnn_training" / "mistakes.yaml"
# Python or PyTorch refuses what these do, and its own words are told.
RAISE = ("scores-for-one-side-only", "scores-for-one-channel-only", "error-of-arrays-only")
MISTAKES = {mistake.id: mistake for mistake in read_mistakes(CATALOGUE)}


def test_there_are_enough():
    assert len(MISTAKES) >= 100


def test_all_edit_the_notebook():
    assert {edit.file for mistake in MISTAKES.values() for edit in mistake.edits} == {NAME}


def test_each_says_something_of_its_own_in_whole_sentences():
    texts = [text for mistake in MISTAKES.values() for text in (mistake.name, mistake.hint)]
    assert all(text[0].isupper() or text.startswith(("dy_", "y ")) for text in texts)
    assert all(text[-1] in ".?" for text in texts)
    assert len({mistake.name for mistake in MISTAKES.values()}) == len(MISTAKES)


@pytest.mark.long
@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_loses_points_in_the_items_that_it_breaks(check_as_built, known_mistakes, name):
    grade = check_as_built(name)
    assert grade.lost > 0
    assert {item.id for item in grade.items if item.lost} <= set(known_mistakes[name].items)


@pytest.mark.long
@pytest.mark.parametrize("name", [name for name in MISTAKES if name not in RAISE])
def test_a_mistake_that_gives_numbers_is_named(check_as_built, name):
    named = [finding for finding in check_as_built(name).findings if name in finding.known]
    assert named
    assert any(MISTAKES[name].name in finding.name for finding in named)
