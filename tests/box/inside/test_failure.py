import json
import re

import pytest

from autograder.box.inside import wire
from autograder.box.inside.failure import MOST_FRAMES, MOST_LINE, MOST_MESSAGE, MOST_TYPE, Describer
from autograder.model import Failure
from autograder.records import from_json


@pytest.fixture
def described(handed_in, tmp_path):
    """Runs a file of the hand-in and describes what it raises."""

    def run(text, name="hw.py", **names):
        root = handed_in({name: text})
        try:
            exec(compile(text, str(root / name), "exec"), {"scratch": "/tmp/scratch-1", **names})
        except BaseException as error:
            return Describer({str(root): "", "/tmp/scratch-1": "scratch/"}).describe(error)
        raise AssertionError("nothing was raised")

    return run


def test_an_exception_is_told_with_the_students_own_line(described):
    assert described("def f(x):\n    return x[3]\n\nf([1])\n") == {
        "type": "IndexError",
        "message": "list index out of range",
        "frames": [
            {"file": "hw.py", "line": 4, "function": "<module>", "text": "f([1])"},
            {"file": "hw.py", "line": 2, "function": "f", "text": "return x[3]"},
        ],
    }


def test_lines_of_libraries_and_of_the_grader_are_not_told(described):
    frames = described("import numpy as np\nnp.linalg.inv(np.zeros((2, 2)))\n")["frames"]
    assert [(f["file"], f["line"]) for f in frames] == [("hw.py", 2)]


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("<Net object at 0x7f0123456789>", "<Net object at 0x…>"),
        ("0x7F0123456789ABCD and 0xDEADBEEF", "0x… and 0x…"),
        ("size 0x10", "size 0x10"),
    ],
)
def test_addresses_are_left_out(described, message, told):
    assert described(f"raise ValueError({message!r})\n")["message"] == told


def test_folders_are_left_out(described, tmp_path):
    text = f"raise OSError('no {tmp_path}/data/x.npz in {tmp_path}, nor /tmp/scratch-1/x.npz')\n"
    assert described(text)["message"] == "no data/x.npz in , nor scratch/x.npz"


def test_a_missing_file_is_told_without_its_folder(described):
    assert described("open(__file__ + '.npz')\n", __file__="/tmp/scratch-1/data") == {
        "type": "FileNotFoundError",
        "message": "[Errno 2] No such file or directory: 'scratch/data.npz'",
        "frames": [{"file": "hw.py", "line": 1, "function": "<module>", "text": "open(__file__ + '.npz')"}],
    }


def test_the_same_failure_twice_gives_the_same_text(described):
    text = "class Net: pass\nraise ValueError(f'{Net()} {object()}')\n"
    assert described(text) == described(text)


def test_everything_is_bounded(described):
    text = (
        f"class {'X' * 300}(Exception): pass\n"
        f"def {'f' * 300}(n):\n"
        f"    if n == 0: raise {'X' * 300}('m' * 100_000)  #{'c' * 1000}\n"
        f"    {'f' * 300}(n - 1)\n"
        f"{'f' * 300}(500)\n"
    )
    told = described(text)
    assert len(told["type"]) == MOST_TYPE
    assert len(told["message"]) == MOST_MESSAGE
    assert len(told["frames"]) == MOST_FRAMES
    assert all(len(f["text"]) <= MOST_LINE and len(f["function"]) <= MOST_TYPE for f in told["frames"])
    assert told["frames"][-1]["line"] == 3


def test_of_an_endless_recursion_the_last_lines_are_told(described):
    told = described("def f(x):\n    return f(x)\n\nf(1)\n")
    assert told["type"] == "RecursionError"
    assert [f["line"] for f in told["frames"]] == [2] * MOST_FRAMES


@pytest.mark.parametrize("message", ["raise ValueError('no')", "raise SystemExit(1)", "return 3", "return self"])
def test_a_message_that_cannot_be_printed_is_said_to_be_so(described, message):
    told = described(f"class E(Exception):\n    def __str__(self):\n        {message}\n\nraise E\n")
    assert told["type"] == "E"
    assert told["message"] == "(its message cannot be printed)"
    assert told["frames"][-1]["line"] == 5


def test_a_syntax_error_is_told_with_the_line_that_is_wrong(handed_in):
    root = handed_in({"wrong_f.py": "x = 1\ndef f(x)\n    return x\n"})
    with pytest.raises(SyntaxError) as error:
        __import__("wrong_f")
    assert Describer({str(root): ""}).describe(error.value) == {
        "type": "SyntaxError",
        "message": "expected ':'",
        "frames": [{"file": "wrong_f.py", "line": 2, "function": "", "text": "def f(x)"}],
    }


def test_a_syntax_error_in_a_text_that_was_evaluated_is_told_where_that_was(described):
    told = described("def f():\n    return eval('1 +')\n\nf()\n")
    assert told["message"] == "invalid syntax"
    assert told["frames"] == [{"file": "hw.py", "line": 2, "function": "f", "text": "return eval('1 +')"}]


def test_a_line_that_is_no_longer_there_is_empty(handed_in):
    root = handed_in({})
    with pytest.raises(ZeroDivisionError) as error:
        exec(compile("1 / 0", str(root / "made_up.py"), "exec"), {})
    told = Describer({str(root): ""}).describe(error.value)
    assert told["frames"] == [{"file": "made_up.py", "line": 1, "function": "<module>", "text": ""}]


def test_a_description_is_a_record_of_a_failure(described):
    told = described("{}['größe']\n")
    failure = from_json(json.dumps(told).encode(), Failure)
    assert (failure.type, failure.message) == ("KeyError", "'größe'")
    assert not re.search("/tmp|site-packages", str(told))


def test_a_syntax_error_without_a_message_is_told(described):
    assert described("raise SyntaxError\n")["type"] == "SyntaxError"


def test_a_message_of_half_letters_can_be_read_by_the_grader(described):
    [(header, _)] = wire.Reader().feed(wire.encode(described("raise ValueError('\\ud800')\n"), {}))
    assert from_json(header, Failure).type == "ValueError"
