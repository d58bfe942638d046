import json
import logging

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.errors import SubmissionError
from autograder.intake.notebook import outputs, reading
from autograder.intake.notebook.cells import Notebook
from autograder.intake.notebook.reading import read_notebook

NAME = "hw.ipynb"
V3 = {
    "metadata": {"name": "hw"},
    "nbformat": 3,
    "nbformat_minor": 0,
    "worksheets": [
        {
            "cells": [
                {"cell_type": "heading", "level": 2, "source": ["Task 1"], "metadata": {}},
                {"cell_type": "markdown", "source": ["some\n", "text"], "metadata": {}},
                {
                    "cell_type": "code", "input": ["x = 1\n", "x"], "language": "python", "prompt_number": 7,
                    "collapsed": False, "metadata": {},
                    "outputs": [
                        {"output_type": "pyout", "prompt_number": 7, "text": ["1"], "metadata": {}},
                        {"output_type": "stream", "stream": "stdout", "text": ["hello\n"]},
                        {"output_type": "pyerr", "ename": "NameError", "evalue": "no y", "traceback": []},
                        {"output_type": "display_data", "png": "QUJD", "json": "{]", "metadata": {}},
                    ],
                },
            ]
        },
        {"cells": [{"cell_type": "raw", "source": "end", "metadata": {}}]},
    ],
}  # fmt: skip


@pytest.fixture
def refusal():
    """The sentence with which these bytes are refused."""

    def read(data):
        with pytest.raises(SubmissionError) as refused:
            read_notebook(data, NAME)
        return str(refused.value)

    return read


@pytest.fixture
def read(document, as_bytes):
    return lambda *cells, **changes: read_notebook(as_bytes(document(*cells, **changes)), NAME)


def test_a_notebook_is_read_cell_by_cell(read):
    found = read("x = 1", {"cell_type": "markdown", "source": "# Title"}, {"cell_type": "raw", "source": "r"})
    assert [(cell.number, cell.kind, cell.source) for cell in found.cells] == [
        (1, "code", "x = 1"), (2, "markdown", "# Title"), (3, "raw", "r"),
    ]  # fmt: skip
    assert found.cells[0].execution_count == 1
    assert found.cells[0].id == "cell-1"
    assert (found.name, found.language, found.remarks) == (NAME, "python", ())


def test_a_source_may_be_a_list_of_lines_and_end_them_in_any_way(read):
    assert read({"source": ["a\r\n", "b\r", "c\n", 7]}).cells[0].source == "a\nb\nc\n"


def test_tags_are_kept(read):
    assert read({"source": "", "metadata": {"tags": ["hide", 3, "raises-exception"]}}).cells[0].tags == (
        "hide",
        "raises-exception",
    )


@pytest.mark.parametrize("minor", [0, 1, 2, 3, 4, 5, 9, None, "5"])
def test_every_minor_version_of_format_4_is_read(read, minor):
    assert read("x", nbformat_minor=minor).cells[0].source == "x"


@pytest.mark.parametrize("number", [None, "4", 4.0, 0, [], float("nan"), 10**30])
def test_a_notebook_whose_number_is_odd_is_known_by_its_cells(read, number):
    assert read("x", nbformat=number).cells[0].source == "x"


@pytest.mark.parametrize(
    "cell",
    [
        {"cell_type": "code"},
        {"cell_type": "code", "source": "x", "metadata": None, "outputs": None, "execution_count": "3", "id": 5},
        {"cell_type": "code", "source": None, "outputs": {"a": 1}},
        {"cell_type": 3, "source": {"x": 1}},
        {"source": "x", "unknown": [1, 2], "attachments": {}},
        {"cell_type": "code", "source": "x", "outputs": [3, {"output_type": []}, {"output_type": "stream"}]},
        {"cell_type": "code", "outputs": [{"output_type": "error"}, {"output_type": "display_data", "data": [1]}]},
    ],
)
def test_what_nobody_needs_may_be_missing_or_odd(as_bytes, cell):
    assert len(read_notebook(as_bytes({"cells": [cell], "nbformat": 4}), NAME).cells) == 1


@pytest.mark.parametrize("count", [True, -1, 3.0, 10**9, "7", [1]])
def test_a_count_that_no_run_gives_is_none(read, count):
    assert read({"source": "x", "execution_count": count}).cells[0].execution_count is None


