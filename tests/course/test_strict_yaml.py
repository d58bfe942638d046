from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from autograder.course.strict_yaml import parse_yaml, read_yaml
from autograder.errors import RubricError

HIDDEN = " is not read here; put a text that begins with * & or ! in quotes"
COLON = "': ' is not expected here; indent fields of one level alike, and put a text that holds ': ' in quotes"
MISFIT = (
    "this does not fit the lines above; indent fields of one level alike, "
    "and put the whole of a text that begins with [ { ' or \" in quotes"
)

REFUSED = [
    ("", "1: the file is empty; expected fields, each as 'name: value'"),
    ("# nothing\n", "1: the file is empty; expected fields, each as 'name: value'"),
    ("- a\n", "1: expected fields, each as 'name: value', got a list"),
    ("hello\n", "1: expected fields, each as 'name: value', got the text 'hello'"),
    ("a: 1\nb: 2\na: 3\n", "3: the field 'a' is written twice; it is also in line 1"),
    ("a:\n  b: 1\n  b: 1\n", "3: the field 'b' is written twice; it is also in line 2"),
    ("a: 1\nb: *x\n", "2: an alias (*x)" + HIDDEN),
    ("a: &x 1\n", "1: an anchor (&x)" + HIDDEN),
    ("a: !t 1\n", "1: a tag (!t)" + HIDDEN),
    ("a: !!python/name:os.system x\n", "1: a tag (tag:yaml.org,2002:python/name:os.system)" + HIDDEN),
    ("%YAML 1.1\n---\na: 1\n", "1: a line that begins with % is not read here; delete it"),
    ("a: 1\n---\nb: 2\n", "2: a second document begins here, after --- or ...; write one only"),
    ("a: 1\n\tb: 2\n", "2: a tab; indent with spaces"),
    ("a:\n\t- 1\n", "2: a tab; indent with spaces"),
    ("a: b: c\n", "1: " + COLON),
    ("a: 1\n  b: 2\n", "2: " + COLON),
    ("a:\n  - 1\n -2\n", "3: " + MISFIT),
    ("a: [p] + 1\n", "1: " + MISFIT),
    (
        "a: [1, 2\nb: 3\n",
        "2: the list that [ begins in line 1 goes wrong here; write , or ] next, or put the whole text in quotes",
    ),
    (
        "a: {x: 1\n",
        "2: the fields that { begins in line 1 go wrong here; write , or } next, or put the whole text in quotes",
    ),
    ("a: 1\nb: 'x\nc: 1\n", "2: the quote that begins in line 2 is not closed"),
    ('a: "\\d"\n', "1: a \\ in double quotes begins an escape; use single quotes"),
    ('a: "\\UFFFFFFFF"\n', "1: this is not valid YAML: the parser gave up with OverflowError"),
    ("a: @x\n", "1: a text that begins with @ has to stand in quotes"),
    ("a: - b\n", "1: a list entry ('- ') is not expected here; begin it on its own line"),
    ("a: | x\n", "1: nothing may follow | or > in its line; begin the text below"),
    ("a: 1\nb\n", "2: a field is expected here, as 'name: value'"),
    ("a: ]\n", "1: a value is expected here"),
    ("? [a]\n: 1\n", "1: the name of a field is expected before ':'"),
    ("a: 1\n: 1\n", "2: the name of a field is expected before ':'"),
    ("a: 1\nb: \x00\n", "2: an invisible character (U+0000); delete it"),
    ("a: " + "[" * 5000, "1: lists and fields are nested more than 20 deep"),
]


@pytest.mark.parametrize(("text", "message"), REFUSED)
def test_what_is_not_strict_yaml_is_refused_in_one_sentence(text, message):
    with pytest.raises(RubricError) as refused:
        parse_yaml(text, "rubric.yaml")
    assert str(refused.value) == f"rubric.yaml:{message}"


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"),
        ("on", "on"),
        ("yes", "yes"),
        ("1:30", "1:30"),
        ("1e-7", Decimal("1e-7")),
        ("0.1", Decimal("0.1")),
        ("5", 5),
        ("-3", -3),
        ("'5'", "5"),
        ("1_000", "1_000"),
        (".inf", ".inf"),
        ("1e999999999", "1e999999999"),
        ("9" * 5000, "9" * 5000),
        ("true", True),
        ("'true'", "true"),
        ("2026-11-21", "2026-11-21"),
        ("dpadded[:, p:-p, :]  # comment", "dpadded[:, p:-p, :]"),
        ("", None),
        ("~", None),
        ("|\n  x = 1\n    y\n", "x = 1\n  y\n"),
    ],
)
def test_a_value_is_what_it_looks_like(written, value):
    read = parse_yaml(f"a: {written}\n", "f").data["a"]
    assert read == value
    assert type(read) is type(value)


def test_names_are_texts_even_when_they_look_like_numbers():
    assert parse_yaml("5: x\n0.5: y\nno: z\n", "f").data == {"5": "x", "0.5": "y", "no": "z"}


def test_every_value_knows_its_line():
    document = parse_yaml("a: 1\nb:\n  - c: 1\n    d: 2\n  - e\n", "f")
    assert [document.line(place) for place in [("a",), ("b",), ("b", 0), ("b", 0, "d"), ("b", 1)]] == [
        1,
        2,
        3,
        4,
        5,
    ]


def test_what_is_not_written_has_the_line_of_what_is_around_it():
    document = parse_yaml("a: 1\nb:\n  c: 1\n", "f")
    assert document.line(("b", "missing", 3)) == 2
    assert document.line(("missing",)) == 1


def test_a_missing_file_a_folder_and_other_encodings_are_named(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "latin.yaml").write_bytes("a: 1\ntitle: Übung\n".encode("latin-1"))
    (tmp_path / "folder.yaml").mkdir()
    for name, message in [
        ("gone.yaml", "gone.yaml:1: there is no such file"),
        ("latin.yaml", "latin.yaml:2: this is not UTF-8 text; save the file as UTF-8"),
        ("folder.yaml", "folder.yaml:1: the file cannot be read: Is a directory"),
    ]:
        with pytest.raises(RubricError) as refused:
            read_yaml(tmp_path / name)
        assert str(refused.value) == message


def test_a_byte_order_mark_and_windows_line_ends_are_read(tmp_path):
    path = tmp_path / "r.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\r\nb: x\r\n")
    document = read_yaml(path)
    assert (document.data, document.line(("b",))) == ({"a": 1, "b": "x"}, 2)


PIECES = [
    *("a", "b", ": ", ":", "- ", "\n", "\n  ", "\n    ", "[", "]", "{", "}", ", ", "'", '"', "|", ">", "\t"),
    *("*x", "&x ", "!t ", "? ", "# ", "%YAML 1.1", "---\n", "...\n", "<<", "1e5", "\\", "@", "|2-", "\r", "\u2028"),
]
YAML_LIKE = st.lists(st.sampled_from(PIECES)).map("".join)


@settings(deadline=None)
@given(YAML_LIKE | st.text())
@example("%YAML 9999999999999.1\n---\na: 1")
@example("%TAG ! tag:x,2000:\n---\na: !y 1")
@example("a: |99\n x")
@example("a: !<> x")
@example("\ufeffa: 1")
def test_no_text_raises_anything_but_a_rubric_error(text):
    refused = _refusal(text)
    breaks = sum(text.count(end) for end in "\n\r\x85\u2028\u2029")
    assert refused is None or 1 <= refused.line <= breaks + 1
    assert refused is None or "\n" not in refused.message


def _refusal(text):
    try:
        parse_yaml(text, "f.yaml")
    except RubricError as refused:
        return refused
    return None
