"""What is lifted out of cells, and where it came from."""

import ast
import dataclasses
import sys
import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.intake.notebook.definitions import MOST_CODE
from autograder.intake.notebook.lifted import Origin

NONE = ""
ALL = None
TABLE = [
    ("import numpy as np", ALL),
    ("import os.path, sys", ALL),
    ("from torch import nn, optim as o", ALL),
    ("from math import *", ALL),
    ("from . import sibling", ALL),
    ("def f(x):\n    return x", ALL),
    ("async def f(x):\n    await x", ALL),
    ("class A:\n    k = 1\n\n    def f(self):\n        pass", ALL),
    ("import functools\n@functools.cache\ndef f(x):\n    # why\n\n    return x", ALL),
    ("import t\n@(\n  t.mark\n)\ndef f(): pass", ALL),
    ("# Task 1\n\ndef f():\n    pass\n\n# done\n", ALL),
    ("K = 3", ALL),
    ("K = -3.5e-2", ALL),
    ("K = 1 / 255", ALL),
    ("K = 2 ** 10", ALL),
    ("K = (1, [2, {'a': {3}}], None, True, ...)", ALL),
    ("K = 'a' 'b' + \"c\"", ALL),
    ("K = [0] * 10 + [1]", ALL),
    ("K = '-' * 80", ALL),
    ("K = set()", ALL),
    ("K = b'x'", ALL),
    ("K = 3 + 4j", ALL),
    ("K: int = 3", ALL),
    ("K: int", ALL),
    ("a, b = 1, (2, 3)", ALL),
    ("a = b = 0", ALL),
    ("K = 3\nL = K * K\nM = (K, L)", ALL),
    ("K = 1\nK = K + 1\nL = K * 2", ALL),
    ("def conv_forward(x): return x\nconv = conv_forward", ALL),
    ("from torch import nn\nF = nn.functional\nrelu = F.relu", ALL),
    ("xrange = range", ALL),
    ("f = lambda x: x + 1", ALL),
    ("f = g = lambda x, k=(1, 2): x", ALL),
    ("class Net: pass\ndef forward(self, x): return x\nNet.forward = forward", ALL),
    ("class Net: pass\nNet.forward = lambda self, x: x", ALL),
    ("class Net: pass\nNet.lr = 0.1", ALL),
    ("class Net: pass\ndef f(): pass\nNet.f = staticmethod(f)", ALL),
    ("class Net:\n    a = 1\nclass Net(Net):\n    b = 2", ALL),
    ("class Net: pass\nModel = Net\nModel.k = 1", ALL),
    ("from collections import namedtuple\nP = namedtuple('P', 'x y')", ALL),
    ("import collections as c\nP = c.namedtuple('P', ['x', 'y'], defaults=(0,))", ALL),
    ("from enum import Enum\nC = Enum('C', 'RED GREEN')", ALL),
    ("from typing import NamedTuple\nP = NamedTuple('P', [('x', int)])", ALL),
    ("from functools import partial\ndef f(x, k): pass\ng = partial(f, k=3)", ALL),
    ("from functools import partial\nfrom torch import nn\nconv3 = partial(nn.Conv2d, kernel_size=3)", ALL),
    ("from dataclasses import dataclass\n@dataclass(frozen=True)\nclass P:\n    x: int = 0", ALL),
    ("from dataclasses import make_dataclass\nP = make_dataclass('P', ['x'])\nP.k = 1", ALL),
    ("from typing import Callable\nStep = Callable[[int], dict[str, int]]\nMaybe = Step | None", ALL),
    ("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import torch", ALL),
    ("import typing\nif typing.TYPE_CHECKING:\n    import torch\nelse:\n    torch = None", ALL),
    ("try:\n    import cupy as xp\nexcept ImportError:\n    import numpy as xp", ALL),
    ("try:\n    import torch\n    HAS = True\nexcept (ImportError, OSError) as e:\n    HAS = False", ALL),
    ("try:\n    import tqdm\nexcept ImportError:\n    def tqdm(x):\n        return x\nelse:\n    pass", ALL),
    ("try:\n    import cupy\nexcept ImportError:\n    !pip install cupy",
     "try:\n    import cupy\nexcept ImportError:\n    pass"),
    ("K = 1;", ALL),
    ("import os; import sys", ALL),
    ("'''Notes on the task'''", NONE),
    ("print('x')", NONE),
    ("import numpy as np\nnp.random.seed(0)", "import numpy as np"),
    ("if __name__ == '__main__':\n    import os\n    main()", NONE),
    ("with open('x') as f:\n    d = f.read()", NONE),
    ("for i in range(3):\n    def f(): pass", NONE),
    ("while True:\n    break", NONE),
    ("try:\n    import a\nexcept ImportError:\n    print('no a')", NONE),
    ("try:\n    f()\nexcept ImportError:\n    import a", NONE),
    ("if True:\n    import os", NONE),
    ("K = compute()", NONE),
    ("K = 10 ** 10 ** 10", NONE),
    ("K = 1 << 10 ** 9", NONE),
    ("K = 'a' * 10 ** 9", NONE),
    ("K = '%1000000d' % 1", NONE),
    ("K = 1 / 0", NONE),
    ("K = {[]: 1}", NONE),
    ("K = 'a' + 1", NONE),
    ("K = [*range(3)]", NONE),
    ("K = {**{}}", NONE),
    ("K = f'{1}'", NONE),
    ("K = [i for i in range(3)]", NONE),
    ("a, b = 1, 2, 3", NONE),
    ("a, b = 5", NONE),
    ("a, *b = 1, 2", NONE),
    ("K = 1\nK += 1", "K = 1"),
    ("K = 1\nL = K.real", "K = 1"),
    ("x.y = 3", NONE),
    ("x[0] = 3", NONE),
    ("import numpy as np\nnp.int = int", "import numpy as np"),
    ("import os\nHOME = os.environ['HOME']", "import os"),
    ("conv = conv_forward", NONE),
    ("y = (x := 3)", NONE),
    ("assert True", NONE),
    ("del x", NONE),
    ("global x", NONE),
    ("pass", NONE),
    ("data = await fetch()\nK = 1", "K = 1"),
    ("def f(x=await y()): pass\nK = 1", "K = 1"),
    ("import os; os.mkdir('x'); import sys", "import os; pass; import sys"),
    ("K = 1; print(\n  K\n); L = 2  # both", "K = 1; (None\n\n); L = 2  # both"),
    ("é = 1; print('ü'); L = 2", "é = 1; pass; L = 2"),
    ("# the run\ntrain()\n# the net\nclass Net: pass\n# after\ntrain()\n# end", "# the net\nclass Net: pass"),
    ("import os\n\n\ntrain()\n\n\nK = 1\n", "import os\n\n\nK = 1\n"),
    ("from __future__ import annotations\ndef f(x: Tensor): pass", ALL),
    ("from __future__ import barry_as_FLUFL\nK = 1", "K = 1"),
    ("\\\nK = 1", ALL),
    ("K = 1 \\\n\nL = 2", ALL),
    ("K = 1 \\\n\nrun()", "K = 1 \\\n\n"),
    ("run() \\\n; L = 2", "pass \\\n; L = 2"),
    ("K = 1; \\\n  run()\nL = 2", "K = 1; \\\n  pass\nL = 2"),
    ("run() \\\n\nL = 2", "L = 2"),
    ("K = 1  # \\\nrun()\nL = 2", "K = 1  # \\\nL = 2"),
    ("run()\nfrom __future__ import division\nK = 1", "from __future__ import division\nK = 1"),
    ("import os\nfrom __future__ import division", "from __future__ import division\nimport os"),
    ("from __future__ import division; import os", ALL),
    ("from __future__ import division; run()\nfrom __future__ import annotations",
     "from __future__ import annotations\nfrom __future__ import division; pass"),
    ("\f\nK = 1", ALL),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "kept"), TABLE, ids=[cell for cell, _ in TABLE])
