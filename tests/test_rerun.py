"""A homework in a notebook, from the file to the grade: by its definitions, by what cells leave, and by both."""

import json
import time
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from autograder.box.choose import open_box, strongest
from autograder.box.questions import batch_of
from autograder.grade import Gathered, gather, grade
from autograder.gradebook.evidence import read_evidence, write_evidence
from autograder.model import Item, Run, Share, Tell, Wanted
from autograder.report.grade_json import grade_json
from tests.hostile import notebooks, target

DOUBLE, TOTAL = "def double(x):\n    return 2 * x", "def total(x):\n    return x.sum()"
HOUR = "import time\nfor epoch in range(3600):\n    time.sleep(1)"


def notebook(*sources, **cell):
    cells = [notebooks.code(source) | cell for source in sources]
    return notebooks.written(notebooks.notebook_of(cells))


RUN = Run(cell_seconds=1.0, total_seconds=6.0)


def key_of(*, executed=False, run=RUN, wanted=None):
    key, arrays = target.notebook_key(executed=executed)
    items = key.rubric.items
    if wanted is not None:
        share = Share(group="all", points=Fraction(2))
        items += (
            Item(id="notebook", title="N", check="notebook", shares=(share,), tell=Tell.CASES, wanted=wanted),
        )
    return replace(key, rubric=replace(key.rubric, items=items, run=run, total=Fraction(6))), arrays


@pytest.fixture(scope="module")
def box():
    key, _ = key_of()
    opened = open_box(key.rubric.allow, key.rubric.limits, strongest())
    yield opened
    opened.close()


@pytest.fixture
def graded(box, tmp_path):
    def run(data, *, own=False, **how):
        key, arrays = key_of(**how)
        (tmp_path / target.NOTEBOOK).write_bytes(data)
        gathered = gather(tmp_path, key, arrays, batch_of(key, arrays), box, own=own)
        return grade(key, arrays, gathered), gathered

    return run


def test_functions_are_asked_by_their_definitions_whatever_else_the_notebook_does(graded):
    made, gathered = graded(notebook("!wget data", "raise SystemExit", DOUBLE, TOTAL, "double('x')"), run=None)
    assert made.earned == 4
    assert gathered.evidence.notebook.asked == ()
    assert all(cell.run is None for cell in gathered.evidence.notebook.cells)


def test_a_training_of_an_hour_keeps_no_function_waiting(graded):
    began = time.monotonic()
    made, _ = graded(notebook(DOUBLE, TOTAL, HOUR), own=True)
    assert made.earned == 4
    assert time.monotonic() - began < 60  # a hang, not a measurement


def test_what_a_notebook_imports_and_cannot_have_does_not_keep_its_functions_from_being_asked(graded):
    plots = "import matplotlib.pyplot as plt\nfrom sklearn.datasets import load_digits\nimport torch.nn as nn"
    net = "class Net(nn.Module):\n    pass"
    made, _ = graded(notebook(plots, net, DOUBLE, TOTAL), run=None)
    assert made.earned == 4


def test_one_that_is_used_says_what_is_missing(graded):
    source = "import matplotlib.pyplot as plt\ndef double(x):\n    plt.plot(x)\n    return 2 * x"
    made, gathered = graded(notebook(source, TOTAL), run=None)
    assert made.earned == 2
    message = gathered.evidence.answers["double/0"].failure.message
    assert message == "matplotlib.pyplot.plot is not there: matplotlib is not allowed in this homework"


def test_executed_items_are_asked_of_what_the_cells_left(graded):
    made, gathered = graded(notebook("scale = sum([1, 1])", "double = lambda x: scale * x", TOTAL), executed=True)
    assert made.earned == 4
    assert gathered.evidence.notebook.asked == ("double", "total")
    assert gathered.evidence.remarks == ()


def test_a_function_that_needs_what_only_a_cell_computes_is_asked_after_the_run_and_that_is_said(graded):
    scaled = "def double(x):\n    return scale * x"
    made, gathered = graded(notebook("import math\nscale = math.sqrt(4)", scaled, TOTAL))
    assert made.earned == 4
    assert gathered.evidence.notebook.asked == ("double",)
    assert made.remarks == ("double: double needs scale, which only running the notebook gives; so it was run",)


def test_so_is_one_whose_question_calls_another_function_that_needs_it(box, tmp_path):
    """The item looks at `double` alone."""
    key, arrays = key_of()
    asking = "def double(student, x):\n    return {'out': student.double(student.halved(x)) * 1.0}\n"
    scaled = "import math\nscale = math.sqrt(4)\ndef halved(x):\n    return x / scale"
    (tmp_path / target.NOTEBOOK).write_bytes(notebook(scaled, "def double(x):\n    return 4 * x", TOTAL))
    key = replace(key, probes=f"{key.probes}\n\n{asking}")
    gathered = gather(tmp_path, key, arrays, batch_of(key, arrays), box)
    assert gathered.evidence.notebook.asked == ("double",)
    assert grade(key, arrays, gathered).earned == 4


def test_so_is_one_that_calls_such_a_function(graded):
    steps = "import math\nscale = math.sqrt(4)\ndef scaled(x):\n    return scale * x"
    made, gathered = graded(notebook(steps, "def double(x):\n    return scaled(x)", TOTAL))
    assert made.earned == 4
    assert gathered.evidence.notebook.asked == ("double",)


def test_without_a_run_it_is_said_why_it_fails(graded):
    scaled = "def double(x):\n    return scale * x"
    made, _ = graded(notebook("import math\nscale = math.sqrt(4)", scaled, TOTAL), run=None)
    assert made.earned == 2
    assert "double: double needs scale, which no definition gives, and no cell is run here" in made.remarks


