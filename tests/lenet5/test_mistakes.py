"""Each known mistake costs points and is called by its name."""

from pathlib import Path

import pytest

from autograder.course.mistakes import read_mistakes
from tests.lenet5.conftest import NOTEBOOK

CATALOGUE = Path(__file__).parents[2] / "rubrics" / "lenet5" / "mistakes.yaml"
# PyTorch itself refuses what these do, and its own words are told.
RAISE = (
    "conv-pads-all-four-axes",
    "conv-bias-along-the-columns",
    "layer-window-written-over",
    "layer-mixes-precisions",
    "pool-changes-the-image-in-place",
)
MISTAKES = {mistake.id: mistake for mistake in read_mistakes(CATALOGUE)}


def test_there_are_enough():
    assert len(MISTAKES) >= 40


def test_all_edit_the_notebook():
    assert {edit.file for mistake in MISTAKES.values() for edit in mistake.edits} == {NOTEBOOK}


def test_each_says_something_of_its_own_in_whole_sentences():
    texts = [text for mistake in MISTAKES.values() for text in (mistake.name, mistake.hint)]
    assert all(text[0].isupper() and text[-1] in ".?" for text in texts)
    assert len({mistake.name for mistake in MISTAKES.values()}) > 0.95 * len(MISTAKES)


@pytest.mark.long
@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_loses_points_in_the_items_that_it_breaks(check_as_built, known_mistakes, name):
    grade = check_as_built(name)
    assert grade.lost > 0
    by_numbers = {item.id for item in grade.items if item.lost} - {"layers"}  # judged by what was seen of them
    assert by_numbers <= set(known_mistakes[name].items)


@pytest.mark.long
@pytest.mark.parametrize("name", [name for name in MISTAKES if name not in RAISE])
def test_a_mistake_that_gives_numbers_is_named(check_as_built, name):
    named = [finding for finding in check_as_built(name).findings if finding.known[:1] == (name,)]
    assert [finding.name.startswith(MISTAKES[name].name) for finding in named] == [True]


@pytest.mark.long
@pytest.mark.parametrize("name", RAISE)
def test_a_mistake_that_torch_refuses_is_told_by_its_exception(check_as_built, name):
    problems = [
        problem for item in check_as_built(name).items for case in item.cases for problem in case.problems.values()
    ]
    assert {problem.failure.type for problem in problems if problem.failure} == {"RuntimeError"}
