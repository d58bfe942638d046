"""The student template is the reference with its solutions taken out."""

import json

import pytest

from autograder.author.template import (
    MARKER,
    differences,
    notebook_templates,
    provided_files,
    template_files,
    write_template,
)
from autograder.errors import BuildError

LAYER = '''\
def twice(x):
    """Doubles every number."""
    # begin solution: Task 1: doubling
    return 2 * x
    # end solution
'''
STUB = '''\
def twice(x):
    """Doubles every number."""
    raise NotImplementedError("Task 1: doubling")
'''
SOLVED = "# begin solution: Task 2: a figure\nprint(42)\n# end solution\n"


@pytest.fixture
def reference(solution):
    folder = solution("reference", layer=LAYER, given="A = 1\n")
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__" / "layer.pyc").write_bytes(b"\xff")
    return folder


def test_a_template_holds_every_file_and_says_which_homework_it_is(reference):
    files = template_files("conv_layers", reference)
    assert set(files) == {"layer.py", "given.py", MARKER}
    assert files["layer.py"] == STUB
    assert json.loads(files[MARKER]) == {"homework": "conv_layers"}


def test_provided_is_what_has_no_solution_in_it(reference):
    assert provided_files(reference) == {"given.py": "A = 1\n"}


@pytest.fixture
def with_notebooks(reference):
    """One with a solution in it, in a folder, and one without; as an editor saves them."""

    def book(source):
        cell = {
            "cell_type": "code",
            "id": "a",
            "metadata": {},
            "source": source,
            "execution_count": 3,
            "outputs": [],
        }
        return json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})

    (reference / "part").mkdir()
    (reference / "part" / "solved.ipynb").write_text(book(SOLVED))
    (reference / "demo.ipynb").write_text(book("print(7)"))
    (reference / ".ipynb_checkpoints").mkdir()
    (reference / ".ipynb_checkpoints" / "demo-checkpoint.ipynb").write_text("{")
    return reference


def test_a_notebook_comes_without_its_solution_and_without_its_run(with_notebooks):
    files = template_files("conv_layers", with_notebooks)
    assert set(files) == {"layer.py", "given.py", "part/solved.ipynb", "demo.ipynb", MARKER}
    [cell] = json.loads(files["part/solved.ipynb"])["cells"]
    assert cell["source"] == ['raise NotImplementedError("Task 2: a figure")']
    assert cell["execution_count"] is None


def test_no_notebook_is_put_back_as_it_was_since_students_run_it(with_notebooks):
    assert provided_files(with_notebooks) == {"given.py": "A = 1\n"}


def test_notebooks_are_known_as_they_were_handed_out(with_notebooks):
    files = template_files("conv_layers", with_notebooks)
    handed_out = notebook_templates(with_notebooks)
    assert set(handed_out) == {"part/solved.ipynb", "demo.ipynb"}
    assert handed_out.items() <= files.items()


def test_a_file_that_is_no_notebook_is_named_with_its_folder(with_notebooks):
    (with_notebooks / "part" / "solved.ipynb").write_text("{")
    with pytest.raises(BuildError, match=r"^part/solved\.ipynb: no notebook: "):
        template_files("conv_layers", with_notebooks)


def test_what_is_no_text_is_named_and_not_handed_out(reference):
    (reference / "weights.npz").write_bytes(b"PK\x03\x04\xff")
    with pytest.raises(BuildError, match=r"^weights\.npz: no text in UTF-8"):
        template_files("conv_layers", reference)


def test_a_written_template_does_not_differ(reference, tmp_path):
    files = template_files("conv_layers", reference)
    write_template(files, tmp_path / "template")
    assert differences(files, tmp_path / "template") == []


def test_what_was_changed_removed_or_added_is_named(reference, tmp_path):
    files = template_files("conv_layers", reference)
    write_template(files, tmp_path / "template")
    (tmp_path / "template" / "layer.py").write_text("edited")
    (tmp_path / "template" / "given.py").unlink()
    (tmp_path / "template" / "own.py").write_text("new")
    assert differences(files, tmp_path / "template") == ["given.py", "layer.py", "own.py"]


def test_folders_are_kept(tmp_path, solution):
    folder = solution("reference/lib/cnn", layer=LAYER).parents[1]
    write_template(template_files("conv_layers", folder), tmp_path / "template")
    assert (tmp_path / "template" / "lib" / "cnn" / "layer.py").read_text() == STUB
