"""Two changes of one text meet in one line, but not in one word."""

from autograder.author.merged import Change, changed
from autograder.author.merged import merged as put_together

LINE = "out = dot(x, w, axes=(1, 2)) + b\n"


def merged(text, one, other):
    """As if each change replaced the whole text."""
    return put_together(text, *([Change(0, len(text), wrong)] for wrong in (one, other)))


def test_a_change_is_no_larger_than_the_text_that_it_is_said_to_replace():
    """Nothing is moved from one line to another: only the last line is compared with what replaces it."""
    text = "a = x + b\nreturn a\n"
    moved = [Change(5, 9, ""), Change(10, 18, "return a + b")]
    assert changed(text, moved) == "a = x\nreturn a + b\n"
    assert put_together(text, moved, [Change(10, 18, "return -a")]) == "a = x\nreturn -a + b\n"


def test_changes_of_different_lines_are_both_there():
    text = "a = 1\nb = 2\nc = 3\n"
    assert merged(text, "a = 7\nb = 2\nc = 3\n", "a = 1\nb = 2\nc = 9\n") == "a = 7\nb = 2\nc = 9\n"


def test_different_words_of_one_line_are_both_changed():
    turned, without_bias = LINE.replace("w,", "w[::-1],"), LINE.replace(" + b", "")
    both = "out = dot(x, w[::-1], axes=(1, 2))\n"
    assert merged(LINE, turned, without_bias) == both
    assert merged(LINE, without_bias, turned) == both


def test_what_both_put_at_one_place_stands_in_the_order_of_the_two():
    turned, first = LINE.replace("w,", "w[::-1],"), LINE.replace("w,", "w[:1],")
    assert merged(LINE, turned, first) == LINE.replace("w,", "w[::-1][:1],")
    assert merged(LINE, first, turned) == LINE.replace("w,", "w[:1][::-1],")


def test_one_word_cannot_be_changed_twice():
    assert merged(LINE, LINE.replace("dot", "outer"), LINE.replace("dot", "add")) is None
    assert merged(LINE, LINE.replace("(1, 2)", "(2, 1)"), LINE.replace("axes=(1, 2)", "axes=0")) is None


def test_two_that_share_a_change_are_not_put_together():
    assert merged(LINE, LINE.replace(" + b", ""), "start()\n" + LINE.replace(" + b", "")) is None


def test_lines_that_one_moves_to_the_right_keep_what_the_other_changes_in_them():
    text = "for n in rows:\n    total += x[n]\n"
    guarded = "for n in rows:\n    if n:\n        total += x[n]\n"
    assert merged(text, guarded, text.replace("x[n]", "x[0]")) == guarded.replace("x[n]", "x[0]")
