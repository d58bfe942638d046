"""The notebook of conv_layers: what students receive, what the reference makes of it, and what a class hands in."""

import json
import re
import subprocess
import sys

import pytest

from autograder.author.template import notebook_templates
from autograder.course.rubric import read_rubric
from autograder.errors import SubmissionError
from autograder.intake.notebook.definitions import lift
from autograder.intake.notebook.hygiene import Wanted, flaws
from autograder.intake.notebook.magics import as_python
from autograder.intake.notebook.reading import read_notebook
from tests.submissions.notebooks import NAME, SAMPLES, cell, document, text_of, write

WANTED = Wanted(sections=("Training", "Visualizing Layers", "Inline Question"))
TO_DO = ("train", "filters", "answer")
CHECKS = (
    "output-size-check", "conv-forward-check", "conv-backward-check", "pool-forward-check", "pool-backward-check",
    "test-cnn-start-check", "test-cnn-scores-check", "test-cnn-gradients-check",
)  # fmt: skip
LARGEST_PNG = 60_000
# Runs cells one after another without IPython and without drawing, and says what each printed.
RUN = """
import contextlib, io, json, sys
from unittest.mock import MagicMock

sys.modules["matplotlib"] = sys.modules["matplotlib.pyplot"] = MagicMock()
space, printed = {}, {}
for name, source in json.load(sys.stdin).items():
    with contextlib.redirect_stdout(io.StringIO()) as text:
        exec(compile(source, name, "exec"), space)
    printed[name] = text.getvalue()
print(json.dumps(printed))
"""


@pytest.fixture(scope="module")
def reference(homework):
    return read_notebook((homework.reference / NAME).read_bytes(), NAME)


@pytest.fixture(scope="module")
def handed_out(homework):
    """The template's, as a key would carry it."""
    return read_notebook(notebook_templates(homework.reference)[NAME].encode(), NAME)


@pytest.fixture(scope="module")
def run_again():
    """What cells print beside the code of a folder, each under its id; magics are left out."""

    def run(path, names):
        book = document(path)
        sources = {name: "\n".join(as_python("".join(cell(book, name)["source"])).lines) for name in names}
        ran = subprocess.run(
            [sys.executable, "-B", "-c", RUN], cwd=path.parent, input=json.dumps(sources),
            stdout=subprocess.PIPE, text=True, check=True,
        )  # fmt: skip
        return json.loads(ran.stdout)

    return run


def saved(path, name):
    """What a cell of the file had printed."""
    outputs = cell(document(path), name)["outputs"]
    return "".join("".join(output["text"]) for output in outputs if output["output_type"] == "stream")


def errors_in(text):
    return [float(number) for number in re.findall(r"error[^:]*: +(\S+)", text)]


def test_the_reference_is_a_notebook_without_a_flaw(reference, handed_out):
    assert flaws(reference, handed_out, WANTED) == ()


def test_the_untouched_template_is_not_begun_and_nothing_else(handed_out):
    said = flaws(handed_out, handed_out, WANTED)
    ids = {one.number: one.id for one in handed_out.cells}
    assert [(flaw.kind, ids.get(flaw.cell)) for flaw in said] == [
        ("unexecuted", None),
        *[("placeholder", name) for name in TO_DO],
    ]


def test_both_have_the_same_cells_with_speaking_names(reference, handed_out):
    def outline(book):
        return [(one.id, one.kind, one.tags) for one in book.cells]

    assert outline(reference) == outline(handed_out)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", one.id) for one in reference.cells)
    assert [one.id for one in reference.cells if "training" in one.tags] == ["train"]


def test_every_cell_but_those_to_do_is_given(reference, handed_out):
    pairs = zip(reference.cells, handed_out.cells, strict=True)
    assert tuple(one.id for one, other in pairs if one.source != other.source) == TO_DO


def test_its_definitions_need_none_of_its_runs(reference, handed_out):
    module = lift(reference)
    setup = next(one.number for one in reference.cells if one.id == "setup")
    assert module.needs == ()
    assert [remark.split(":")[0] for remark in module.remarks] == [f"cell {setup}, line {n}" for n in (1, 2, 3)]
    for name in ("house_numbers", "small_digits"):
        assert f"def {name}(" in module.source
    assert "train_net(" not in module.source
    assert lift(handed_out).source == module.source


