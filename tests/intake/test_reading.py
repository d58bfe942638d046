import ast
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from types import SimpleNamespace

import numpy as np
import pytest

from autograder import trees
from autograder.intake import reading
from autograder.intake.reading import MOST_FILE, REMOVED, remarks_on, survey


@pytest.fixture
def found(sources, make_key):
    """What reading says about a name in hw.py with this text."""

    def look(text, name="f"):
        return next(iter(survey(make_key(("hw.py", name)).rubric, sources({"hw.py": text})).values()))

    return look


@pytest.fixture
def remarks(sources):
    return lambda files, allow=("numpy",): list(remarks_on(sources(files), allow))


STUBS = [
    "def f(x):\n    pass\n",
    "def f(x): ...\n",
    'def f(x):\n    """Doubles."""\n',
    'def f(x):\n    """Doubles."""\n    pass\n',
    "def f(x):\n    raise NotImplementedError\n",
    'def f(x):\n    raise NotImplementedError("Task 1: double it")\n',
    'def f(x):\n    """Doubles."""\n    # your code here\n    raise NotImplementedError("Task 1")\n',
    "async def f(x):\n    pass\n",
    "@staticmethod\ndef f(x):\n    ...\n",
    "class f:\n    def __init__(self):\n        raise NotImplementedError\n",
    "class f:\n    def __init__(self):\n        '''Layers.'''\n    def forward(self, x):\n        return x\n",
]


@pytest.mark.parametrize("text", STUBS)
def test_a_stub_is_seen_without_running_it(found, text):
    seen = found(text)
    assert seen.exists
    assert seen.stub


@pytest.mark.parametrize(
    "text",
    [
        "def f(x):\n    return None\n",
        "def f(x):\n    out = None\n    return out\n",
        "def f(x):\n    raise ValueError('no')\n",
        "def f(x):\n    raise\n",
        "def f(x):\n    if x is None:\n        raise NotImplementedError\n    return x\n",
        "class f:\n    pass\n",
        "class f:\n    def __init__(self):\n        self.x = 1\n    def g(self):\n        pass\n",
    ],
)
def test_what_does_something_is_no_stub(found, text):
    seen = found(text)
    assert seen.exists
    assert not seen.stub


def test_a_definition_is_found_where_it_stands(found):
    assert found("import numpy as np\n\n\ndef f(x):\n    return x\n").line == 4
    assert found("class Net:\n    def a(self): pass\n\n    def b(self): pass\n", "Net.b").line == 4


@pytest.mark.parametrize(
    ("text", "name", "missing", "nearest"),
    [
        ("def Double(x): return x\n", "double", "double", "Double"),
        ("def dubble(x): return x\n", "double", "double", "dubble"),
        ("class ConvLayer2d:\n    pass\n", "ConvLayer2D.forward", "ConvLayer2D", "ConvLayer2d"),
        ("class Net:\n    def foward(self): pass\n", "Net.forward", "Net.forward", "foward"),
        ("class Net:\n    pass\n", "Net.forward", "Net.forward", ""),
        ("", "double", "double", ""),
        ("def elephant(): pass\n", "double", "double", ""),
    ],
)
def test_a_missing_name_gets_the_nearest_one(found, text, name, missing, nearest):
    seen = found(text, name)
    assert (seen.exists, seen.missing, seen.nearest) == (False, missing, nearest)


@pytest.mark.parametrize(
    ("text", "name", "line"),
    [
        ("class A:\n    def f(self): return 1\nclass B(A):\n    pass\nclass C(B):\n    pass\n", "C.f", 2),
        ("class C(D):\n    pass\nclass D(C):\n    x = 1\n    def f(self): return 1\n", "C.f", 5),
        ("class C:\n    x = 1\n    f = lambda self: 1\n", "C.f", 3),
        ("g = 1\nf = lambda: 1\n", "f", 2),
    ],
)
def test_what_is_inherited_or_assigned_is_there(found, text, name, line):
    seen = found(text, name)
    assert (seen.exists, seen.missing, seen.stub, seen.line) == (True, "", False, line)


def test_what_an_inherited_stub_leaves_open_is_not_begun(found):
    text = "class A:\n    def f(self):\n        raise NotImplementedError\nclass B(A):\n    pass\n"
    assert found(text, "B.f").stub


