import contextlib
import sys

import pytest

from autograder.box.inside.prints import Prints, TooMuchOutput


def test_what_is_printed_is_kept():
    prints = Prints(keep=100, limit=1000)
    print("a", 1, file=prints)
    print("b", end="", file=prints)
    assert prints.text() == "a 1\nb"


def test_it_stands_in_for_stdout_and_stderr(monkeypatch):
    prints = Prints(keep=100, limit=1000)
    monkeypatch.setattr(sys, "stdout", prints)
    monkeypatch.setattr(sys, "stderr", prints)
    print("out", flush=True)
    print("err", file=sys.stderr)
    sys.stdout.writelines(["more\n"])
    assert prints.text() == "out\nerr\nmore\n"
    assert not prints.isatty()
    assert prints.writable()


def test_beyond_its_bound_text_is_counted_and_not_kept():
    prints = Prints(keep=10, limit=1000)
    for _ in range(5):
        prints.write("12345678")
    assert prints.text() == "1234567812… (40 characters in all)"
    assert not prints.exceeded


def test_text_of_exactly_the_bound_is_whole():
    prints = Prints(keep=10, limit=1000)
    prints.write("0123456789")
    assert prints.text() == "0123456789"


def test_one_huge_text_leaves_only_its_beginning():
    prints = Prints(keep=10, limit=10**9)
    prints.write("x" * 10_000_000)
    assert prints.text() == "xxxxxxxxxx… (10000000 characters in all)"


def test_at_the_limit_is_allowed_and_beyond_it_is_refused():
    prints = Prints(keep=10, limit=100)
    prints.write("x" * 100)
    assert not prints.exceeded
    with pytest.raises(TooMuchOutput):
        prints.write("x")
    assert prints.exceeded


def test_every_further_text_is_refused_even_when_the_first_refusal_was_swallowed():
    prints = Prints(keep=10, limit=100)
    for _ in range(3):
        with pytest.raises(TooMuchOutput):
            prints.write("x" * 101)
    with contextlib.suppress(BaseException):
        prints.write("x")
    assert prints.exceeded


def test_code_that_catches_every_exception_does_not_catch_the_refusal():
    prints = Prints(keep=10, limit=100)
    with pytest.raises(TooMuchOutput), contextlib.suppress(Exception):
        prints.write("x" * 101)


def test_the_next_question_starts_from_nothing():
    prints = Prints(keep=10, limit=100)
    with pytest.raises(TooMuchOutput):
        prints.write("x" * 101)
    prints.reset()
    prints.write("again")
    assert prints.text() == "again"
    assert prints.count == 5
    assert not prints.exceeded


@pytest.mark.parametrize("thing", [b"bytes", 3, None])
def test_only_text_can_be_written(thing):
    with pytest.raises(TypeError, match="must be str"):
        Prints(keep=10, limit=100).write(thing)