def test_of_a_cell_what_defines_is_lifted(lifted, compiles, cell, kept):
    found = lifted(cell)
    assert found.source == (cell if kept is ALL else kept)
    assert found.needs == ()
    assert compiles(found.source)


def test_a_text_in_brackets_on_several_lines_keeps_the_lines_after_it(lifted):
    found = lifted("K = 1; print(\n  K\n); L = 2")
    assert [str(found.origin(n)) for n in (1, 2, 3)] == [f"cell 1, line {n}" for n in (1, 2, 3)]


def test_cells_follow_one_another_and_the_last_definition_wins(lifted):
    found = lifted("def f(): return 1", {"kind": "markdown", "source": "def g(): pass"}, "f()", "def f(): return 2")
    assert found.source == "def f(): return 1\ndef f(): return 2"
    assert found.lines == (Origin(1, 1), Origin(4, 1))
    space = {}
    exec(found.source, space)
    assert space["f"]() == 2


def test_an_empty_notebook_gives_an_empty_module(lifted):
    found = lifted()
    assert (found.source, found.lines, found.remarks, found.needs, found.missing) == ("", (), (), (), {})


def test_a_line_that_is_not_there_has_no_origin(lifted):
    found = lifted("K = 1")
    for line in (0, 2, -1):
        with pytest.raises(ValueError, match="the module has 1 lines"):
            found.origin(line)