def test_a_kernel_that_died_leaves_the_definitions_to_be_asked_and_that_is_said(graded):
    made, gathered = graded(notebook(DOUBLE, TOTAL, "import os\nos._exit(1)"), executed=True)
    assert made.earned == 4
    assert gathered.evidence.notebook.asked == ()
    instead = "double and total: the notebook did not come to its end; what it defines was asked instead"
    assert made.remarks[0] == instead


def test_a_students_own_check_runs_a_notebook_only_where_a_question_needs_it(graded):
    assert graded(notebook(DOUBLE, TOTAL), own=True)[1].document == b""
    assert graded(notebook(DOUBLE, TOTAL), own=True, executed=True)[1].document != b""
    assert graded(notebook(DOUBLE, TOTAL))[1].document != b""


@pytest.mark.parametrize("executed", [False, True])
def test_an_error_is_told_by_cell_and_line(graded, executed):
    wrong = "\ndef double(x):\n    y = x\n    return y.nothing"
    _, gathered = graded(notebook("import numpy as np", TOTAL, wrong), executed=executed)
    frame = gathered.evidence.answers["double/0"].failure.frames[-1]
    assert (frame.file, frame.line, frame.function) == ("homework.ipynb cell 3", 4, "double")


def test_an_item_says_where_its_code_stands(graded):
    made, _ = graded(notebook("import numpy as np", f"\n\n{DOUBLE}", TOTAL))
    assert [(item.file, item.line) for item in made.items] == [
        ("homework.ipynb cell 2", 3),
        ("homework.ipynb cell 3", 1),
    ]


def test_how_each_cell_went_is_evidence(graded):
    _, gathered = graded(notebook("print(5)", "1/0", "n = 0\nwhile True:\n    n += 1", "print(6)"))
    runs = [cell.run for cell in gathered.evidence.notebook.cells]
    assert [run.outcome.value for run in runs] == ["answered", "raised", "cpu limit", "answered"]
    assert (runs[0].prints, runs[1].failure.type, runs[3].prints) == ("5\n", "ZeroDivisionError", "6\n")


def test_cells_that_the_rubric_leaves_out_are_not_run(graded):
    run = Run(cell_seconds=1.0, total_seconds=6.0, skip=("training",))
    _, gathered = graded(notebook("print(1)", metadata={"tags": ["training"]}), run=run)
    [cell] = gathered.evidence.notebook.cells
    assert (cell.run.outcome.value, cell.run.detail) == ("not reached", "tagged training")


def test_the_notebook_as_it_was_run_is_kept(graded):
    _, gathered = graded(notebook("print(5)", "x = 1"))
    cells = json.loads(gathered.document)["cells"]
    assert [cell["source"] for cell in cells] == ["print(5)", "x = 1"]
    assert cells[0]["outputs"][0]["text"] == "5\n"


def test_a_grade_is_made_again_from_the_evidence_alone(graded, tmp_path):
    key, arrays = key_of(executed=True)
    made, gathered = graded(notebook("print(5)", DOUBLE, "def total(x):\n    return x"), executed=True)
    write_evidence(tmp_path / "evidence.safetensors", gathered.evidence, gathered.arrays)
    evidence, got = read_evidence(tmp_path / "evidence.safetensors")
    assert grade_json(grade(key, arrays, Gathered(evidence, got))) == grade_json(made)


def test_a_complete_notebook_earns_its_item(graded):
    data = notebook(DOUBLE, TOTAL)
    cells = json.loads(data)
    for count, cell in enumerate(cells["cells"], 1):
        cell["execution_count"] = count
    made, _ = graded(notebooks.written(cells), wanted=Wanted(requires=("run in order", "outputs kept")))
    assert (made.earned, made.items[-1].state) == (6, "right")


def test_one_flaw_of_a_kind_that_counts_costs_the_item_and_is_told(graded):
    made, _ = graded(notebook(DOUBLE, TOTAL), wanted=Wanted(requires=("outputs kept",)))
    item = made.items[-1]
    assert (made.earned, item.earned, item.lost, item.state) == (4, 0, 2, "wrong")
    assert item.clause == "1 thing to mend"
    assert [flaw.text for flaw in item.flaws] == [
        "No cell was executed. Restart the kernel, run all cells and save."
    ]


def test_a_flaw_of_another_kind_costs_nothing(graded):
    made, _ = graded(notebook(DOUBLE, TOTAL), wanted=Wanted(requires=("no errors",)))
    assert made.earned == 6


def test_a_notebook_that_was_not_handed_in_is_not_begun(box, tmp_path):
    key, arrays = key_of(wanted=Wanted(requires=("no errors",)))
    (tmp_path / "other.py").write_text("x = 1\n", encoding="utf-8")
    made = grade(key, arrays, gather(tmp_path, key, arrays, batch_of(key, arrays), box))
    assert [item.state for item in made.items][-1] == "not begun"
    assert made.earned == 0


def test_twice_run_gives_the_same_grade(graded):
    data = notebook("import numpy as np\nprint(np.arange(3))", DOUBLE, TOTAL)
    one, other = (grade_json(replace(graded(data, executed=True)[0], times={})) for _ in range(2))
    assert one == other


def test_inputs_are_the_same_by_both_ways(graded):
    seen = "def double(x):\n    return x"
    by_run, by_definition = (graded(notebook(seen, TOTAL), executed=way)[1] for way in (True, False))
    for name, array in by_run.arrays.items():
        np.testing.assert_array_equal(array, by_definition.arrays[name])
