from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder.course.mistakes import Body, Edit, MistakeEdit, read_mistakes
from autograder.errors import RubricError

MISTAKES = """\
mistakes:
  - id: dx-cropped
    file: lib/layers.py
    right: dpadded[:, p:p + H, p:p + W, :]
    wrong: dpadded[:, p:-p, p:-p, :]
    hint: Print dx.shape with padding 0.
    name: The border is cut off with [p:-p].
    seen: 13

  - id: two-places
    file: lib/layers.py
    right: |
      a = 1
        b = 2
    wrong: ''
    and:
      - {file: lib/net.py, right: c, wrong: d}
    base: im2col
    hint: Do this.
    name: It is that.

  - id: other-body
    file: lib/layers.py
    function: ConvLayer2D.backward
    body: |
      x = 1
      return x
    hint: Do this.
    name: It is that.
"""


@pytest.fixture
def write(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def written(old="", new=""):
        assert old in MISTAKES
        Path("mistakes.yaml").write_text(MISTAKES.replace(old, new, 1) if old else MISTAKES, encoding="utf-8")
        return Path("mistakes.yaml")

    return written


def test_mistakes_are_read_as_edits_and_bodies(write):
    assert read_mistakes(write()) == (
        MistakeEdit(
            id="dx-cropped",
            edits=(
                Edit(
                    file="lib/layers.py",
                    right="dpadded[:, p:p + H, p:p + W, :]",
                    wrong="dpadded[:, p:-p, p:-p, :]",
                ),
            ),
            body=None,
            base="",
            hint="Print dx.shape with padding 0.",
            name="The border is cut off with [p:-p].",
            seen=13,
        ),
        MistakeEdit(
            id="two-places",
            edits=(
                Edit(file="lib/layers.py", right="a = 1\n  b = 2", wrong=""),
                Edit(file="lib/net.py", right="c", wrong="d"),
            ),
            body=None,
            base="im2col",
            hint="Do this.",
            name="It is that.",
            seen=0,
        ),
        MistakeEdit(
            id="other-body",
            edits=(),
            body=Body(file="lib/layers.py", name="ConvLayer2D.backward", text="x = 1\nreturn x\n"),
            base="",
            hint="Do this.",
            name="It is that.",
            seen=0,
        ),
    )


def test_the_same_mistake_with_other_numbers_has_the_same_words(write):
    words = "    hint: Print dx.shape with padding 0.\n    name: The border is cut off with [p:-p].\n"
    first, *_, last = read_mistakes(write(words, "    same-as: other-body\n"))
    assert (first.id, first.same_as) == ("dx-cropped", "other-body")
    assert (first.name, first.hint) == (last.name, last.hint)


def test_a_text_below_its_field_and_one_beside_it_are_the_same_edit(write):
    below = read_mistakes(write("wrong: dpadded[:, p:-p, p:-p, :]", "wrong: |\n      dpadded[:, p:-p, p:-p, :]"))
    assert below == read_mistakes(write())


def test_a_homework_may_know_no_mistakes_yet(tmp_path):
    (tmp_path / "mistakes.yaml").write_text("mistakes: []\n", encoding="utf-8")
    assert read_mistakes(tmp_path / "mistakes.yaml") == ()


NOTHING = "nothing is written here; write a value ('' is an empty text), or delete the field"

REFUSED = [
    (
        "id: two-places",
        "id: dx-cropped",
        "10: mistakes[1] dx-cropped: id: 'dx-cropped' is also the id of mistakes[0]",
    ),
    (
        "id: dx-cropped",
        "id: DX cropped",
        "2: mistakes[0] DX cropped: id: expected small letters, digits and single -, such as dx-cropped, "
        "got 'DX cropped'",
    ),
    ("right: dp", "rigth: dp", "4: mistakes[0] dx-cropped: unknown field 'rigth'; the nearest field is 'right'"),
    (
        "right: c, wrong: d",
        "right: c, worng: d",
        "17: mistakes[1] two-places: and[0]: unknown field 'worng'; the nearest field is 'wrong'",
    ),
    (
        "right: c, wrong: d",
        "right: c",
        "17: mistakes[1] two-places: and[0]: the field 'wrong' is missing; needed are file, right and wrong",
    ),
    (
        "    hint: Print dx.shape with padding 0.\n",
        "",
        "2: mistakes[0] dx-cropped: nothing tells it; write hint and name, or same-as with the id of an entry that "
        "has them",
    ),
    ("hint: Print dx.shape with padding 0.", "hint:", f"6: mistakes[0] dx-cropped: hint: {NOTHING}"),
    (
        "name: The border is cut off with [p:-p].",
        "name: ' '",
        "7: mistakes[0] dx-cropped: name: expected a text, got an empty one",
    ),
    (
        "    wrong: dpadded[:, p:-p, p:-p, :]\n",
        "",
        "2: mistakes[0] dx-cropped: 'right' needs 'wrong' beside it",
    ),
    (
        "    function: ConvLayer2D.backward\n",
        "",
        "22: mistakes[2] other-body: 'body' needs 'function' beside it",
    ),
    (
        "    right: dpadded[:, p:p + H, p:p + W, :]\n    wrong: dpadded[:, p:-p, p:-p, :]\n",
        "",
        "2: mistakes[0] dx-cropped: nothing changes; write right and wrong, or function and body",
    ),
    (
        "    seen: 13",
        "    function: f\n    body: pass",
        "2: mistakes[0] dx-cropped: right and wrong edit a place, function and body replace a function; "
        "write one pair",
    ),
    (
        "wrong: dpadded[:, p:-p, p:-p, :]",
        "wrong: dpadded[:, p:p + H, p:p + W, :]",
        "5: mistakes[0] dx-cropped: wrong: the same as right; nothing would change",
    ),
    (
        "right: c, wrong: d",
        "right: c, wrong: c",
        "17: mistakes[1] two-places: and[0].wrong: the same as right; nothing would change",
    ),
    (
        "wrong: ''",
        "wrong: 0",
        "15: mistakes[1] two-places: wrong: expected a text, got the number 0; put it in quotes",
    ),
    (
        "seen: 13",
        "seen: often",
        "8: mistakes[0] dx-cropped: seen: expected a whole number, 0 or more, got the text 'often'",
    ),
    (
        "base: im2col",
        "base: ../im2col",
        "18: mistakes[1] two-places: base: expected a path inside the folder, such as lib/layers.py, "
        "got '../im2col'",
    ),
    (
        "seen: 13",
        "same-as: other-body",
        "2: mistakes[0] dx-cropped: it is told in the words of 'other-body'; leave out hint and name",
    ),
    (
        "    hint: Print dx.shape with padding 0.\n    name: The border is cut off with [p:-p].\n",
        "    same-as: other-bodi\n",
        "6: mistakes[0] dx-cropped: same-as: there is no mistake 'other-bodi' with words; "
        "the nearest one is 'other-body'",
    ),
    ("mistakes:", "mistake:", "1: unknown field 'mistake'; the nearest field is 'mistakes'"),
]


@pytest.mark.parametrize(("old", "new", "message"), REFUSED)
def test_a_wrong_mistake_is_refused_with_line_place_and_what_was_expected(write, old, new, message):
    with pytest.raises(RubricError) as refused:
        read_mistakes(write(old, new))
    assert str(refused.value) == f"mistakes.yaml:{message}"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text())
def test_no_file_raises_anything_but_a_rubric_error(tmp_path, text):
    path = tmp_path / "mistakes.yaml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(RubricError):
        read_mistakes(path)