def test_other_line_ends_change_no_line_numbers(lifted):
    found = lifted("a = 1\r\nb = 2\rc = 3\nd = f()\r\ne = 5")
    assert found.source == "a = 1\nb = 2\nc = 3\ne = 5"
    assert found.lines[-1] == Origin(1, 5)


def test_future_imports_go_to_the_top_and_those_that_are_there_stay(lifted, compiles):
    found = lifted(
        "# one\nfrom __future__ import division\nimport os",
        "K = 1",
        "from __future__ import (\n annotations)\nL = 2",
    )
    assert found.source == (
        "from __future__ import (\n annotations)\n# one\nfrom __future__ import division\nimport os\nK = 1\nL = 2"
    )
    assert found.lines[:3] == (Origin(3, 1), Origin(3, 2), Origin(1, 1))
    assert compiles(found.source)


def test_a_future_import_between_semicolons_goes_to_the_top_too(lifted, compiles):
    found = lifted("K = 1", "from __future__ import division; L = 2")
    assert found.source == "from __future__ import division\nK = 1\npass; L = 2"
    assert compiles(found.source)


BROKEN = [
    ("def f(:\n    pass", 1, "syntax"),
    ("x = 1\ndef f()\n    pass", 2, "expected ':'"),
    ("def f():\nreturn 1", 2, "indented block"),
    ("print 'x'", 1, "this is Python 2"),
    ("x = (1,\n", 1, "never closed"),
    ("x = 'a", 1, "unterminated"),
    ("x = 1 \\", 1, ""),
    ("x = \0", 1, ""),
    ("x = '\ud800'", 1, "cannot be read"),
    ("return 1", 1, "return"),
    ("def f():\n    break", 2, "loop"),
    ("for x in y:\n    def f():\n        continue", 3, "loop"),
    ("class A:\n    yield 1", 2, "yield"),
    ("def f(x, x): pass", 1, "duplicate argument"),
    ("def f():\n    x = 1\n    global x", 3, "global"),
    ("nonlocal x", 1, "nonlocal"),
    ("def f():\n    from math import *", 2, "import *"),
    ("def f(): await x", 1, "async"),
    ("def f(): return [x async for x in y]", 1, "asynchronous"),
    ("async def f():\n    yield 1\n    return 2", 1, "async generator"),
    ("async def f(): yield from x", 1, "yield from"),
    ("f(a=1, a=2)", 1, "repeated"),
    ("class A(k=1, k=2): pass", 1, "repeated"),
    ("try:\n    x\nexcept:\n    y\nexcept A:\n    z", 1, "last"),
    ("try:\n    x\nexcept* A:\n    for q in w: break\n    return", 5, "return"),
    ("for q in w:\n  try:\n    x\n  except* A:\n    break", 5, "loop"),
    ("*a", 1, "starred"),
    ("x = *a", 1, "starred"),
    ("*a, *b = c", 1, "starred"),
    ("__debug__ = 1", 1, "__debug__"),
    ("def f(__debug__): pass", 1, "__debug__"),
    ("def f():\n    from __future__ import division", 2, "__future__"),
    ("from .__future__ import division", 1, "__future__"),
    ("import os\nfrom __future__ import more", 2, "more is not defined"),
    ("def f():\n    x[*y]: int", 2, "starred"),
    ("from __future__ import braces", 1, "chance"),
    ("from __future__ import more", 1, "more"),
    ("match x:\n  case y: pass\n  case 1: pass", 2, "unreachable"),
    ("match x:\n  case _ | 1: pass", 2, "unreachable"),
    ("match x:\n  case [y, y]: pass", 2, "twice"),
    ("match x:\n  case [y] | 1: pass", 2, "different names"),
    ("match x:\n  case [*a, *b]: pass", 2, "starred"),
    ("match x:\n  case A(b=1, b=2): pass", 2, "repeated"),
    ("match x:\n  case {'a': 1, 'a': 2}: pass", 2, "twice"),
    ("\n".join("  " * n + "while x:" for n in range(21)) + " pass", 21, "nested"),
    ("x = " + "-" * 300 + "1", 1, "deep"),
    ("x = " + "-" * 300_000 + "1", 1, ""),
    ("x = " + "(" * 300 + ")" * 300, 1, "parentheses"),
    ("a=1;" * 101, 1, "too many statements on a line"),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "line", "said"), BROKEN, ids=[cell[:40] for cell, _, _ in BROKEN])
