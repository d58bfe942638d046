from types import SimpleNamespace

import numpy as np
import pytest

from autograder.box.inside.asking import MOST_OUTPUTS, Asker
from autograder.box.inside.prints import Prints, TooMuchOutput
from autograder.box.inside.student import LoadFailed, NoSuchName

PROBES = """
import random
import numpy as np

SETTING = 3

def double(student, x):
    return {"out": student.f(x)}

def both(student, x, k=1, *, pad=0):
    return {"out": student.f(x), "k": k, "pad": pad, "facts": {"names": ["x"]}}

def many(student, x):
    return {n: n for n in range(200)}

def numbers(student):
    return {"python": random.random(), "numpy": np.random.rand(3)}

def nothing(student):
    return None

def outer(student, x):
    return helper(student, x)

def helper(student, x):
    return {"out": student.f(x) + SETTING}
"""


@pytest.fixture
def ask():
    """Asks `probe` about a student whose function is `f`."""

    def run(f=lambda x: 2 * x, probe="double", *, arrays=None, plain=None, sweep="", about=lambda file: None):
        prints = Prints(keep=100, limit=1000)
        student = SimpleNamespace(f=lambda *x: f(*x, prints) if f.__code__.co_argcount > 1 else f(*x), about=about)
        question = {"probe": probe, "file": "hw.py", "plain": plain or {}, "sweep": sweep}
        given = {"x": np.arange(3.0)} if arrays is None else arrays
        return Asker(PROBES, student, prints, {"/nowhere/source": ""}).ask(question, given)

    return run


def raiser(error):
    def f(x):
        raise error

    return f


def test_an_answer_sends_its_numbers_under_their_names(ask):
    answer, sent = ask()
    assert answer == {"names": ["out"]}
    assert sent["out"].tolist() == [0, 2, 4]


def test_a_value_that_is_no_array_is_described_and_not_sent(ask):
    answer, sent = ask(lambda x: None)
    assert answer == {"names": ["out"], "values": {"out": {"kind": "none"}}}
    assert sent == {}


def test_a_probe_gets_the_inputs_that_it_names(ask):
    answer, sent = ask(probe="both", plain={"k": 5, "pad": 2, "unknown": 1})
    assert answer["names"] == ["out", "k", "pad"]
    assert (sent["k"].tolist(), sent["pad"].tolist()) == (5, 2)
    assert answer["facts"] == {"names": ["x"]}


def test_a_probe_keeps_its_own_defaults(ask):
    _, sent = ask(probe="both")
    assert (sent["k"].tolist(), sent["pad"].tolist()) == (1, 0)


def test_a_probe_may_use_its_neighbours(ask):
    assert ask(probe="outer")[1]["out"].tolist() == [3, 5, 7]


def test_no_more_outputs_than_a_homework_could_have_are_sent(ask):
    answer, sent = ask(probe="many")
    assert len(answer["names"]) == len(sent) == MOST_OUTPUTS


def test_a_sweep_asks_once_for_each_row_and_sends_all_in_one(ask):
    rows = np.arange(6.0).reshape(3, 2)
    asked = []
    answer, sent = ask(lambda x: asked.append(x.copy()) or x.sum(), arrays={"x": rows}, sweep="x")
    assert [row.tolist() for row in asked] == rows.tolist()
    assert sent["out"].tolist() == [1, 5, 9]
    assert answer == {"names": ["out"]}


def test_the_same_random_numbers_for_every_question(ask):
    first, second = ask(probe="numbers", arrays={})[1], ask(probe="numbers", arrays={})[1]
    assert {name: array.tolist() for name, array in first.items()} == {
        name: array.tolist() for name, array in second.items()
    }


def test_an_input_changed_in_place_is_named_and_the_next_question_gets_the_old_one(ask):
    inputs = {"x": np.arange(3.0)}

    def f(x):
        x += 1
        return x

    for _ in range(2):
        answer, sent = ask(f, arrays=inputs)
        assert answer["changed"] == ["x"]
        assert sent["out"].tolist() == [1, 2, 3]
    assert inputs["x"].tolist() == [0, 1, 2]


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (ValueError("no"), "raised"),
        (KeyboardInterrupt(), "raised"),
        (AssertionError(), "raised"),
        (NotImplementedError("Task 1"), "not begun"),
        (MemoryError(), "memory limit"),
        (SystemExit(0), "exited"),
        (TooMuchOutput(), "output limit"),
        (NoSuchName("f"), "missing"),
    ],
)
def test_an_exception_becomes_an_outcome(ask, error, outcome):
    answer, sent = ask(raiser(error))
    assert answer["outcome"] == outcome
    assert sent == {}


@pytest.mark.parametrize(
    ("cause", "outcome"),
    [
        (ZeroDivisionError("division by zero"), "import failed"),
        (NotImplementedError("Task 1"), "import failed"),
        (SystemExit(1), "exited"),
        (MemoryError(), "memory limit"),
        (TooMuchOutput(), "output limit"),
    ],
)
def test_a_file_that_could_not_be_loaded_is_told_with_its_cause(ask, cause, outcome):
    def about(file):
        raise LoadFailed(file) from cause

    answer, _ = ask(about=about)
    assert answer["outcome"] == outcome
    assert answer["failure"]["type"] == type(cause).__name__


def test_a_probe_that_cannot_take_what_it_got_is_an_answer_too(ask):
    assert ask(probe="nothing", arrays={})[0]["outcome"] == "raised"
    assert ask(probe="no such probe")[0]["outcome"] == "raised"


def test_prints_belong_to_their_question(ask):
    def f(x, prints):
        prints.write("hello\n")
        return x

    assert ask(f)[0]["prints"] == "hello\n"
    assert "prints" not in ask()[0]


def test_too_much_output_is_no_answer_even_when_the_refusal_was_swallowed(ask):
    def f(x, prints):
        for _ in range(100):
            try:
                prints.write("x" * 100)
            except BaseException:
                continue
        return x

    answer, sent = ask(f)
    assert answer["outcome"] == "output limit"
    assert answer.keys() == {"outcome", "prints"}
    assert sent == {}
    assert answer["prints"].endswith("… (10000 characters in all)")


def test_an_error_that_a_probe_has_caught_is_described_among_its_facts():
    class Liar(ValueError):
        def __str__(self):
            raise SystemExit

    probes = "def late(student):\n    return {'out': 1, 'facts': {'raised': student.error, 'steps': 3}}"
    for error, message in ((ValueError("late"), "late"), (Liar(), "(its message cannot be printed)")):
        student = SimpleNamespace(error=error, about=lambda file: None)
        question = {"probe": "late", "file": "hw.py", "plain": {}, "sweep": ""}
        answer, _ = Asker(probes, student, Prints(keep=9, limit=99), {"/nowhere/source": ""}).ask(question, {})
        assert answer["facts"]["steps"] == 3
        assert answer["facts"]["raised"] == {"type": type(error).__name__, "message": message, "frames": []}
