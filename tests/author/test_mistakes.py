"""A wrong solution is made by edits that fit exactly once, or by another body of one function."""

from itertools import count

import pytest

from autograder.author.mistakes import write_mistake, write_pair
from autograder.course.mistakes import Body, Edit, MistakeEdit
from autograder.errors import BuildError

LAYER = """\
import numpy as np


class Layer:
    def forward(self, x):
        k, s = self.k, self.s
        out = 2 * x
        if s > 1:
            for i in range(k):
                out += i

            out = out[::s]
        return out

    def backward(self, d):
        k, s = self.k, self.s
        return d * 2


def helper(): return 1
"""


@pytest.fixture
def written(solution, tmp_path):
    """The text of a file after the mistake was made."""
    reference = solution("reference", layer=LAYER, other="A = 1\n")
    number = count()

    def write(edits=(), body=None, base="", file="layer.py"):
        edits = tuple(Edit(file=file, right=right, wrong=wrong) for right, wrong in edits)
        mistake = MistakeEdit(id="m", edits=edits, body=body, base=base, hint="h", name="n", seen=0)
        out = tmp_path / f"out-{next(number)}"
        write_mistake(mistake, reference, tmp_path / "bases", out)
        return (out / file).read_text()

    return write


@pytest.fixture
def written_together(solution, tmp_path):
    """The text of a file after two mistakes were made in it."""
    reference = solution("reference", layer=LAYER)

    def write(*several):
        two = [
            MistakeEdit(id=f"m{n}", edits=(Edit(file="layer.py", right=right, wrong=wrong),), body=None, base="",
                        hint="h", name="n", seen=0)
            for n, (right, wrong) in enumerate(several)
        ]  # fmt: skip
        texts = write_pair(*two, reference, tmp_path / "bases", tmp_path / "both")
        assert texts == ((tmp_path / "both" / "layer.py").read_text(),)
        return texts[0]

    return write


def body(text, name="Layer.backward", file="layer.py"):
    return Body(file=file, name=name, text=text)


def test_a_text_that_stands_once_is_replaced(written):
    assert written([("2 * x", "3 * x")]) == LAYER.replace("2 * x", "3 * x")


def test_the_rest_of_the_reference_comes_along(written, tmp_path):
    written([("2 * x", "3 * x")])
    assert (tmp_path / "out-0" / "other.py").read_text() == "A = 1\n"


@pytest.mark.parametrize(
    ("right", "count"), [("3 * x", 0), ("k, s = self.k, self.s", 2), ("out", 5), ("out = 2 * x\nreturn out", 0)]
)
def test_a_text_that_does_not_stand_exactly_once_is_refused(written, right, count):
    with pytest.raises(BuildError) as caught:
        written([(right, "pass")])
    assert str(caught.value) == f"mistake m: {right!r} stands {count} times in layer.py; it must be once"


def test_a_text_may_be_deleted(written):
    assert "out = out[::s]" not in written([("            out = out[::s]\n", "")])


def test_several_lines_are_found_at_any_depth_and_replaced_at_theirs(written):
    text = written([("for i in range(k):\n    out += i", "while k:\n    k -= 1\n    out += k")])
    assert (
        "        if s > 1:\n"
        "            while k:\n"
        "                k -= 1\n"
        "                out += k\n"
        "\n"
        "            out = out[::s]\n"
    ) in text


def test_one_line_may_become_several_at_its_depth(written):
    text = written([("out = out[::s]", "while s:\n    s -= 1")])
    assert "            while s:\n                s -= 1\n        return out" in text


def test_several_lines_may_hold_an_empty_one(written):
    text = written([("    out += i\n\nout = out[::s]", "    out -= i\n\nout = out[1:]")])
    assert "                out -= i\n\n            out = out[1:]\n" in text


def test_several_lines_have_to_be_whole_and_in_the_same_relation(written):
    for right in ("for i in range(k):\nout += i", "i in range(k):\n    out += i", "for i in range(k):\n    out +="):
        with pytest.raises(BuildError, match="stands 0 times"):
            written([(right, "pass\npass")])


