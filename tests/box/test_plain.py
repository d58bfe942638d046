import numpy as np
import pytest

from autograder.box.plain import PlainBox
from tests.box.conftest import LIMITS


@pytest.fixture
def plain():
    box = PlainBox(("numpy",))
    yield box
    box.close()


ASKED = (
    np.arange(3.0),
    2,
    {"x": 3, "item": "b"},
    {"x": 5, "stage": 1},
    {"x": 6, "file": "other.py"},
)
PROGRAMS = {
    "right": "def f(x):\n    return 2 * x\n",
    "changes its input": "def f(x):\n    x += 1\n    return x\n",
    "random": "import random\nimport numpy as np\ndef f(x):\n    return np.random.rand(3) + random.random()\n",
    "prints": "def f(x):\n    print('x is', x)\n    return None\n",
    "prints too much": "def f(x):\n    print('x' * 1_000_000)\n    return x\n",
    "raises": "def f(x):\n    return x[7]\n",
    "stub": "def f(x):\n    raise NotImplementedError('Task 1')\n",
    "no such name": "def g(x):\n    return x\n",
    "does not load": "import nothing_like_this\n",
    "syntax error": "def f(x)\n",
    "ends": "import sys\ndef f(x):\n    sys.exit(1)\n",
    "forbidden": "import msgspec\ndef f(x):\n    return x\n",
    "text": "def f(x):\n    return 'text'\n",
    "crashes on one": "import os\ndef f(x):\n    if x.size == 1: os._exit(3)\n    return x\n",
    "half a program": "def f(x):\n    return g(x)\n",
}  # fmt: skip


@pytest.mark.parametrize("code", PROGRAMS.values(), ids=PROGRAMS)
def test_it_gives_the_same_answers_as_the_warm_box(plain, replies, box, code):
    files = {"hw.py": code, "other.py": "def g(x):\n    return x\n"}
    warm, plainly = replies(box, files, *ASKED), replies(plain, files, *ASKED)
    assert list(plainly.answers) == list(warm.answers)
    for name, answer in warm.answers.items():
        assert without_time(plainly.answers[name]) == without_time(answer)
    assert plainly.arrays.keys() == warm.arrays.keys()
    for name, array in warm.arrays.items():
        assert plainly.arrays[name].dtype == array.dtype
        np.testing.assert_array_equal(plainly.arrays[name], array)


def without_time(answer):
    kept = {name: getattr(answer, name) for name in answer.__dataclass_fields__ if name != "seconds"}
    return {**kept, "values": list(answer.values.items())}


def test_it_says_that_nothing_is_isolated(plain, replies):
    assert replies(plain, "def f(x): return x\n").level == "none"


def test_a_loop_costs_its_question_only(plain, replies):
    answers = replies(plain, "def f(x):\n    while x == 2: pass\n    return x\n").answers
    assert [a.outcome.value for a in answers.values()] == ["answered", "cpu limit", "answered"]


def test_prints_of_native_code_stay_out_of_the_answers(plain, replies):
    code = "import os\ndef f(x):\n    os.write(1, b'garbage' * 1000)\n    os.write(2, b'garbage')\n    return x\n"
    assert [a.outcome.value for a in replies(plain, code).answers.values()] == ["answered"] * 3


def test_large_questions_and_answers_do_not_block_each_other(plain, replies):
    x = np.arange(300_000.0)
    found = replies(plain, "def f(x):\n    return x + 1\n", *[x] * 4)
    assert all((found.arrays[f"q{n}/out"] == x + 1).all() for n in range(4))


def test_nothing_is_left_on_the_disk(plain, replies, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    replies(plain, "def f(x):\n    open('notes.txt', 'w').close()\n    return x\n")
    assert list(tmp_path.iterdir()) == []


def test_it_is_always_healthy_and_can_be_closed_twice(plain):
    assert plain.healthy
    plain.close()
    plain.close()


def test_its_limits_are_those_of_the_batch(batch):
    assert batch(1).limits == LIMITS