def test_a_cell_that_python_refuses_is_left_out_alone(lifted, compiles, cell, line, said):
    found = lifted("K = 1", cell, "L = 2")
    assert found.source == "K = 1\nL = 2"
    (remark,) = found.remarks
    assert remark.startswith(f"cell 2, line {line}: ")
    assert said in remark
    assert remark.endswith("; the cell is left out")
    assert remark.isprintable()


RIGHT = [
    "def f():\n    for x in y:\n        try:\n            continue\n        finally: pass\n        break",
    "async def f():\n    async with a as b, c:\n        async for x in y: await x\n    return [q async for q in w]",
    "async def f():\n    yield 1\n    return",
    "def f(): return (x async for x in y)",
    "def f(): return (await x for x in y)",
    "def f():\n    yield from g()\n    x = yield\n    return 1",
    "def f(*args: int, **kw): return [*args, *args], {*args}, g(*args, *args, **kw)",
    "def f(a, b):\n    a, *b = x\n    [*a, b] = x\n    for i, *j in x: pass\n    return *a, b",
    "def f(x):\n    match x:\n        case [1, *r] | (2, *r): return r\n        case {'a': y, **z}: pass\n"
    "        case A(b=1) as q if q: pass\n        case str() | None: pass\n        case _: pass",
    "def f():\n    try: pass\n    except A: return\n    except: raise\n    else: pass\n    finally: pass",
    "def f():\n    try:\n        pass\n    except* A:\n        for x in y: break\n        def g(): return 1",
    "class A(B := object, metaclass=type):\n    x: int\n    def f(self): return __debug__, super().f()",
    "def f():\n    def g():\n        nonlocal x\n        x += 1\n    x = 0\n    lambda *a, k=1, **kw: (yield)",
    "def f(x, /, y, *, z): return x if y else z",
    "def f():\n    def g(x: (yield)): pass\n    y: (yield)\n    x[*y]: int = 3",
    "def f():\n    x: await_ = 1\n    x[y]: z",
    "@property\ndef f(self): return self.__x",
    "def f():\n    global k\n    k = 1\n    del k\n    assert x, 'y'\n    return f'{k!r:>{w}}' '\\d'",
]  # fmt: skip


@pytest.mark.parametrize("cell", RIGHT)
def test_a_function_that_python_accepts_is_lifted_whole(lifted, compiles, cell):
    found = lifted(cell, "K = 1")
    assert found.remarks == ()
    assert found.source == f"{cell}\nK = 1"
    assert compiles(found.source)


def test_warnings_of_the_compiler_stay_inside(lifted):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert lifted("A = '\\d'\ndef f(x): return x is 1").missing == {"f": ()}


def test_a_notebook_in_another_language_gives_nothing(lifted):
    found = lifted("x <- 1", language="r")
    assert found.source == ""
    assert found.remarks == ("hw.ipynb: written in r, not in Python; nothing is lifted",)


def test_a_cell_that_was_cut_is_not_taken_for_a_whole_one(lifted):
    found = lifted({"source": "def f():\n    return 1", "cut": True}, "K = 1")
    assert found.source == "K = 1"
    assert found.remarks == ("cell 1, line 1: it is too long; the cell is left out",)


def test_code_without_end_is_not_read_to_its_end(lifted):
    found = lifted("K = 1", "L = 2", "#" * MOST_CODE, "M = 3")
    assert found.source == "K = 1\nL = 2"
    assert found.remarks == ("cell 3: too much code; from this cell on, nothing is read",)


