"""What a student is told about a notebook before it is graded."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.intake.notebook.cells import Output
from autograder.intake.notebook.hygiene import flaws
from autograder.model import REQUIREMENTS, Flaw, Wanted

KEPT_APART = tuple(name for name in REQUIREMENTS if name != "outputs kept")
ERROR = Output(kind="error", error="NameError", text="name 'x' is not defined")


def code(source, count=None, **fields):
    return {"kind": "code", "source": source, "execution_count": count, **fields}


def text(source, **fields):
    return {"kind": "markdown", "source": source, **fields}


@pytest.fixture(scope="module")
def found(notebook):
    """The flaws of these cells as (kind, cell); the template is given as cells, too."""

    def look(*cells, template=None, **wanted):
        given_out = notebook(*template) if template is not None else None
        return [(flaw.kind, flaw.cell) for flaw in flaws(notebook(*cells), given_out, Wanted(**wanted))]

    return look


@pytest.fixture(scope="module")
def told(notebook):
    """The sentences about these cells."""

    def look(*cells, template=None, **wanted):
        given_out = notebook(*template) if template is not None else None
        return [flaw.text for flaw in flaws(notebook(*cells), given_out, Wanted(**wanted))]

    return look


RUNS = [
    ([1, 2, 3], []),
    ([], []),
    ([1], []),
    ([2, 3, 4], [("gap", 1)]),
    ([1, 2, 5, 9], [("gap", 3)]),
    ([1, 3, 2], [("order", 3)]),
    ([5, 1, 2], [("order", 2)]),
    ([1, 2, 2], [("order", 3)]),
    ([3, 2, 1], [("order", 2), ("order", 3)]),
    ([1, None, 2], [("unexecuted", 2)]),
    ([None, None, None], [("unexecuted", None)]),
    ([None], [("unexecuted", 1)]),
    ([1, None, 3], [("unexecuted", 2), ("gap", 3)]),
    ([2, None, 1], [("unexecuted", 2), ("order", 3)]),
]


@pytest.mark.parametrize(("counts", "said"), RUNS)
def test_a_notebook_is_to_be_run_from_top_to_bottom(found, counts, said):
    assert found(*[code("x", count) for count in counts]) == said


def test_cleared_outputs_may_be_allowed_and_then_order_still_counts(found):
    assert found(code("x"), code("y"), requires=KEPT_APART) == []
    assert found(code("x", 2), code("y"), code("z", 1), requires=KEPT_APART) == [("order", 3)]


def test_texts_between_cells_have_no_count(found):
    assert found(text("# A"), code("x", 1), text("B"), {"kind": "raw", "source": "r"}, code("y", 2)) == []


def test_an_empty_cell_is_a_flaw_and_needs_no_run_unless_it_is_the_one_that_jupyter_adds(found):
    assert found(code("x", 1), code(" \n"), code("y", 2), code("")) == [("empty", 2)]
    assert found(code("x", 1), text("")) == []


def test_a_saved_error_is_named(found, told):
    cells = code("x = 1", 1), code("y", 2, outputs=(Output(kind="stream", text="a"), ERROR))
    assert found(*cells) == [("error", 2)]
    assert told(*cells) == ["Cell 2 ends with NameError: name 'x' is not defined."]
    assert told(code("x", 1, outputs=(Output(kind="error", error="E", text="a\x1b\nb"),))) == [
        "Cell 1 ends with E: a\\x1b."
    ]


def test_an_error_may_be_meant(found):
    assert found(code("y", 1, outputs=(ERROR,), tags=("raises-exception",))) == []


def test_the_sentences_on_the_run_say_which_cells_and_what_to_do(told):
    assert told(code("x", 2), code("y", 1)) == [
        "Cell 2 was executed as [1], before cell 1, [2], above it. Restart the kernel, run all cells and save."
    ]
    assert told(code("x", 1), code("y", 1)) == [
        "Cells 1 and 2 have the same number, [1]; one of them is a copy. "
        "Restart the kernel, run all cells and save."
    ]
    assert told(code("x", 1), code("y", 3)) == [
        "Cell 2 has the number [3] where one run gives [2]: a cell was run twice, or deleted. "
        "Restart the kernel, run all cells and save."
    ]


GIVEN = (
    text("# Homework 1\nRead this first."),
    code("import numpy as np\n\ndef check(x):\n    assert x\n    return x  \n"),
    code("def f(x):\n    # YOUR CODE HERE\n    raise NotImplementedError()"),
    text("**Question.** Why?"),
    text("*Your answer here*"),
    code(""),
)
DONE = (GIVEN[0], GIVEN[1], code("def f(x):\n    return x"), GIVEN[3], text("Because."), code("f(1)"))


def run(*cells):
    """As if they had been run, in order."""
    counts = iter(range(1, 100))
    return [cell if cell["kind"] != "code" else {**cell, "execution_count": next(counts)} for cell in cells]


def test_a_filled_template_is_no_alteration(found):
    assert found(*run(*DONE), template=GIVEN) == []


def test_the_template_itself_has_everything_left_to_fill(found):
    assert found(*GIVEN, template=GIVEN, requires=KEPT_APART) == [
        ("placeholder", 3), ("placeholder", 3), ("placeholder", 5),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [
        lambda source: source.replace("\n", "\r\n"),
        lambda source: source.replace("\n", "  \n") + "\n\n",
        lambda source: "\n" + source.strip(),
        lambda source: source.replace("\n\n", "\n"),
        lambda source: source + "\nimport torch",
        lambda source: "# mine\n" + source,
    ],
)
def test_blanks_and_lines_of_ones_own_are_no_change(found, change):
    cells = [DONE[0], code(change(GIVEN[1]["source"])), *DONE[2:]]
    assert found(*run(*cells), template=GIVEN) == []


def test_a_given_cell_may_be_split_or_joined(found):
    head, tail = "import numpy as np\n", "def check(x):\n    assert x\n    return x"
    assert found(*run(DONE[0], code(head), code(tail), *DONE[2:]), template=GIVEN) == []
    assert found(*run(DONE[0], code(GIVEN[1]["source"] + DONE[2]["source"]), *DONE[3:]), template=GIVEN) == []


def test_a_changed_cell_is_named_with_the_line(found, told):
    cells = run(DONE[0], code("import numpy as np\n\ndef check(x):\n    return x\n"), *DONE[2:])
    assert found(*cells, template=GIVEN) == [("changed", 2)]
    assert told(*cells, template=GIVEN) == [
        "Cell 2 was given and is changed; “assert x” is not where it was. Restore it; add cells of your own."
    ]


def test_a_cell_that_is_gone_is_named_by_its_beginning(found, told):
    assert found(*run(*DONE[1:]), template=GIVEN) == [("missing", None)]
    assert told(*run(*DONE[1:]), template=GIVEN) == [
        "A cell of the template is missing: its cell 1, which begins with “# Homework 1”."
    ]


def test_cells_are_matched_by_id_before_they_are_matched_by_likeness(found):
    template = [code("a = load(1)\nb = a", id="one"), code("a = load(2)\nb = a", id="two")]
    cells = run(code("a = load(1)\nb = a + 1", id="two"), code("something else", id="one"))
    assert found(*cells, template=template) == [("changed", 2), ("changed", 1)]


def test_cells_are_matched_by_likeness_where_ids_are_new(found):
    template = [code("a = load(1)\nb = a", id="one"), text("Explain your choice in two sentences.", id="two")]
    cells = run(text("Explain your choice in one sentence."), code("a = load(7)\nb = a", id="x"))
    assert found(*cells, template=template) == [("changed", 2), ("changed", 1)]


def test_a_students_own_cell_is_not_taken_for_a_given_one_that_is_gone(found):
    template = [code("x = 1", id="a"), code("y = f(x)  # TODO", id="b")]
    assert found(*run(code("x = 2\ny = f(x)", id="b")), template=template) == [("missing", None)]


def test_a_cell_of_another_kind_does_not_stand_for_a_given_one(found):
    assert found(text("import os"), template=[code("import os")]) == [("missing", None)]


def test_what_the_caller_calls_a_placeholder_is_the_students_to_fill(found):
    template = [code("rate = ...  # FILL IN")]
    assert found(*run(code("rate = 0.1")), template=template, placeholders=("fill in",)) == []
    assert found(*run(code("rate = 0.1")), template=template) == [("missing", None)]


LEFT = [
    (code("# TODO: write it"), ["# TODO"]),
    (code("x = 1 #todo"), ["#todo"]),
    (code("### YOUR CODE HERE ###"), ["YOUR CODE HERE"]),
    (code("def f():\n    raise NotImplementedError"), ["raise NotImplementedError"]),
    (code("def f(): raise NotImplementedError('x')"), ["raise NotImplementedError"]),
    (code("x = 'todo'\n# today\nTODO = 1"), []),
    (code("# raise NotImplementedError"), []),
    (code("s = 'raise NotImplementedError'"), []),
    (code("class A:\n    def f(self): return NotImplementedError"), []),
    (text("*Your answer here*"), ["Your answer here"]),
    (text("# WRITE YOUR ANSWER HERE"), ["WRITE YOUR ANSWER HERE"]),
    (text("<b>Your answer here.</b>"), ["Your answer here"]),
    (text("**Answer:** _your answer here_ ..."), ["your answer here"]),
    (text("Put your text in place of YOUR ANSWER HERE, please."), []),
    (text("I have no TODO left"), []),
    (text("Name: XXXX"), ["XXXX"]),
    (text("name: xxxx\n\nand  so\non"), ["XXXX", "and so on"]),
    (code("x = 'XXXX'"), ["XXXX"]),
]


@pytest.mark.parametrize(("cell", "left"), LEFT)
def test_placeholders_that_are_left_are_quoted(told, cell, left):
    said = told(*run(cell), placeholders=("XXXX", "and so on", ""))
    assert said == [f"Cell 1 still holds “{one}”. Put your own work in its place." for one in left]


SECTIONS = [
    ("# Results", "Results", True),
    ("## 2.3 Results", "results", True),
    ("### 2) **Results**:", "3. Results", True),
    ("# IV. Results and discussion", "Results", True),
    ("Results\n=======", "Results", True),
    ("text\n\nResults\n---\nmore", "Results", True),
    ("<h2 id='r'>Results</h2>", "Results", True),
    ("#Results", "Results", True),
    ("# Results #", "Results", True),
    ("# TASK 3.6: Weights", "Task 3.6", True),
    ("# Task 3.61", "Task 3.6", False),
    ("# Task 3.6.1", "Task 3.6", False),
    ("# 3.6", "3.6", True),
    ("Results", "Results", False),
    ("```\n# Results\n```", "Results", False),
    ("# Resultsets", "Results", False),
    ("# The results", "Results", False),
]


@pytest.mark.parametrize(("source", "section", "there"), SECTIONS)
def test_sections_are_found_whatever_their_numbers_and_letter_case(found, source, section, there):
    assert (found(text(source), sections=(section,)) == []) is there


def test_a_heading_in_a_code_cell_is_a_comment(found):
    assert found(*run(code("# Results")), sections=("Results",)) == [("section", None)]


def test_of_a_section_that_is_missing_the_nearest_heading_is_named(told):
    assert told(text("# 4. Diskussion"), sections=("Discussion", "Figures")) == [
        "There is no section “Discussion”. The nearest heading is “4. Diskussion”, in cell 1.",
        "There is no section “Figures”.",
    ]


STATEMENT = "I, ____, certify that this is **my own** work."


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("I, Ada, certify that this is my own work.", []),
        ("I, ____, certify that this is\nmy own work.\n\nAda", []),
        (STATEMENT, [("authorship", 1)]),
        ("I, ____,  certify that this is\nmy own work.", [("authorship", 1)]),
        ("I certify nothing.", [("authorship", None)]),
    ],
)
def test_the_statement_on_authorship_is_to_be_there_and_filled_in(found, cell, said):
    wanted = {"statement": "certify that this is my own work"}
    assert found(text(cell), template=[text(STATEMENT)], **wanted) == said


def test_without_a_template_the_statement_need_only_be_there(found):
    assert found(text(STATEMENT), statement="my own work") == []
    assert found(text("x"), statement="my own work") == [("authorship", None)]
    assert found(text("x")) == []


def test_an_empty_notebook_has_no_flaw_of_its_own(notebook):
    assert flaws(notebook(), None, Wanted()) == ()


CELLS = st.builds(
    lambda kind, source, count, id_: {"kind": kind, "source": source, "execution_count": count, "id": id_},
    st.sampled_from(["code", "markdown", "raw"]),
    st.text(st.sampled_from("# TODO\n=-<h1>your answer here.1)(a"), max_size=30) | st.text(max_size=20),
    st.none() | st.integers(0, 5),
    st.sampled_from(["", "a", "b"]),
)


@given(st.lists(CELLS, max_size=5), st.lists(CELLS, max_size=5), st.text(max_size=5), st.booleans())
def test_any_two_notebooks_can_be_compared(notebook, cells, template, word, allowed):
    wanted = Wanted(
        sections=(word,),
        placeholders=(word,),
        statement=word,
        requires=tuple(REQUIREMENTS) if allowed else KEPT_APART,
    )
    found = flaws(notebook(*cells), notebook(*template), wanted)
    assert all(isinstance(flaw, Flaw) and flaw.text for flaw in found)
    assert all(flaw.cell is None or 1 <= flaw.cell <= len(cells) for flaw in found)


@given(st.lists(CELLS, max_size=5))
def test_a_template_never_differs_from_itself(notebook, cells):
    same = notebook(*cells)
    assert not [flaw for flaw in flaws(same, same, Wanted()) if flaw.kind in ("changed", "missing")]
