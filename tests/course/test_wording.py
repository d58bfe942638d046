from decimal import Decimal
from fractions import Fraction

import pytest

from autograder.course.wording import pointing, quoted, said, spoken
from autograder.listed import listed


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "nothing"),
        (True, "true"),
        (10, "the number 10"),
        (Decimal("0.50"), "the number 0.50"),
        ("ten", "the text 'ten'"),
        ([1], "a list"),
        ({"a": 1}, "fields"),
    ],
)
def test_a_value_is_named_as_it_was_written(value, words):
    assert said(value) == words


def test_a_quoted_text_is_one_visible_line_of_bounded_length():
    assert quoted("a\nb\x1b[31m") == "'a b [31m'"
    assert quoted("x" * 500) == "'" + "x" * 60 + "…'"


def test_lists_are_read_aloud():
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"], "or") == "a, b or c"


def test_an_unknown_name_gets_the_nearest_or_all():
    assert pointing("edg", ["edge", "general"], "group") == "the nearest group is 'edge'"
    assert pointing("zzz", ["edge", "general"], "group") == "expected edge or general"
    assert pointing("zzz", [], "file") == "there is no file at all"


@pytest.mark.parametrize(("points", "words"), [("5", "5"), ("0.5", "0.5"), ("1/3", "1/3"), ("100", "100")])
def test_points_are_spoken_as_they_are_written(points, words):
    assert spoken(Fraction(points)) == words