NEEDS = [
    ("K = compute()", "def f(x, k=K): pass", "f", "K", Origin(1, 1)),
    ("net = Net()", "def f(*, model=net): pass", "f", "net", Origin(1, 1)),
    ("reg = make()", "@reg.add\ndef f(): pass", "f", "reg", Origin(1, 1)),
    ("Base = load()", "class A(Base): pass", "A", "Base", Origin(1, 1)),
    ("K = compute()", "class A:\n    def f(self, k=K): pass", "A", "K", Origin(1, 1)),
    ("K = compute()", "class A:\n    k = [K for _ in range(3)]", "A", "K", Origin(1, 1)),
    ("M = meta()", "class A(metaclass=M): pass", "A", "M", Origin(1, 1)),
    ("T = make()", "def f(x: T) -> int: pass", "f", "T", Origin(1, 1)),
    ("K = compute()", "f = lambda x, k=K: x", "f", "K", Origin(1, 1)),
    ("", "class A(Unknown): pass", "A", "Unknown", None),
    ("", "def f(x: Tensor): pass", "f", "Tensor", None),
    ("for K in range(3): pass", "def f(k=K): pass", "f", "K", Origin(1, 1)),
    ("with a as K: pass", "def f(k=K): pass", "f", "K", Origin(1, 1)),
    ("if (K := 3): pass", "def f(k=K): pass", "f", "K", Origin(1, 1)),
    ("\n\nx = [K := 3]", "def f(k=K): pass", "f", "K", Origin(1, 3)),
    ("class A: pass\ng = make()", "A.f = g", "A.f", "g", Origin(1, 2)),
    ("K = 1\nK = K + compute()", "def f(k=K): pass", "f", "K", Origin(1, 2)),
    ("K = 1\nK += 1", "def f(k=K): pass", "f", "K", Origin(1, 2)),
    ("K = 1\ndel K", "def f(k=K): pass", "f", "K", Origin(1, 2)),
    ("if x:\n    import torch", "class Net(torch.nn.Module): pass", "Net", "torch", Origin(1, 1)),
    ("import typing\nif typing.TYPE_CHECKING:\n    import t", "class A(t.B): pass", "A", "t", None),
    ("K = compute()", "try:\n    import a\nexcept ImportError:\n    def a(k=K): pass", "a", "K", Origin(1, 1)),
]  # fmt: skip


@pytest.mark.parametrize(("before", "cell", "definition", "name", "given"), NEEDS)
def test_what_a_definition_needs_from_a_run_is_told_and_it_is_left_out(
    lifted, before, cell, definition, name, given
):
    found = lifted(before, cell, "def other(): pass")
    (need,) = found.needs
    assert (need.definition, need.name, need.given) == (definition, name, given)
    assert need.at == Origin(2, 1)
    assert cell.split("\n")[0] not in found.source
    assert found.source.endswith("def other(): pass")
    exec(compile(found.source, "module", "exec"), {})


def test_a_need_reads_as_a_sentence(lifted):
    found = lifted("K = compute()", "def f(k=K): pass", "class A(B): pass")
    assert [str(need) for need in found.needs] == [
        "cell 2, line 1: f needs K when it is defined, and cell 1, line 1 gives it and is not lifted",
        "cell 3, line 1: A needs B when it is defined, and nothing before it gives it",
    ]


def test_what_needs_a_definition_that_is_left_out_is_left_out_as_well(lifted):
    found = lifted("class A(load()): pass\nclass B(unknown): pass", "class C(B): pass", "c = C")
    assert [(need.definition, need.name) for need in found.needs] == [
        ("A", "load"), ("B", "unknown"), ("C", "B"),
    ]  # fmt: skip
    assert found.source == ""


@pytest.mark.parametrize(
    ("before", "cell"),
    [
        ("K = 1", "def f(k=K): pass"),
        ("from lib import *", "class A(Base): pass"),
        ("from __future__ import annotations", "def f(x: Tensor) -> Tensor: pass"),
        ("from __future__ import annotations", "class A:\n    x: Tensor = None"),
        ("", "def f(x: 'Tensor'): pass"),
        ("", "class A:\n    k = 1\n    def f(self, j=k): pass\n    def g(self): return A"),
        ("", "class A:\n    xs = [y for y in range(3) if y]"),
        ("", "def f(): return unknown"),
        ("", "f = lambda x: unknown"),
        ("", "def f(xs=tuple(i for i in range(3))): pass"),
        ("K = compute()", "K = 2\ndef f(k=K): pass"),
        ("for K in range(3): pass", "K = 2\ndef f(k=K): pass"),
        ("", "try:\n    import a\n    class B(a.C): pass\nexcept ImportError:\n    B = None"),
    ],
)
def test_what_is_there_is_no_need(lifted, before, cell):
    found = lifted(before, cell)
    assert found.needs == ()
    assert cell in found.source


