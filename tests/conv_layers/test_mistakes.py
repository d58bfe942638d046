"""Each known mistake costs points and is called by its name."""

from pathlib import Path

import pytest

from autograder.course.mistakes import read_mistakes

CATALOGUE = Path(__file__).parents[2] / "rubrics" / "conv_layers" / "mistakes.yaml"
MISTAKES = {mistake.id: mistake for mistake in (read_mistakes(CATALOGUE) if CATALOGUE.is_file() else ())}


def test_there_are_at_least_twenty_five():
    assert len(MISTAKES) >= 25


def test_the_key_knows_them_all(whole_key):
    assert [mistake.id for mistake in whole_key[0].mistakes] == list(MISTAKES)


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_loses_points_and_is_named_first(grade_of, make_mistake, whole_key, name):
    grade = grade_of(make_mistake(MISTAKES[name]))
    known = next(mistake for mistake in whole_key[0].mistakes if mistake.id == name)
    assert grade.lost > 0
    assert {item.id for item in grade.items if item.lost} <= set(known.items)
    first = grade.findings[0]
    assert first.known[:1] == (name,)
    assert first.name.startswith(MISTAKES[name].name)
    assert first.hint == MISTAKES[name].hint
