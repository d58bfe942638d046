from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.course import units

DURATION = "expected a duration with its unit, such as 10 s, 5 min or 2 h, got "
SIZE = "expected a size with its unit, such as 64 kB, 512 MB or 2 GB, got "
PER_CENT = "expected a per cent between 0 % and 100 %, with its sign, such as 84 %, got "
RANGE = "expected a range from small to large, such as 30 to 400, got "
OR_MORE = "expected a smallest number, such as 4 or more, got "


@pytest.mark.parametrize(
    ("read", "written", "value"),
    [
        (units.duration, "10 s", 10.0),
        (units.duration, "0.5 s", 0.5),
        (units.duration, "5 min", 300.0),
        (units.duration, "20min", 1200.0),
        (units.duration, "2 h", 7200.0),
        (units.size, "2 GB", 2_000_000_000),
        (units.size, "512 MB", 512_000_000),
        (units.size, "64 kB", 64_000),
        (units.size, "1.5 kB", 1500),
        (units.per_cent, "84 %", Fraction(21, 25)),
        (units.per_cent, "99.5%", Fraction(199, 200)),
        (units.span, "30 to 400", (30, 400)),
        (units.or_more, "4 or more", 4),
    ],
)
def test_a_quantity_is_read_with_its_unit(read, written, value):
    assert read(written) == value


@pytest.mark.parametrize(
    ("read", "written", "message"),
    [
        (units.duration, 10, DURATION + "the number 10"),
        (units.duration, "10", DURATION + "the text '10'"),
        (units.duration, "10 sec", DURATION + "the text '10 sec'"),
        (units.duration, "1:30", DURATION + "the text '1:30'"),
        (units.duration, "0 s", DURATION + "the text '0 s'"),
        (units.duration, "-1 s", DURATION + "the text '-1 s'"),
        (units.duration, None, DURATION + "nothing"),
        (units.size, 2, SIZE + "the number 2"),
        (units.size, "2 GiB", SIZE + "the text '2 GiB'"),
        (units.size, "64 KB", SIZE + "the text '64 KB'"),
        (units.per_cent, "84", PER_CENT + "the text '84'"),
        (units.per_cent, "101 %", PER_CENT + "the text '101 %'"),
        (units.span, "400 to 30", RANGE + "the text '400 to 30'"),
        (units.span, "30-400", RANGE + "the text '30-400'"),
        (units.or_more, 4, OR_MORE + "the number 4"),
    ],
)
def test_a_quantity_without_its_unit_is_refused_with_an_example(read, written, message):
    with pytest.raises(ValueError) as refused:  # noqa: PT011  # the whole text is compared below
        read(written)
    assert str(refused.value) == message


@given(st.sampled_from([units.duration, units.size, units.per_cent, units.span, units.or_more]), st.text())
def test_no_text_raises_anything_else(read, text):
    with suppress(ValueError):
        read(text)


@pytest.mark.parametrize("written", ["10 s", "90 s", "5 min", "20 min", "2 h", "0.5 s"])
def test_a_duration_is_spoken_as_it_was_written(written):
    assert units.spoken_duration(units.duration(written)) == written
