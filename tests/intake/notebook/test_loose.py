"""Which cells may print something else each time, and whose values a cell stands on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.intake.notebook import loose
from autograder.intake.notebook.loose import Standing, standings

IMPORTS = """
import random, time, os, timeit, datetime
import numpy as np
import torch, torchvision
import torch.nn as nn
import torch.nn.functional as F
import tensorflow as tf
from torch.utils.data import DataLoader, random_split
from sklearn.model_selection import train_test_split
from time import perf_counter as clock
from lib.cnn import TestCNN, forward
"""


def is_loose(*sources):
    """Of the last cell, after one with imports."""
    return standings([IMPORTS, *sources])[-1].loose


def on(*sources):
    """The cells, counted from 0, whose values the last one works with."""
    return sorted(standings(sources)[-1].on)


ALIKE = [
    "print(1 + 1)", "x = np.zeros(3)\nprint(x.mean())", "print(forward(np.ones(3)))", "np.random.get_state()",
    "rng = np.random.default_rng(0)\nprint(rng.normal())", "random.Random(7).random()",
    "nn.ReLU()(torch.zeros(3))", "train_test_split(x, random_state=0)", "df.sample(3, random_state=1)",
    "DataLoader(x, shuffle=False)", "model.train()",
    "class Net(nn.Module):\n    def __init__(self):\n        self.a = nn.Linear(2, 2)",
    "def draw():\n    return np.random.rand()", "time_step = 3\nprint(time_step)",
    "random_values = [1, 2]\nprint(random_values)", "# np.random.rand()", "'time.time()'",
    "%matplotlib inline\nprint(3)", "torch.rand(3, generator=g)", "",
]  # fmt: skip
UNLIKE = [
    "np.random.rand()", "print(np.random.randn(3).mean())", "np.random.shuffle(x)", "random.choice([1, 2])",
    "torch.rand(3)", "nn.Linear(2, 2)", "nn.Conv2d(1, 2, 3)", "F.dropout(x)", "nn.init.normal_(w)", "w.normal_()",
    "random_split(x, [1, 2])", "DataLoader(x, shuffle=True)", "train_test_split(x)", "df.sample(3)",
    "tf.random.normal([3])", "torchvision.models.resnet18()", "tf.keras.layers.Dense(3)",
    "np.random.default_rng().normal()", "os.urandom(3)", "TestCNN()", "model.fit(x, y)", "train(model, x)",
    "Model()", "time.time()", "clock()", "datetime.datetime.now()", "%time f()", "%%time\nf()", "%timeit f()",
    "t = %timeit -o f()", "!nvidia-smi", "x = !ls", "%%bash\nls", "id(x)", "def (:", "def f():\n    nonlocal x",
    "def f():\n    x = 3\n    global x",
    "x = " + "1 + " * 5000 + "1",
    "x = a" + ".b" * 5000, "def f():\n    return a" + "[0]" * 5000,
    "x = " + "(" * 300 + ")" * 300,
]  # fmt: skip


@pytest.mark.parametrize("source", ALIKE)
def test_what_prints_the_same_each_time_is_not_loose(source):
    assert not is_loose(source)


@pytest.mark.parametrize("source", UNLIKE)
def test_chance_without_a_seed_and_clocks_are_loose(source):
    assert is_loose(source)


@pytest.mark.parametrize(
    ("seed", "draw"),
    [
        ("np.random.seed(0)", "np.random.rand()"),
        ("np.random.seed(seed=3)", "np.random.shuffle(x)"),
        ("np.random.seed(231)", "train_test_split(x)"),
        ("random.seed(0)", "random.random()"),
        ("torch.manual_seed(0)", "nn.Linear(2, 2)"),
        ("tf.random.set_seed(1)", "tf.random.normal([3])"),
        ("np.random.seed(0)", "TestCNN()"),
        ("torch.manual_seed(0)", "train(model, x)"),
        ("from lightning import seed_everything\nseed_everything(1)", "torch.rand(3)"),
        ("def set_seed(n):\n    np.random.seed(n)\n    torch.manual_seed(n)\nset_seed(3)", "torch.rand(3)"),
        ("SEED = 4\nnp.random.seed(SEED)", "np.random.rand()"),
    ],
)
def test_a_seed_in_this_cell_or_an_earlier_one_makes_chance_reproducible(seed, draw):
    assert is_loose(draw)
    assert not is_loose(seed, draw)
    assert not is_loose(f"{seed}\n{draw}")


@pytest.mark.parametrize(
    ("seed", "draw"),
    [
        ("np.random.seed()", "np.random.rand()"),
        ("np.random.seed(None)", "np.random.rand()"),
        ("np.random.seed(int(time.time()))", "np.random.rand()"),
        ("random.seed(0)", "np.random.rand()"),
        ("np.random.seed(0)", "torch.rand(3)"),
        ("torch.cuda.manual_seed(0)", "torch.rand(3)"),
        ("np.random.seed(0)", "np.random.default_rng().normal()"),
        ("def set_seed(n):\n    np.random.seed(n)", "np.random.rand()"),
    ],
)
def test_what_seeds_something_else_or_nothing_does_not_help(seed, draw):
    assert is_loose(seed, draw)


def test_a_seed_does_not_reach_back():
    assert is_loose("np.random.rand()\nnp.random.seed(0)")
    first, second = standings([IMPORTS + "np.random.rand()", "np.random.seed(0)"])
    assert first.loose
    assert not second.loose


def test_what_is_computed_from_chance_is_loose_wherever_it_is_printed():
    x = "x = np.random.randn(3)"
    assert is_loose(x, "print(x.mean())")
    assert is_loose(x, "y = x + 1", "z = [y]", "print(z)")
    assert is_loose(x, "np.random.seed(0)", "print(x)")
    assert is_loose("x = [1, 2]\nrandom.shuffle(x)", "print(x)")
    assert not is_loose(x, "print(y)")


def test_a_name_that_gets_another_value_is_free_of_what_it_was():
    assert not is_loose("x = np.random.randn(3)", "x = np.zeros(3)", "print(x)")
    assert is_loose("x = np.random.randn(3)", "if True:\n    x = np.zeros(3)", "print(x)")
    assert is_loose("x = np.random.randn(3)", "x += 1", "print(x)")


def test_a_function_is_as_loose_as_what_it_does_when_it_is_called():
    draw = "def draw():\n    return np.random.rand()"
    assert is_loose(draw, "print(draw())")
    assert not is_loose(draw, "np.random.seed(0)", "print(draw())")
    assert is_loose(draw, "def twice():\n    return 2 * draw()", "print(twice())")
    assert is_loose("def show():\n    print(x)", "x = np.random.rand()", "show()")
    assert is_loose(draw, "def draw():\n    return time.time()", "draw()")
    assert not is_loose(draw, "def draw():\n    return 3", "draw()")


def test_a_model_is_loose_from_its_weights_on():
    net = "class Net(nn.Module):\n    def __init__(self):\n        self.a = nn.Linear(2, 2)"
    train = "def train(model):\n    for _ in range(3):\n        model.step()"
    assert is_loose(net, train, "net = Net()", "train(net)")
    assert is_loose(net, train, "net = Net()", "print(net(x))")
    assert not is_loose(net, train, "torch.manual_seed(0)\nnet = Net()", "train(net)\nprint(net(x))")


def test_a_clock_makes_its_own_cell_loose_and_not_what_is_computed_there():
    cells = ["start = time.time()\nout = forward(np.ones(3))\nprint(time.time() - start)", "print(out)"]
    assert is_loose(cells[0])
    assert not is_loose(*cells)


def test_a_cell_stands_on_those_that_have_made_its_values():
    assert on("x = 1", "y = 2", "print(x)") == [0]
    assert on("x = 1", "y = x", "print(y)") == [0, 1]
    assert on("x = 1", "x = 2", "print(x)") == [1]
    assert on("x = []", "x.append(1)", "print(x)") == [0, 1]
    assert on("x = {}", "x['a'] = 1", "print(x)") == [0, 1]
    assert on("model = Model()", "train(model)", "print(model(3))") == [0, 1]
    assert on("x = 1", "print(x)", "print(x)") == [0]
    assert on("x = 1\nprint(x)") == []


def test_a_cell_does_not_stand_on_imports_and_definitions_but_on_what_functions_read():
    assert on("import numpy as np", "def f():\n    return 1", "np.sum(f())") == []
    assert on("k = 3", "def f():\n    return k", "f()") == [0]


def test_libraries_leave_what_they_are_given_alone():
    assert on("import numpy as np\nx = [1]", "np.sum(x)", "print(len(x))") == [0]
    assert on("import random\nx = [1]", "random.shuffle(x)", "print(x)") == [0, 1]


def test_more_code_than_anybody_writes_is_loose_and_is_not_followed(monkeypatch):
    monkeypatch.setattr(loose, "MOST_STATEMENTS", 3)
    assert standings(["x = 1", "x = 2\nx"])[-1] == Standing(loose=False, on=frozenset())
    assert standings(["x = 1", "x = 2\nx\nx"]) == (Standing(loose=True),) * 2
    monkeypatch.setattr(loose, "MOST_CODE", 9)
    assert standings(["x = 1", "x = 2"]) == (Standing(loose=True),) * 2


def test_functions_that_read_each_other_come_to_an_end():
    assert standings(["def f():\n    g()\ndef g():\n    f()", "f()"])[-1] == Standing(loose=False)


PIECES = st.sampled_from(
    [
        "x",
        "np.random.rand()",
        "np.random.seed(0)",
        "import numpy as np",
        "=",
        "\n",
        "def f():\n    ",
        "(",
        ")",
        "%time ",
        "!",
        "f()",
    ]
)


@given(st.lists(st.lists(PIECES | st.text(max_size=3), max_size=8).map("".join), max_size=4))
def test_no_source_raises(sources):
    found = standings(sources)
    assert len(found) == len(sources)
    assert all(place < n for n, one in enumerate(found) for place in one.on)
