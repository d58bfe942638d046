"""What is no Python in a cell goes, with a remark; what only looks like it stays."""

import ast

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from autograder.intake.notebook.magics import as_python

GONE = [
    "%matplotlib inline",
    "%load_ext autoreload",
    "%%time",
    "!pip install torch",
    "!!ls",
    '!echo "it\'s" (unclosed',
    "x = !ls -la",
    "x = %timeit -o f()",
    "x, y = %who_ls",
    "d['a'] = !echo 'b'",
    "np.dot?",
    "np.dot??",
    "x[0]?",
    "np.*load*?",
    "?np",
    "??np.dot",
    "%timeit?",
    "/f x",
    ",f a b",
    ";f a b",
    "%cd 'my folder",
]


# What sets a notebook up, or times a cell that stays, is no loss to be told of.
USUAL = ("%matplotlib inline", "%load_ext autoreload", "%%time")


@pytest.mark.parametrize("line", GONE)
def test_a_command_goes_with_a_remark_that_says_where(lifted, line):
    found = lifted("k = 1", f"a = 1\n{line}\nb = 2")
    assert found.source == "k = 1\na = 1\nb = 2"
    assert found.remarks == (() if line in USUAL else (f"cell 2, line 2: {line} is left out",))
    assert str(found.origin(3)) == "cell 2, line 3"


@pytest.mark.parametrize("line", GONE)
def test_a_command_within_a_block_leaves_a_pass(lifted, compiles, line):
    found = lifted(f"def f():\n    if True:\n        {line}\n    return 1\nb = 2")
    assert found.source == "def f():\n    if True:\n        pass\n    return 1\nb = 2"
    assert compiles(found.source)
    assert found.remarks == (() if line in USUAL else (f"cell 1, line 3: {line} is left out",))


@pytest.mark.parametrize("command", ["!pip install a \\\n    b \\\n    c", "%run x.py \\\n a \\\n b"])
def test_a_command_goes_on_after_a_backslash(lifted, command):
    found = lifted(f"def f():\n    {command}\n    return 1\n")
    assert found.source == "def f():\n    pass\n\n\n    return 1\n"
    assert len(found.remarks) == 1


KEPT = [
    'a = """\n!ls\n%time\n?x\n"""',
    "a = '''\n%%time \\\n!ls'''",
    "a = (7\n% 4)",
    "a = [7\n    % 4,\n    1]",
    "a = 7 \\\n% 4",
    "a = 'x\\\n!ls'",
    "a = 1  # really?",
    "a = '?'",
    "a = '#' '?'",
    "a = {'b': 1,\n# why?\n'c': 2}",
    "def f(x):\n    return (x\n% 2)",
    'def f(x):\n    """Is it?\n    %timeit\n    """\n    return x != 1',
    "a = \"'''\"",
    "a = r'\\'",
    "a = '''x\\'''y'''",
    "def f(x, y=3): return x == y",
]


@pytest.mark.parametrize("text", KEPT)
def test_what_looks_like_a_command_and_is_none_stays(lifted, text):
    text = text.replace("r'\\'", "r'\\\\'")
    found = lifted(f"%matplotlib inline\n{text}\n!ls\nz = 1")
    assert found.source == f"{text}\nz = 1"
    assert [remark.split(": ")[1] for remark in found.remarks] == [
        "!ls is left out",
    ]


def test_a_string_that_never_ends_takes_no_command_with_it(lifted):
    found = lifted("a = 'x\n!ls")
    assert found.source == ""
    assert found.remarks[0] == "cell 1, line 2: !ls is left out"
    assert "the cell is left out" in found.remarks[1]


@pytest.mark.parametrize("magic", ["%%time", "%%capture out", "%%prun -s time", "%%time\n%%capture"])
def test_the_body_of_a_python_magic_stays(lifted, magic):
    found = lifted(f"\n{magic}\ndef f():\n    return 1")
    assert found.source.strip() == "def f():\n    return 1"
    assert found.missing == {"f": ()}
    assert found.remarks == ()


@pytest.mark.parametrize(
    "magic",
    ["%%bash", "%%html", "%%javascript", "%%script python2", "%%timeit", "%%R", "%%!", "%%time?", "%%", "%% x"],
)
def test_the_body_of_any_other_goes(lifted, magic):
    found = lifted(f"{magic}\nx = 1", "y = 2")
    assert found.source == "y = 2"
    assert found.remarks == (f"cell 1, line 1: {magic} is left out with the whole cell",)


def test_a_cell_that_writes_a_file_says_that_the_file_is_asked_for(lifted):
    found = lifted("%%writefile net.py\nclass Net: pass")
    assert found.source == ""
    assert found.remarks == (
        "cell 1, line 1: %%writefile net.py is left out with the whole cell; hand in the file that it writes",
    )


def test_a_cell_that_is_indented_as_a_whole_is_read_as_ipython_does(lifted):
    found = lifted("\n    def f():\n        return 1\n    K = 2")
    assert found.source == "\ndef f():\n    return 1\nK = 2"
    assert str(found.origin(2)) == "cell 1, line 2"


def test_a_shell_line_after_a_colon_is_an_error_as_it_is_in_ipython(lifted):
    found = lifted("if True: !ls\nx = 1")
    assert found.source == ""
    assert "the cell is left out" in found.remarks[-1]


def test_a_remark_cannot_be_long_or_write_lines(lifted):
    (remark,) = lifted("!echo \x1b[31m" + "x" * 1000).remarks
    assert remark.isprintable()
    assert len(remark) < 150


LITERALS = st.text(st.sampled_from("!%?/,;#'\"\\\n ([{=a\t"), max_size=30)
QUOTES = st.sampled_from(['"""', "'''"])


@given(LITERALS, QUOTES, st.sampled_from(["", "r", "b"]))
@example("\n!ls\n%time\n'''", '"""', "")
def test_no_string_is_touched(lifted, text, quote, prefix):
    cell = f"{prefix}{quote}{text}{quote}"
    try:
        value = ast.literal_eval(cell)
    except (SyntaxError, ValueError):
        return
    found = lifted(f"!ls\nA = {cell}\n%time\nB = 1")
    kept = ast.parse(found.source).body
    assert ast.literal_eval(kept[0].value) == value
    assert len(kept) == 2


@given(st.text(st.sampled_from("!%?/,;#'\"\\\n ([{}])=a:\t"), max_size=60))
def test_no_line_changes_its_place(text):
    plain = as_python(text)
    before = text.split("\n")
    assert len(plain.lines) == len(before)
    for line, was in zip(plain.lines, before, strict=True):
        assert was.endswith(line) or line.strip() == "pass"
    assert all(1 <= dropped.line <= len(before) for dropped in plain.dropped)
