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
# Runs cells one after another without IPython and without drawing, and says what each printed, or how it failed.
RUN = """
import contextlib, io, json, sys
from unittest.mock import MagicMock

sys.modules["matplotlib"] = sys.modules["matplotlib.pyplot"] = MagicMock()
space, printed = {}, {}
for name, source in json.load(sys.stdin).items():
    with contextlib.redirect_stdout(io.StringIO()) as text:
        try:
            exec(compile(source, name, "exec"), space)
        except Exception as error:
            print(f"{type(error).__name__}: {error}")
    printed[name] = text.getvalue()
print(json.dumps(printed))
"""
NO_SCIKIT_LEARN = 'import sys\n\nsys.modules["sklearn"] = None\n'
SOME_DIGITS = """
import numpy, sys, types

digits = types.SimpleNamespace(images=numpy.full((1797, 8, 8), 16.0), target=numpy.arange(1797) % 10)
sys.modules["sklearn"] = types.ModuleType("sklearn")
sys.modules["sklearn.datasets"] = types.SimpleNamespace(load_digits=lambda: digits)
"""
SOME_HOUSES = """
def SVHN_data(folder):
    sizes = {"train": 5, "val": 3, "test": 2}
    images = {f"data_{part}": np.zeros((n, 32, 32, 3)) for part, n in sizes.items()}
    return {**images, **{f"labels_{part}": np.arange(n) for part, n in sizes.items()}}
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
    """What cells print beside the code of a folder, each under its id, magics left out; `after` is run after the
    first of them."""

    def run(path, names, after=""):
        book = document(path)
        sources = {name: "\n".join(as_python("".join(cell(book, name)["source"])).lines) for name in names}
        sources = {names[0]: sources[names[0]], "after": after, **sources}
        ran = subprocess.run(
            [sys.executable, "-B", "-c", RUN], cwd=path.parent, input=json.dumps(sources),
            stdout=subprocess.PIPE, text=True, check=True,
        )  # fmt: skip
        printed = json.loads(ran.stdout)
        return {name: printed[name] for name in names}

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
    assert module.needs == ()
    assert module.remarks == ()
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
    assert float(re.search(r"^digits, validation accuracy: (\S+)$", printed, re.MULTILINE)[1]) >= 0.9


def test_what_the_reference_had_printed_is_what_its_code_prints(homework, run_again):
    path = homework.reference / NAME
    for name, printed in run_again(path, ("setup", *CHECKS)).items():
        shape = re.compile(r"\d\.\d\de[-+]\d\d")
        assert shape.sub("~", printed) == shape.sub("~", saved(path, name))
        assert all(error <= 1e-6 for error in errors_in(printed)), printed


def data_cell(run_again, path, after):
    return run_again(path, ("setup", "data"), after)["data"].splitlines()


def test_without_house_numbers_it_takes_the_small_digits_as_large_as_those(homework, run_again):
    assert data_cell(run_again, homework.reference / NAME, SOME_DIGITS) == [
        "digits data_train: images (1200, 32, 32, 3), labels 0 to 9",
        "digits data_val: images (300, 32, 32, 3), labels 0 to 9",
        "digits data_test: images (297, 32, 32, 3), labels 0 to 9",
    ]


def test_house_numbers_are_taken_where_they_lie(tmp_path, run_again):
    path = write("right", tmp_path / "doe")
    (path.parent / "data").mkdir()
    (path.parent / "data" / "train_32x32.mat").touch()
    assert data_cell(run_again, path, SOME_DIGITS + SOME_HOUSES)[0].startswith("digits"), "one of two files"
    (path.parent / "data" / "test_32x32.mat").touch()
    assert data_cell(run_again, path, SOME_DIGITS + SOME_HOUSES) == [
        "SVHN data_train: images (5, 32, 32, 3), labels 0 to 4",
        "SVHN data_val: images (3, 32, 32, 3), labels 0 to 2",
        "SVHN data_test: images (2, 32, 32, 3), labels 0 to 1",
    ]


def test_without_any_images_it_says_what_to_do(homework, run_again):
    [said] = data_cell(run_again, homework.reference / NAME, NO_SCIKIT_LEARN)
    assert said.startswith("RuntimeError: no images to train with: put train_32x32.mat and test_32x32.mat into")


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