def test_annotations_that_a_later_cell_puts_off_are_put_off_everywhere(lifted):
    found = lifted("def f(x: Tensor): pass", "from __future__ import annotations")
    assert found.needs == ()
    assert found.source == "from __future__ import annotations\ndef f(x: Tensor): pass"
    exec(compile(found.source, "module", "exec", dont_inherit=True), {})


MISSING = [
    ("def f(x): return x + K", {"f": ("K",)}),
    ("def f(x): return np.dot(x, W) + b", {"f": ("W", "b", "np")}),
    ("K = 1\ndef f(x): return x + K", {"f": ()}),
    ("def f(x): return g(x)\ndef g(x): return f(x)", {"f": (), "g": ()}),
    ("def f(x): return len(x), __name__, print", {"f": ()}),
    ("def f(xs): return [x + k for x in xs for k in x if k]", {"f": ()}),
    ("def f(xs): return {x: K for x in xs}", {"f": ("K",)}),
    ("def f(xs): return [(y := x) for x in xs], y", {"f": ()}),
    ("def f(x):\n    def g(y): return x + y + K\n    return g", {"f": ("K",)}),
    ("def f(x): return lambda y: x + y + K", {"f": ("K",)}),
    ("def f():\n    class A:\n        k = 1\n        def g(self): return k\n    return A", {"f": ("k",)}),
    ("def f():\n    import torch\n    with torch.no_grad() as t: return t", {"f": ()}),
    ("def f():\n    try: pass\n    except E as e: return e", {"f": ("E",)}),
    ("def f():\n    for i in range(3): pass\n    return i", {"f": ()}),
    ("def f(x):\n    match x:\n        case [a, *b]: return a, b\n        case Net(): return 1", {"f": ("Net",)}),
    ("def f():\n    global n\n    n += 1", {"f": ("n",)}),
    ("def f():\n    global n\n    return n", {"f": ("n",)}),
    ("def f():\n    global n\n    n = 1\n    n += 1\n    return n", {"f": ()}),
    ("def f():\n    x: Tensor = 1\n    return x", {"f": ()}),
    ("def f():\n    x = x + 1\n    return x", {"f": ()}),
    ("def f():\n    del model", {"f": ()}),
    ("class A:\n    def f(self): return K, self.k, A\n    def g(self): return 1", {"A.f": ("K",), "A.g": ()}),
    ("class A:\n    K = 1\n    def f(self): return K", {"A.f": ("K",)}),
    ("class A:\n    class B:\n        def f(self): return K", {"A.B.f": ("K",)}),
    ("class A:\n    def f(self): return __k", {"A.f": ("_A__k",)}),
    ("class A:\n    @property\n    def x(self): K\n    @x.setter\n    def x(self, v): L", {"A.x": ("K", "L")}),
    ("class A(object):\n    def f(self): return super().f(), __class__", {"A.f": ()}),
    ("f = lambda x: x + K", {"f": ("K",)}),
    ("f = g = lambda x: K", {"f": ("K",), "g": ("K",)}),
    ("class A: pass\nA.f = lambda self: K", {"A.f": ("K",)}),
    ("class A: pass\ndef f(self): return K\nA.f = f", {"A.f": ("K",), "f": ("K",)}),
    ("def f(): return K\ng = f", {"f": ("K",), "g": ("K",)}),
    ("class A:\n    def f(self): return K\nB = A", {"A.f": ("K",), "B.f": ("K",)}),
    ("from lib import *\ndef f(): return K", {"f": ()}),
    ("def f(): return K\nfrom lib import *", {"f": ()}),
    ("try:\n    from lib import *\nexcept ImportError: pass\ndef f(): return K", {"f": ()}),
    ("try:\n    import t\nexcept ImportError:\n    def t(x): return K", {"t": ("K",)}),
    ("try:\n    def t(x): return J\nexcept ImportError:\n    def t(x): return K", {"t": ("J", "K")}),
    ("def f(): return J\ndef f(): return K", {"f": ("K",)}),
    ("class A:\n    def f(self): return J\nclass A:\n    def g(self): return 1", {"A.g": ()}),
    ("class A:\n    def f(self): return J\nclass A(A):\n    def g(self): return 1", {"A.f": ("J",), "A.g": ()}),
    ("def f(): return K\nf = 3", {}),
    ("net = Net()\ndef f(): return net", {"f": ("net",)}),
    ("def g(k=unknown): pass\ndef f(): return g()", {"f": ("g",)}),
    ("import typing\nif typing.TYPE_CHECKING:\n    import t\ndef f(): return t", {"f": ("t",)}),
    ("async def f(): return K", {"f": ("K",)}),
    ("def listcomp(): return [K for x in J]", {"listcomp": ("J", "K")}),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "missing"), MISSING, ids=[cell[:50] for cell, _ in MISSING])