def test_format_3_is_read_by_the_rules_of_nbformat(as_bytes):
    found = read_notebook(as_bytes(V3), NAME)
    assert [(cell.kind, cell.source) for cell in found.cells] == [
        ("markdown", "## Task 1"), ("markdown", "some\ntext"), ("code", "x = 1\nx"), ("raw", "end"),
    ]  # fmt: skip
    code = found.cells[2]
    assert code.execution_count == 7
    assert [(out.kind, out.text, out.error) for out in code.outputs] == [
        ("result", "1", ""), ("stream", "hello\n", ""), ("error", "no y", "NameError"), ("display", "", ""),
    ]  # fmt: skip
    assert code.outputs[3].image_bytes == 3
    assert {cell.id for cell in found.cells} == {""}


@pytest.mark.parametrize(
    "cell",
    [
        {"cell_type": "code"},
        {"cell_type": "heading", "level": 10**9, "source": "x"},
        {"cell_type": "heading", "level": "2", "source": None},
        {"cell_type": ["code"], "input": "x"},
        {"cell_type": "code", "input": ["x"], "outputs": [{"output_type": "pyout", "metadata": 3, "json": [1]}]},
        {"cell_type": "code", "outputs": [{}, 3, {"output_type": 4}], "metadata": 1},
        {"cell_type": "html", "source": "<b>", "update": 1, "copy": 2},
    ],
)
def test_format_3_may_be_odd_too(as_bytes, cell):
    found = read_notebook(as_bytes({"nbformat": 3, "worksheets": [{"cells": [cell]}, 4, {"cells": 5}]}), NAME)
    assert len(found.cells) == 1
    assert len(found.cells[0].source) < 100


def test_reading_says_nothing_on_the_side(as_bytes, caplog, recwarn, capsys):
    with caplog.at_level(logging.DEBUG):
        read_notebook(as_bytes({**V3, "metadata": 3, "extra": 1}), NAME)
        read_notebook(as_bytes({"cells": [{"source": "x"}], "nbformat": 4, "nbformat_minor": 2}), NAME)
    assert caplog.records == []
    assert list(recwarn) == []
    assert capsys.readouterr() == ("", "")


def test_the_same_file_gives_the_same_notebook(as_bytes):
    assert read_notebook(as_bytes(V3), NAME) == read_notebook(as_bytes(V3), NAME)


@pytest.mark.parametrize(
    ("metadata", "language"),
    [
        ({}, "python"),
        (None, "python"),
        ({"language_info": {"name": "R"}}, "r"),
        ({"language_info": 3, "kernelspec": {"language": "Julia"}}, "julia"),
        ({"kernelspec": {"name": "python3"}}, "python"),
    ],
)
def test_the_language_is_where_a_notebook_says_it(read, metadata, language):
    assert read("x", metadata=metadata).language == language