def test_points_in_its_first_cell_are_the_rubrics(handed_out, homework):
    points = re.findall(r"\| (\d+) \|$", handed_out.cells[0].source, re.MULTILINE)
    assert sum(map(int, points)) == read_rubric(homework.rubric).total


def test_the_reference_kept_small_outputs_that_name_no_machine(homework):
    outputs = [output for one in document(homework.reference / NAME)["cells"] for output in one.get("outputs", ())]
    streams = [output for output in outputs if output["output_type"] == "stream"]
    pictures = ["".join(output["data"]["image/png"]) for output in outputs if output not in streams]
    assert len(pictures) == 2
    assert max(map(len, pictures)) < LARGEST_PNG
    assert {output["name"] for output in streams} == {"stdout"}, "a warning was kept"
    printed = "".join(line for output in streams for line in output["text"])
    assert not re.search(r"(?<!\S)(?:/|[A-Z]:\\)\w", printed)


def test_the_reference_reaches_its_goal_on_the_digits(homework):
    printed = saved(homework.reference / NAME, "weights")
    assert float(re.search(r"^digits, validation accuracy: (\S+)$", printed, re.MULTILINE)[1]) >= 0.97


def test_what_the_reference_had_printed_is_what_its_code_prints(homework, run_again):
    path = homework.reference / NAME
    for name, printed in run_again(path, ("setup", *CHECKS)).items():
        shape = re.compile(r"\d\.\d\de[-+]\d\d")
        assert shape.sub("~", printed) == shape.sub("~", saved(path, name))
        assert all(error <= 1e-6 for error in errors_in(printed)), printed


# What hygiene says to each sample: kind of flaw, and the cell's id.
SAID = {
    "right": [],
    "out_of_order": [("order", "conv-backward-check")],
    "error_output": [("error", "conv-backward-check")],
    "unexecuted": [("unexecuted", None)],
    "placeholder_left": [("placeholder", "answer")],
    "provided_changed": [("changed", "pool-backward-check")],
    "renamed": [],
    "format_3": [],
    "format_4_0": [],
    "claims_too_much": [],
    "trains_for_an_hour": [],
    "shell_and_input": [],
}


def test_every_sample_is_looked_at():
    assert set(SAMPLES) == {*SAID, "truncated"}


@pytest.mark.parametrize("sample", SAID)
def test_what_is_wrong_in_a_sample_is_found_and_nothing_else(sample, handed_out):
    book = read_notebook(text_of(sample).encode(), SAMPLES[sample].name)
    ids = {one.number: one.id for one in book.cells}
    assert [(flaw.kind, ids.get(flaw.cell)) for flaw in flaws(book, handed_out, WANTED)] == SAID[sample]


def test_a_sample_that_ends_early_says_so():
    with pytest.raises(SubmissionError, match=r"^problem_2\.ipynb: the file ends in the middle"):
        read_notebook(text_of("truncated").encode(), NAME)


@pytest.mark.parametrize("sample", sorted(SAID.keys() - {"unexecuted"}))
def test_the_definitions_of_every_sample_are_those_of_the_reference(sample, reference):
    """Hours of training, shell lines and questions to a user are not in the way."""
    lines = lift(read_notebook(text_of(sample).encode(), NAME)).source.splitlines()
    assert [line for line in lines if line and line != "import time"] == [
        line for line in lift(reference).source.splitlines() if line
    ]


def test_a_sample_lies_in_its_folder_as_it_was_handed_in(tmp_path):
    path = write("renamed", tmp_path / "doe")
    assert path.relative_to(tmp_path).as_posix() == "doe/doejane_4211_98765_problem_2-1.ipynb"
    assert (tmp_path / "doe" / "lib" / "cnn" / "layer_utils.py").is_file()


def test_the_claim_that_the_code_does_not_reproduce(tmp_path, run_again):
    path = write("claims_too_much", tmp_path / "doe")
    [claimed] = errors_in(saved(path, "pool-backward-check"))
    [measured] = errors_in(run_again(path, ("setup", "pool-backward-check"))["pool-backward-check"])
    assert claimed < 1e-11
    assert measured == 1.0
