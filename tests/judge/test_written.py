"""Words are counted and numbers read however they are typed; part of a larger number is no number."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.judge.written import numbers_in, read, words_in, wrong_number
from autograder.model import Writing

RIGHT = 258058
ASKED = Writing(
    under="TASK 3.6",
    numbers=(Fraction(RIGHT),),
    known={"257840": "all biases are forgotten", "-1/2": "the sign", "257914": "those of convolutions"},
    decides=True,
)


@pytest.mark.parametrize(
    "typed",
    [
        "258058", "258,058", "258.058", "258 058", "258\u2009058", "258\u202f058", "258\u00a0058", "258'058",
        "258_058", "258’058", "2,58,058", "258058.0", "258,058.00", "258&nbsp;058", "258&thinsp;058",
        "258.058k", "2.58058e5", "$258{,}058$", "$258\\,058$", "$258~058$", "$N=258058$", "**258,058**",
        "_258058_", "`258058`", "~~1~~ 258058", "<b>258058</b>", "| total | 258058 |", "- 258058", "-258058",
        "1. 258058", "258058. That is all.", "3.6 258 058", "(258,058)", "共258058个参数", "２５８０５８",
        "5*5*3*32 + ... = 258058", "[258058](https://a.example/1)", "20480 + 237578 = 258058 parameters",
        "258058\n1",
    ],
)  # fmt: skip
def test_the_right_number_is_found(typed):
    assert read(typed, ASKED).right is not None


@pytest.mark.parametrize(
    "typed",
    [
        "1258058", "2580581", "258058.5", "258058,5", "3258,058", "1,258,058", "1.258.058", "1 258 058",
        "258,058,1", "258 058 001", "258 058.5", "258,0585", "0.258058", "258.0580", "258 0580", "258058e3",
        "258058k", "x258058", "W_258058", "x3.258058", "x = -258058", "258, 058", "258\n058", "258", "058",
        "[here](https://a.example/258058)", "![258058](258058.png)", "https://a.example/258058", "", "9" * 5000,
        "2" + "58,0" * 3000,
    ],
)  # fmt: skip
def test_another_number_is_not_the_right_one(typed):
    assert read(typed, ASKED).right is None


@given(st.integers(1, 10**12), st.sampled_from(("", ",", ".", " ", "'", "\u2009", "{,}")))
def test_any_number_is_found_with_any_separator_and_never_with_a_digit_more(number, separator):
    typed = f"{number:,}".replace(",", separator)
    asked = Writing(under="x", numbers=(Fraction(number),))
    assert read(f"There are {typed} of them.", asked).right is not None
    assert read(f"There are 9{typed} of them.", asked).right is None
    assert read(f"There are {typed}7 of them.", asked).right is None


@given(st.text(alphabet="0123456789.,' -−_ekM~{}\\$*()\n\u2009x", max_size=60))
def test_whatever_is_typed_can_be_read(text):
    assert all(number.said for number in numbers_in(text))
    assert words_in(text) >= 0


@pytest.mark.parametrize(
    ("number", "typed"),
    [(Fraction(1, 2), "0.5"), (Fraction(1, 2), "0,5"), (Fraction(1, 2), "p = .5"), (Fraction(-3), "x = -3"),
     (Fraction(-3), "-3"), (Fraction(-3), "x = −3"), (Fraction(120), "layers of 16 120 84"),
     (Fraction(2), "in 10, not 2.")],
)  # fmt: skip
def test_small_numbers_signs_and_decimals_are_read_too(number, typed):
    assert read(typed, Writing(under="x", numbers=(number,))).right is not None


def test_any_of_several_numbers_is_right():
    asked = Writing(under="x", numbers=(Fraction(61706), Fraction(60000)))
    typed = ("61,706", "about 60000", "61,000", "60,000 images, 61706 parameters")
    found = [read(one, asked).right for one in typed]
    assert [number.said if number else "" for number in found] == ["61,706", "60000", "", "61706"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("It is 257,840.", "names 257,840, which is not the number that is asked for"),
        ("3 layers of 5x5, 1, 2, 4: 257840", "names 257840, which is not the number that is asked for"),
        ("7", "names 7, which is not the number that is asked for"),
        ("7 or 8", "names 7 and 8, none of which is the number that is asked for"),
        ("1, 2, 3, 4 and 4 again", "names 4 numbers, none of which is the number that is asked for"),
        ("Many.", "names no number"),
    ],
)
def test_a_wrong_number_is_named_and_the_right_one_is_not(typed, said):
    assert wrong_number(read(typed, ASKED)) == said
    assert "258" not in said


def test_what_a_number_betrays_is_known_however_it_is_typed():
    found = [read(typed, ASKED).why for typed in ("257.840", "−0.5", "257,914", "258,058", "none")]
    assert found == ["all biases are forgotten", "the sign", "those of convolutions", "", ""]


def test_a_right_number_among_others_that_were_tried_is_doubtful():
    assert read("257,840, or 258,058", ASKED).doubtful
    assert read(" ".join(f"{n}," for n in range(100, 200)) + " 258058", ASKED).doubtful
    assert not read("3 · 1,000 + 255,058 = 258,058", ASKED).doubtful
    assert not read("257,840", ASKED).doubtful


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("— … **", 0), ("It's a *well-known* fact: 61,706.", 5), ("![a b c](d.png) seen", 1),
     ("[one two](https://a.example/three)", 2), ("<b>one</b><br>two", 2), ("共有参数", 4), ("a\n\nb\tc", 3)],
)  # fmt: skip
def test_words_are_counted_without_markup(text, count):
    assert words_in(text) == count