def test_classes_that_inherit_in_a_circle_have_no_more_than_they_say(found):
    assert found("class A(B):\n    pass\nclass B(A):\n    pass\n", "A.f").missing == "A.f"


def test_a_missing_method_is_told_with_the_line_of_its_class(found):
    assert found("\n\nclass Net:\n    pass\n", "Net.forward").line == 3


def test_a_missing_file_is_told(sources, make_key):
    assert survey(make_key(("hw.py", "f")).rubric, sources({"other.py": ""}))["f"].missing == "hw.py"


def test_what_a_notebook_holds_is_looked_for_in_the_module_of_its_definitions(sources, make_key):
    rubric = make_key(("hw.ipynb", "f")).rubric
    assert survey(rubric, sources({"hw_ipynb.py": "\ndef f(): return 1\n"}))["f"].line == 2
    assert survey(rubric, sources({}))["f"].missing == "hw.ipynb"


@pytest.mark.parametrize(
    "text",
    [
        'def f(x):\n    print "hello"\n',
        "def f(x):\n    print x\n",
        "try:\n    pass\nexcept ValueError, error:\n    pass\n",
        'for i in xrange(3):\n    print "x", i\n',
        'name = raw_input("?")\nexec "x = 1"\n',
    ],
)
def test_python_2_is_told_plainly(found, remarks, text):
    assert found(text).problem == "this is Python 2; the homework runs on Python 3"
    assert remarks({"hw.py": text})[0].endswith(": this is Python 2; the homework runs on Python 3")


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("x = 1\ndef f(x)\n    return x\n", 2, "expected ':'"),
        ("def f(x):\nreturn x\n", 2, "expected an indented block after function definition on line 1"),
        ("x = (1,\n", 1, "'(' was never closed"),
    ],
)
def test_a_syntax_error_is_told_with_its_line(found, remarks, text, line, problem):
    seen = found(text)
    assert (seen.exists, seen.line, seen.problem) == (False, line, problem)
    assert remarks({"hw.py": text}) == [f"hw.py:{line}: {problem}"]


HARD_TO_READ = {
    "a null byte": b"x = 1\0",
    "UTF-16": "def f(x): return x".encode("utf-16"),
    "deep brackets": b"x = " + b"(" * 10_000,
    "deep signs": b"x = " + b"-" * 100_000 + b"1",
    "a long sum": b"x = " + b"1+" * 100_000 + b"1",
    "deep blocks": b"".join(b" " * n + b"if 1:\n" for n in range(200)),
    "random bytes": bytes(range(256)) * 20,
}


@pytest.mark.parametrize("text", HARD_TO_READ.values(), ids=HARD_TO_READ)
def test_what_no_parser_likes_is_a_problem_of_the_file(found, remarks, text):
    assert found(text).problem
    assert remarks({"hw.py": text, "other.py": "import torch\n"})[-1] == (
        "other.py:1: torch is not allowed in this homework"
    )


def test_a_long_sum_in_a_raise_is_read(found):
    assert not found("def f(x):\n    raise ValueError(" + "+".join(["'a'"] * 500) + ")\n").stub


def test_letters_that_are_not_utf_8_do_not_stop_reading(found):
    assert found("# größe\ndef f(x): return x\n".encode("latin-1")).exists


def test_warnings_of_the_parser_stay_with_the_student(found):
    assert found("def f(x):\n    return x is 1 and '\\d'\n").exists


def test_a_file_too_large_for_source_is_not_read(sources):
    large = sources({"hw.py": "x\n", "big.py": b"#" * (MOST_FILE + 1)})["big.py"]
    assert (large.tree, large.problem) == (None, "too large to be read as a program")


