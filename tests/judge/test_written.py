"""Words are counted and numbers read however they are typed; part of a larger number is no number."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.judge.numbers import numbers_in
from autograder.judge.written import read, words_in, wrong_number
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
        "258058\n1", "2.58058×10^5", "$2.58058 \\times 10^{5}$", "$2.58058\\cdot10^5$", "2.58058·10⁵",
        "2.58058 * 10**5", "2.58058 x 10<sup>5</sup>", "0.258058 M", "0.258058 million", "258.058 thousand",
        "$258 \\, 058$", "$258{\\,}058$", "$258\\text{,}058$", "258\u200a058", "258\u3000058", "258\u200b058",
        "258\u2060,058", "258\u00ad058", "258\x00058", "２５８，０５８", "٢٥٨٬٠٥٨", "516116/2",
        "$\\frac{516116}{2}$",
        "Total - 258058", "258058 k", "258058 %",
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
        "2" + "58,0" * 3000, "x = - 258058", "258.058.058", "0x3F00A", "2.58×10^5",
        "516116/2/1", "![](data:image/png;base64,/" + "258058/" * 400 + ")",
        "<img src='data:image/png;base64,/" + "258058/" * 100 + "'>",
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
     (Fraction(2), "in 10, not 2."), (Fraction(-3), "x = - 3"), (Fraction(-3), "x=-3"), (Fraction(3), "10 - 3"),
     (Fraction(-3), "(−3)"), (Fraction(1, 2), "1/2"), (Fraction(1, 2), "½"), (Fraction(1, 2), "$\\frac{1}{2}$"),
     (Fraction(1, 2), "50 %"), (Fraction(50), "50%"), (Fraction(50), "50\\%"), (Fraction(100000), "10^5"),
     (Fraction(1, 1000), "$10^{-3}$"), (Fraction(1, 1000), "1·10⁻³"), (Fraction(1, 1000), "1e-3"),
     (Fraction(60000), "60000/10000"), (Fraction(5), "5 k"), (Fraction(5000), "5 k")],
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
    "typed",
    [
        "258058 or 258059", "258058, 258059", "258058\n258059", "258058 / 258059", "258058–258059", "258058-258059",
        "| 102464 | 258058 |", "from 258057 to 258058", "258059, 258058, 258057", "258058/2",
        "**258058**, **258059**",
        "It may be 258058. Or else 258059. Or else 258060.",
    ],
)  # fmt: skip
def test_a_number_that_is_put_beside_the_right_one_makes_it_doubtful(typed):
    found = read(typed, ASKED)
    assert found.right is not None
    assert found.rival is not None
    assert found.doubtful


@pytest.mark.parametrize(
    "typed",
    [
        "1. 258058", "3.6 258058", "3) 258,058", "| conv | 51264 |\n| total | 258058 |", "257000 + 1058 = 258058",
        "2432 + 51264 + 204362 = 258058 = 258,058", "258058 (32 of 5x5)", "258058, as 2 * 129029 = 258058",
        "about 0.26 M (258058)", "258058\n\n258058",
    ],
)  # fmt: skip
def test_a_calculation_and_the_number_of_a_task_leave_no_doubt(typed):
    assert read(typed, ASKED).right is not None
    assert not read(typed, ASKED).doubtful


@pytest.mark.parametrize(
    "typed",
    [
        "258, 058", "258 . 058", "258·058", "258′058", "**258**,058", "258<b>,058</b>", "32 258 058", "N258058",
        "258058k", "Total -258058", "32,258058",
    ],
)  # fmt: skip
def test_its_digits_typed_in_another_way_are_doubtful_and_no_wrong_number(typed):
    found = read(typed, ASKED)
    assert (found.right, found.near, found.doubtful) == (None, True, True)


@pytest.mark.parametrize(
    "typed",
    ["1258058", "2580581", "1,258,058", "258,058,1", "258058.5", "0.258058", "258\n058", "258 and 058", "058 258"],
)
def test_a_larger_number_with_these_digits_is_no_doubt(typed):
    assert not read(typed, ASKED).doubtful


def test_of_a_small_number_only_a_list_without_blanks_is_doubtful():
    five = Writing(under="x", numbers=(Fraction(5),), decides=True)
    assert [read(typed, five).near for typed in ("3,5", "3,5,7", "15", "W5", "x_5", "5.1", "3,15")] == [
        True, True, False, False, False, False, False,
    ]  # fmt: skip
    assert read("5", five).near is False


@pytest.mark.parametrize(
    "typed", ["258058 x 258059 x ", "258058/", "1/", "258,058 ", "- 258058\n", "10^5 ", "\\, ", "5 k ", "3,5,"]
)
def test_an_answer_that_repeats_itself_is_read_to_its_end(typed):
    assert read(typed * (20_000 // len(typed)), ASKED).words >= 0


@pytest.mark.parametrize(("between", "doubtful"), [("", True), ("x", False), ("or", True)])
def test_blanks_without_end_between_two_numbers_are_read_once(between, doubtful):
    assert read(f"258058{' ' * 9000}{between}{' ' * 9000}259058", ASKED).doubtful is doubtful


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("— … **", 0), ("It's a *well-known* fact: 61,706.", 5), ("![a b c](d.png) seen", 1),
     ("[one two](https://a.example/three)", 2), ("<b>one</b><br>two", 2), ("共有参数", 4), ("a\n\nb\tc", 3)],
)  # fmt: skip
def test_words_are_counted_without_markup(text, count):
    assert words_in(text) == count
