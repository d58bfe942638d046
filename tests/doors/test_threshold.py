from fractions import Fraction
from types import SimpleNamespace

import pytest

from autograder.doors.threshold import reached, share
from autograder.errors import UsageError


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("80%", Fraction(4, 5)),
        ("80", Fraction(4, 5)),
        (" 80 % ", Fraction(4, 5)),
        ("0", 0),
        ("100%", 1),
        ("33.3%", Fraction(333, 1000)),
        ("200/3%", Fraction(2, 3)),
    ],
)
def test_a_per_cent_is_a_share(text, value):
    assert share(text) == value


@pytest.mark.parametrize("text", ["", "%", "all", "80%%", "1/0", "nan", "inf", "-1%", "100.1%", "1e9"])
def test_anything_else_is_a_usage_error(text):
    with pytest.raises(UsageError, match="--at-least"):
        share(text)


@pytest.mark.parametrize(
    ("earned", "judged", "least", "enough"),
    [
        (24, 25, "96%", True),
        (24, 25, "96.1%", False),
        (0, 25, "0%", True),
        (25, 25, "100%", True),
        (0, 0, "100%", True),
    ],
)
def test_points_that_are_open_do_not_count(earned, judged, least, enough):
    assert reached(SimpleNamespace(earned=Fraction(earned), judged=Fraction(judged)), share(least)) is enough