def test_names_that_only_a_run_would_give_are_told_function_by_function(lifted, cell, missing):
    assert lifted(cell).missing == missing


def test_what_a_definition_lacks_is_also_what_the_others_lack_that_it_leads_to(lifted):
    found = lifted(
        "def f(): return g()\ndef g(): return h() + J\ndef h(): return f() + K\ndef other(): return L",
        "class A:\n    def __init__(self): self.h = g\n    def f(self): return self.h() + M",
        "class B:\n    a: A = 1",
    )
    assert (found.lacking("f"), found.lacking("other")) == (("J", "K"), ("L",))
    assert found.lacking("A.f") == found.lacking("A") == ("J", "K", "M")
    assert found.lacking("B") == found.lacking("absent") == ()


NEWER = [
    ("type Pair = tuple[Unknown, int]", {}),
    ("def f[T](x: T, y: list[T]) -> T:\n    return x + K", {"f": ("K",)}),
    ("class A[T]:\n    k: T\n    def f(self, x: T) -> T: return K, T", {"A.f": ("K",)}),
    ("class A[T](list[T]):\n    def f[S](self, x: S): return S, T", {"A.f": ()}),
    ("def f(x): return f'{x['a']!r}' + f'{[y for y in x]}'", {"f": ()}),
]


@pytest.mark.skipif(sys.version_info < (3, 12), reason="the syntax is that of Python 3.12")
@pytest.mark.parametrize(("cell", "missing"), NEWER)
def test_newer_syntax_is_lifted_where_python_knows_it(lifted, compiles, cell, missing):
    found = lifted("!ls", cell, "%time x")
    assert found.source == cell
    assert found.needs == ()
    assert found.missing == missing
    assert compiles(found.source)


STALE = [
    ("def f(x): return x", "f = timed(f)", "f"),
    ("K = 1\ndef f(): return K", "K = compute()", "K"),
    ("class A: pass\ndef f(): return A", "class A(unknown): pass", "A"),
    ("def f(x): return x", "@unknown\ndef f(x): return 2", "f"),
]


@pytest.mark.parametrize(("first", "second", "name"), STALE)
def test_a_run_that_changes_what_is_lifted_is_remarked(lifted, first, second, name):
    found = lifted(first, second)
    assert found.source == first
    assert found.remarks == (
        f"cell 2, line 1: {name} is given anew by a statement that is not lifted; the one before stays",
    )


def test_a_run_that_uses_the_same_small_name_is_not_remarked(lifted):
    assert lifted("x = 3\ndef f(x): return x", "x = f(x)").remarks == ()


NAMES = st.sampled_from(["a", "b", "conv_forward", "Net", "K"])
PARTS = [
    "import {0}",
    "from {0} import {1} as {2}",
    "def {0}(x, y=1, *z):\n    '''%time\n!ls'''\n    # {1}?\n\n    return {1} % x",
    "@staticmethod\ndef {0}(x):\n    return (x\n% 2)",
    "class {0}:\n    k = 1\n\n    def {1}(self):\n        return {2}\n",
    "{0} = lambda x: x + {1}",
    "{0} = -1 / 2",
    "{0}, {1} = (1, [2]), 'x'",
    "{0}: int = 3; {1} = 4",
    "{0} = [\n  1,\n\n  2,  # {1}\n]",
    "try:\n    import {0}\nexcept ImportError:\n    {0} = None",
    "async def {0}():\n    async with {1} as {2}:\n        await {2}",
]
PIECES = st.builds(lambda part, *names: part.format(*names), st.sampled_from(PARTS), NAMES, NAMES, NAMES)
SPACES = st.sampled_from(["\n", "\n\n", "\n# note\n", "\n\n    # indented note\n\n"])
DEFINING = st.lists(st.tuples(PIECES, SPACES), min_size=1, max_size=5).map(
    lambda all_: "".join(p + s for p, s in all_)
)


