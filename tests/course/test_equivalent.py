"""What a person said of mutants is read strictly."""

import pytest

from autograder.course.equivalent import read_equivalent
from autograder.errors import RubricError


@pytest.fixture
def read(tmp_path):
    def of(text):
        path = tmp_path / "equivalent.yaml"
        path.write_text(text)
        return read_equivalent(path)

    return of


def test_each_mutant_has_its_mark_its_reason_and_its_line(read):
    found = read(
        "equivalent:\n  - {mutant: 'a.py:1:2 1 -> 2', why: Never read.}\nleft-open:\n  - {mutant: b, why: c}\n"
    )
    assert {name: (one.mark, one.why) for name, one in found.items()} == {
        "a.py:1:2 1 -> 2": ("equivalent", "Never read."),
        "b": ("left-open", "c"),
    }
    assert found["b"].place.endswith("equivalent.yaml:4")


def test_a_homework_may_have_none(tmp_path):
    assert read_equivalent(tmp_path / "equivalent.yaml") == {}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("equivalent: [{mutant: a}]", "why"),
        ("equivalent: [{mutant: a, why: ''}]", "expected a text"),
        ("equivalent: [{mutant: a, wy: b}]", "unknown field 'wy'; the nearest field is 'why'"),
        ("equvalent: []", "unknown field 'equvalent'; the nearest field is 'equivalent'"),
        ("equivalent: [{mutant: a, why: b}]\nleft-open: [{mutant: a, why: b}]", "'a' is written twice"),
    ],
)
def test_what_is_not_understood_is_refused(read, text, told):
    with pytest.raises(RubricError, match=r"equivalent\.yaml:") as caught:
        read(text)
    assert told in str(caught.value)