REFUSED = {
    "empty": (b"", "the file is empty"),
    "blank": (b"  \n\n", "the file is empty"),
    "zeros": (b"\0" * 100, "the file is empty"),
    "zip": (b"PK\x03\x04rest", "a zip archive"),
    "gzip": (b"\x1f\x8b\x08", "a gzip archive"),
    "png": (b"\x89PNG\r\n\x1a\n", "a picture (PNG)"),
    "jpeg": (b"\xff\xd8\xff\xe0", "a picture (JPEG)"),
    "pdf": (b"%PDF-1.4", "a PDF"),
    "html": (b"\n<!DOCTYPE html>\n<html><body>hw.ipynb</body>", "a web page that a browser saved"),
    "script": (b"import numpy as np\n\ndef f(x):\n    return x\n", "a Python script"),
    "jupytext": (b"# %% [markdown]\n# Title\n", "a Python script"),
    "pointer": (b"version https://git-lfs.github.com/spec/v1\noid sha256:1\n", "a pointer that Git LFS left"),
    "prose": (b"My homework is on my laptop", "it begins with 'My homework is on my laptop'"),
    "list": (b"[1, 2]", "JSON, but no notebook: a list"),
    "object": (b'{"a": 1}', "JSON, but no notebook: it has no cells"),
    "cells": (b'{"nbformat": 4, "cells": {}}', "JSON, but no notebook: it has no cells"),
    "cut": (b'{"cells": [{"cell_type": "code", "source": "x =', "ends in the middle"),
    "future": (b'{"nbformat": 5, "cells": []}', "notebook format 5; formats 3 and 4 are read"),
    "old": (b'{"nbformat": 2, "worksheets": []}', "notebook format 2, which is no longer read"),
    "damaged": (b'{"cells": [}, 1]}', "damaged at line 1, column 12"),
    "conflict": (b'{"cells": [\n<<<<<<< HEAD\n{}\n=======\n>>>>>>> b\n]}', "a conflict is still marked"),
    "deep": (b'{"cells": ' + b"[" * 200_000 + b"]" * 200_000 + b"}", "nested too deeply"),
    "digits": (b'{"cells": [], "a": ' + b"1" * 5000 + b"}", "a number with thousands of digits"),
    "latin": ('{"cells": [], "name": "Müller"}'.encode("latin-1"), "is no UTF-8 text"),
    "utf-16": (b"\xff\xfe" + b"\x00\xd8" * 3 + b"{\0", "is no UTF-16 text"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_notebook_is_named(refusal, case):
    data, sentence = REFUSED[case]
    said = refusal(data)
    assert sentence in said
    assert said.startswith(f"{NAME}: ")
    assert "\n" not in said


def test_every_refusal_has_its_own_sentence(refusal):
    alike = {"blank": "empty", "zeros": "empty", "jupytext": "script", "cells": "object"}
    said = {case: refusal(data) for case, (data, _) in REFUSED.items() if case not in alike}
    assert len(set(said.values())) == len(said)


def test_a_name_cannot_write_lines_into_the_sentence():
    with pytest.raises(SubmissionError) as refused:
        read_notebook(b"", "hw\n\x1b[31m.ipynb")
    assert str(refused.value).isprintable()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_other_encodings_are_read(document, encoding):
    text = json.dumps(document("# naïve 🎓"), ensure_ascii=False)
    assert read_notebook(text.encode(encoding), NAME).cells[0].source == "# naïve 🎓"


def test_half_a_surrogate_pair_is_replaced(read):
    assert (
        read("x = '?'").cells
        == read_notebook(
            b'{"nbformat": 4, "cells": [{"cell_type": "code", "execution_count": 1, "id": "cell-1",'
            b' "source": "x = \'\\ud800\'"}]}',
            NAME,
        ).cells
    )


def test_raw_tabs_and_line_breaks_in_a_string_are_read():
    data = b'{"nbformat": 4, "cells": [{"cell_type": "code", "source": "if x:\n\ty"}]}'
    assert read_notebook(data, NAME).cells[0].source == "if x:\n\ty"


def test_of_a_name_that_stands_twice_the_last_counts():
    assert read_notebook(b'{"cells": 3, "nbformat": 4, "cells": []}', NAME).cells == ()


def test_values_that_json_does_not_know_are_read():
    assert read_notebook(b'{"nbformat": 4, "cells": [], "metadata": {"a": NaN, "b": -Infinity}}', NAME).cells == ()


def test_a_file_beyond_the_bound_is_to_be_cleared(refusal):
    said = refusal(b'{"cells": "' + b"x" * reading.MOST_BYTES + b'"}')
    assert "larger than 64 MB" in said
    assert "Clear the outputs" in said


def test_a_file_of_outputs_is_read_and_they_are_shortened(document, as_bytes):
    out = {"output_type": "stream", "name": "stdout", "text": "begin " + "0123456789" * 1_000_000 + " end"}
    found = read_notebook(as_bytes(document({"source": "train()", "outputs": [out]})), NAME)
    text = found.cells[0].outputs[0].text
    assert len(text) <= outputs.LARGEST_TEXT
    assert text.startswith("begin")
    assert text.endswith("end")
    assert found.remarks == (f"{NAME}: the outputs of cell 1 are long; they are not kept whole",)


def test_all_outputs_together_are_bounded(read):
    out = {"output_type": "stream", "name": "stdout", "text": "x" * outputs.LARGEST_TEXT}
    found = read(*[{"source": "f()", "outputs": [out] * 100}] * 3)
    assert sum(len(one.text) for cell in found.cells for one in cell.outputs) <= outputs.MOST_TEXT
    assert found.remarks == (
        f"{NAME}: the outputs of cell 2 are long; they are not kept whole",
        f"{NAME}: the outputs of cell 3 are long; they are not kept whole",
    )


def test_of_many_outputs_the_last_is_kept_since_it_may_be_the_error(read):
    many = [{"output_type": "stream", "text": "x"}] * 1000
    last = {"output_type": "error", "ename": "ValueError", "evalue": "bad"}
    found = read({"source": "f()", "outputs": [*many, last]}).cells[0].outputs
    assert len(found) == outputs.MOST_OUTPUTS
    assert found[-1].error == "ValueError"


def test_too_many_values_are_not_taken_in(refusal, monkeypatch):
    monkeypatch.setattr(reading, "MOST_VALUES", 1000)
    assert "more than 1,000 values" in refusal(b'{"cells": [' + b"[]," * 1000 + b"[]]}")


def test_commas_within_strings_are_no_values(document, as_bytes, monkeypatch):
    monkeypatch.setattr(reading, "MOST_VALUES", 1000)
    assert read_notebook(as_bytes(document('x = "[,{" + \'\\"[[' + "," * 5000)), NAME).cells


def test_too_many_cells_are_refused(refusal, as_bytes):
    assert "2001 cells are too many" in refusal(as_bytes({"nbformat": 4, "cells": [{}] * 2001}))


def test_sources_that_are_too_large_are_refused_with_another_sentence(refusal, document, as_bytes):
    said = refusal(as_bytes(document(*["#" * 1_000_000] * 5)))
    assert "too large even without its outputs" in said
    assert "Clear the outputs" not in said


def test_one_long_cell_is_cut_and_says_so(read):
    found = read("x" * (reading.LARGEST_SOURCE + 1), "y")
    assert found.cells[0].cut
    assert len(found.cells[0].source) == reading.LARGEST_SOURCE
    assert not found.cells[1].cut
    assert "cell 1 is too long" in found.remarks[0]


def test_outputs_are_kept_as_plain_text(read):
    rich = {"text/html": "<script>alert(1)</script>", "text/plain": ["a\n", "b"], "image/png": "QUJDRA==\n"}
    cell = {
        "source": "x",
        "outputs": [
            {"output_type": "execute_result", "data": rich},
            {"output_type": "display_data", "data": {"image/svg+xml": "<svg/>", "application/javascript": "f()"}},
            {"output_type": "error", "ename": "E\nx", "evalue": "\x1b[31mbad\x1b[0m", "traceback": ["\x1b[0;31m"]},
            {"output_type": "stream", "text": "\x1b]0;title\x07\x1b[1;32mgreen\x1b[0m\x1b[K"},
            {"output_type": "later_invention"},
        ],
    }
    result, display, error, stream = read(cell).cells[0].outputs
    assert (result.kind, result.text, result.image_bytes) == ("result", "a\nb", 4)
    assert result.mimes == ("text/html", "text/plain", "image/png")
    assert (display.kind, display.text, display.image_bytes) == ("display", "", 6)
    assert (error.kind, error.text, error.error) == ("error", "bad", "E\\nx")
    assert (stream.kind, stream.text) == ("stream", "green")
    assert "alert" not in repr(read(cell))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
FIELDS = ["cell_type", "source", "input", "outputs", "metadata", "level", "execution_count", "id", "language"]
KINDS = st.sampled_from(["code", "markdown", "raw", "heading", "html"])
OUTPUTS = st.fixed_dictionaries(
    {"output_type": st.sampled_from(["stream", "pyout", "pyerr", "display_data", "execute_result", "error"])},
    optional=dict.fromkeys(("text", "data", "ename", "evalue", "metadata", "json", "png", "stream"), JSON),
)
CELLS = st.fixed_dictionaries(
    {"cell_type": KINDS | JSON},
    optional={**dict.fromkeys(FIELDS[1:], JSON), "outputs": st.lists(OUTPUTS | JSON, max_size=3) | JSON},
)
NUMBERS = st.sampled_from([3, 4]) | JSON
DOCUMENTS = st.fixed_dictionaries(
    {"nbformat": NUMBERS},
    optional={
        "cells": st.lists(CELLS | JSON, max_size=4) | JSON,
        "worksheets": st.lists(st.fixed_dictionaries({"cells": st.lists(CELLS | JSON, max_size=3) | JSON}) | JSON),
        "metadata": JSON,
    },
)


def outcome(data):
    try:
        return read_notebook(data, NAME)
    except SubmissionError as refused:
        return refused


def is_read_or_refused(data):
    found = outcome(data)
    if isinstance(found, SubmissionError):
        assert str(found).startswith(f"{NAME}: ")
        assert str(found).isprintable()
        return
    assert isinstance(found, Notebook)
    assert [cell.number for cell in found.cells] == list(range(1, len(found.cells) + 1))
    repr(found).encode()


@given(st.binary(max_size=200) | st.text(max_size=100).map(str.encode))
def test_any_bytes_are_read_or_refused(data):
    is_read_or_refused(data)


@settings(max_examples=200)
@given(DOCUMENTS)
def test_any_document_is_read_or_refused(value):
    is_read_or_refused(json.dumps(value).encode())


@given(st.data())
def test_a_file_that_was_cut_anywhere_says_so(document, data):
    whole = json.dumps(
        document("x = {'a': [1]}\ny = \"}\"", "z", {"cell_type": "markdown", "source": "ü\\"})
    ).encode()
    end = data.draw(st.integers(1, len(whole) - 1))
    with pytest.raises(SubmissionError, match="ends in the middle"):
        read_notebook(whole[:end], NAME)