@given(st.lists(DEFINING | DEFINING.map(str.strip), min_size=1, max_size=4))
def test_of_cells_that_only_define_nothing_changes(lifted, compiles, cells):
    found = lifted(*cells)
    assert found.source == "\n".join(cells)
    assert found.lines == tuple(
        Origin(n, m) for n, cell in enumerate(cells, 1) for m in range(1, cell.count("\n") + 2)
    )
    assert found.remarks == found.needs == ()
    assert compiles(found.source)


RUNS = st.sampled_from([
    "train(a)", "!pip install x", "%time f()", "for i in range(3):\n    print(i)", "x = !ls", "a?", "plt.show();",
    "'''text'''", "net = Net(\n  1,\n  2)", "with open('x') as f:\n    !ls\n", "del q", "print(1); print(2)",
])  # fmt: skip


@given(st.lists(st.tuples(st.lists(RUNS, max_size=3), PIECES), min_size=1, max_size=4))
def test_runs_between_definitions_go_and_every_line_knows_its_place(lifted, compiles, parts):
    cells = ["\n".join([*runs, piece]) for runs, piece in parts]
    found = lifted(*cells)
    assert compiles(found.source)
    lines = found.source.split("\n")
    assert len(lines) == len(found.lines)
    for text, origin in zip(lines, found.lines, strict=True):
        assert cells[origin.cell - 1].split("\n")[origin.line - 1] == text
    kept = [node for node in ast.parse(found.source).body if not isinstance(node, ast.Pass)]
    assert len(kept) == sum(len(ast.parse(piece).body) for _, piece in parts)


WORDS = st.sampled_from([
    *"()[]{}:,;=.*@\\'\"#%!?/", "\n", "\n    ", "\n  ", " ", "'''", "def ", "class ", "return ", "lambda ", "if ",
    "else", "for ", " in ", "while ", "try", "except ", "finally", "import ", "from ", "__future__", "annotations",
    "async ", "await ", "yield ", "global ", "nonlocal ", "match ", "case ", "_", "with ", " as ", "break", "del ",
    "continue", "pass", "x", "y", "f(x)", "1", "f''", "**", ":=", "==", "->", "not ", "é", "\f", "\t", "\0", "\r",
    "x = 1", "def f(x):", "class A:", "%%time\n", "!ls", "print x", "*a", "...", "| ",
])  # fmt: skip
ANYTHING = st.text(max_size=60) | st.lists(WORDS, max_size=25).map("".join)


@settings(max_examples=400)
@given(st.lists(ANYTHING, max_size=4))
def test_whatever_the_cells_hold_what_is_lifted_compiles(lifted, compiles, cells):
    found = lifted(*cells)
    assert compiles(found.source)
    lines = found.source.split("\n") if found.source else []
    assert len(lines) == len(found.lines)
    for text, origin in zip(lines, found.lines, strict=True):
        was = cells[origin.cell - 1].replace("\r\n", "\n").replace("\r", "\n").split("\n")[origin.line - 1]
        assert was.endswith(text) or "pass" in text or "(None" in text or text in (")", "") or ")" in text
    assert all(remark.isprintable() for remark in found.remarks)


@settings(max_examples=300)
@given(st.lists(WORDS, max_size=14).map("".join))
def test_what_python_accepts_is_read_and_what_it_refuses_is_not(lifted, compiles, body):
    """Beside a function of the cell's own text stands one that is right, which goes or stays with it."""
    cell = f"def f():\n    for x in y:\n        {body}\ndef g(): pass"
    found = lifted(cell)
    assert compiles(found.source)
    if compiles(cell):
        assert "def g(): pass" in found.source


def test_a_lifted_module_is_data_that_does_not_change(lifted):
    with pytest.raises(dataclasses.FrozenInstanceError):
        lifted("K = 1").source = ""