def test_what_means_something_in_a_pattern_is_taken_as_it_stands(written):
    assert "out = out[1:s]" in written([("out = out[::s]", "out = out[1:s]")])
    with pytest.raises(BuildError, match="stands 0 times"):
        written([("out = out....]\nreturn out", "a\nb")])


def test_several_edits_are_made_one_after_the_other(written):
    text = written([("2 * x", "3 * x"), ("3 * x", "4 * x"), ("d * 2", "d")])
    assert "out = 4 * x" in text
    assert text.endswith("return d\n\n\ndef helper(): return 1\n")


def test_a_body_gets_the_depth_of_the_one_it_replaces(written):
    text = written(body=body("if d is None:\n    return 0\nreturn d\n"))
    assert (
        "    def backward(self, d):\n"
        "        if d is None:\n"
        "            return 0\n"
        "        return d\n"
        "\n"
        "\n"
        "def helper(): return 1\n"
    ) in text


def test_other_functions_of_the_same_name_keep_their_bodies(written):
    assert "out = 2 * x" in written(body=body("return d\n"))


def test_edits_are_made_before_the_body_is_replaced(written):
    text = written([("2 * x", "3 * x")], body=body("return 0\n"))
    assert "3 * x" in text
    assert "return 0" in text


@pytest.mark.parametrize("name", ["Layer.sideways", "backward", "Other.backward", "Layer", "Layer.backward.d"])
def test_a_function_that_is_not_there_is_refused(written, name):
    with pytest.raises(BuildError) as caught:
        written(body=body("return 0\n", name))
    assert str(caught.value) == f"mistake m: layer.py has no function {name}"


def test_a_file_that_is_not_there_is_refused(written):
    with pytest.raises(BuildError) as caught:
        written([("a", "b")], file="lib/none.py")
    assert str(caught.value) == "mistake m: the reference has no file lib/none.py"


@pytest.mark.parametrize("changed", [{"edits": [("return out", "return (out")]}, {"body": body("return (\n")}])
def test_what_is_no_longer_python_is_refused_with_its_line(written, changed):
    with pytest.raises(
        BuildError, match=r"mistake m: layer\.py is no longer Python at line \d+: '\(' was never closed"
    ):
        written(**changed)


def test_a_base_is_laid_over_the_reference(written, solution, tmp_path):
    solution("bases/im2col", layer="columns = 2\n")
    assert written([("columns = 2", "columns = 3")], base="im2col") == "columns = 3\n"
    assert (tmp_path / "out-0" / "other.py").read_text() == "A = 1\n"


def test_a_base_that_is_not_there_is_refused(written, tmp_path):
    with pytest.raises(BuildError) as caught:
        written([("2 * x", "3 * x")], base="im2col")
    assert str(caught.value) == f"mistake m: there is no base im2col in {tmp_path / 'bases'}"


def test_the_reference_itself_stays_as_it_is(written, tmp_path):
    written([("2 * x", "3 * x")])
    assert (tmp_path / "reference" / "layer.py").read_text() == LAYER


def test_a_body_on_the_line_of_its_function_is_refused(written):
    with pytest.raises(BuildError, match=r"layer\.py is no longer Python"):
        written(body=body("return 2\n", "helper"))


def test_two_mistakes_can_be_made_in_one_line(written_together):
    text = written_together(("out = 2 * x", "out = 3 * x"), ("out = 2 * x", "out = 2 * abs(x)"))
    assert text == LAYER.replace("out = 2 * x", "out = 3 * abs(x)")


def test_two_that_change_the_same_word_are_refused(written_together):
    with pytest.raises(BuildError, match=r"mistake m0 \+ m1: both change the same words of layer.py"):
        written_together(("2 * x", "3 * x"), ("2 * x", "4 * x"))


def test_a_mistake_is_not_made_together_with_a_part_of_itself(written_together):
    with pytest.raises(BuildError, match="both change the same words"):
        written_together(("2 * x", "3 * x"), ("out = 2 * x", "out = 3 * abs(x)"))