@pytest.mark.parametrize("between", [".", " . ", ".\\\n", "\\\n."])
def test_a_name_of_parts_without_end_is_not_parsed(sources, between):
    """The parser takes the square of their number in time, and all workers wait for it."""
    read = sources({"hw.py": "import " + between.join(["a"] * 200) + "\n"})["hw.py"]
    assert (read.tree, read.problem) == (None, "cannot be read as Python (a name of more than a hundred parts)")
    assert sources({"hw.py": "import " + between.join(["a"] * 50) + "\n"})["hw.py"].tree is not None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("import torch\n", [(1, "torch")]),
        ("import numpy, torch.nn as nn, scipy\n", [(1, "torch"), (1, "scipy")]),
        ("\nfrom torch.nn import functional as F\n", [(2, "torch")]),
        ("def f(x):\n    import torch\n    return x\n", [(2, "torch")]),
        ("class A:\n    def f(self):\n        if 0:\n            from scipy.signal import x\n", [(4, "scipy")]),
        ("try:\n    import torch\nexcept ImportError:\n    torch = None\n", [(2, "torch")]),
        ("import numpy.random\nfrom numpy import *\nimport os, math, __future__\n", []),
        ("from . import net\nfrom .lib import net\nfrom .torch import nn\nfrom .. import x\n", []),
        ("import my_conv\nfrom lib.net import Net\n", []),
    ],
)
def test_an_import_that_is_not_allowed_is_told_with_its_line(remarks, text, told):
    files = {"hw.py": text, "my_conv.py": "", "lib/net.py": ""}
    assert remarks(files) == [f"hw.py:{line}: {name} is not allowed in this homework" for line, name in told]


def test_what_the_rubric_allows_is_allowed(remarks):
    assert remarks({"hw.py": "import torch\n"}, ("numpy", "torch")) == []


def test_names_that_numpy_dropped_are_told_with_what_to_write(remarks):
    text = "import numpy as np\n\n\ndef f(x):\n    return np.zeros(3, dtype=np.int), np.float(x)\n"
    assert sorted(remarks({"hw.py": text})) == [
        "hw.py:5: np.float is no longer part of NumPy; write float",
        "hw.py:5: np.int is no longer part of NumPy; write int",
    ]


def test_every_name_called_gone_is_gone():
    assert [name for name in REMOVED if name in vars(np)] == []


def test_names_that_only_look_like_them_are_left_alone(remarks):
    text = "import numpy as np\nx = np.int64(1), np.float32, np.int_, other.int, int(1), np.bool_\n"
    assert remarks({"hw.py": text}) == []


def test_files_are_named_by_their_path(sources):
    assert list(sources({"lib/cnn/net.py": "", "hw.py": ""})) == ["hw.py", "lib/cnn/net.py"]


def test_reading_runs_nothing(sources, tmp_path):
    target = tmp_path / "ran"
    sources({"hw.py": f"open({str(target)!r}, 'w')\n"})
    assert not Path(target).exists()


def test_a_byte_order_mark_is_no_mistake(found, remarks):
    text = b"\xef\xbb\xbfdef f(x):\n    return x\n"
    assert found(text).exists
    assert remarks({"hw.py": text}) == []


def test_python_3_with_the_word_print_in_a_docstring_is_not_called_python_2(found):
    assert found('def f(x)\n    """\n    print the result\n    """\n    return x\n').problem == "expected ':'"


@pytest.mark.parametrize(
    ("code", "remark"),
    [
        ("__import__('scipy.signal')", "hw.py:1: scipy is not allowed in this homework"),
        ("import importlib; importlib.import_module('torch')", "hw.py:1: torch is not allowed in this homework"),
        ("from importlib import import_module as load, import_module; import_module('torch.nn')",
         "hw.py:1: torch is not allowed in this homework"),
        ("__import__('sci' + 'py')", "hw.py:1: a module is imported under a name that is not seen by reading"),
        ("exec('import scipy')", "hw.py:1: exec runs a text as a program; what it imports is not seen by reading"),
    ],
)  # fmt: skip
def test_imports_by_other_ways_are_told(sources, code, remark):
    assert list(remarks_on(sources({"hw.py": code + "\n"}), {"numpy"})) == [remark]


def test_an_allowed_module_may_be_imported_by_any_way(sources):
    assert list(remarks_on(sources({"hw.py": "__import__('numpy.linalg')\n__import__('json')\n"}), {"numpy"})) == []


def test_no_two_syntax_trees_are_built_at_a_time(monkeypatch):
    """Each gives the others the chance to begin before it has ended."""
    built, at_a_time = [], []

    def parse(text):
        built.append(text)
        Event().wait(0.01)
        at_a_time.append(len(built) - len(at_a_time))
        return ast.parse(text)

    monkeypatch.setattr(trees, "ast", SimpleNamespace(parse=parse))
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(reading.tree_of, ["a = 1"] * 8))
    assert [len(tree.body) for tree in made] == [1] * 8
    assert at_a_time == [1] * 8
