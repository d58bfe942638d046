"""The student template is the reference with its solutions taken out."""

import json

import pytest

from autograder.author.template import (
    MARKER,
    differences,
    provided_files,
    stubbed,
    template_files,
    write_template,
)
from autograder.errors import BuildError

LAYER = '''\
def twice(x):
    """Doubles every number."""
    # begin solution: Task 1: doubling
    doubled = 2 * x
    return doubled
    # end solution


def once(x):
    # begin solution: Task 2: nothing
    return x
    # end solution
    return None
'''
STUB = '''\
def twice(x):
    """Doubles every number."""
    raise NotImplementedError("Task 1: doubling")


def once(x):
    raise NotImplementedError("Task 2: nothing")
    return None
'''


@pytest.fixture
def reference(solution):
    folder = solution("reference", layer=LAYER, given="A = 1\n")
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__" / "layer.pyc").write_bytes(b"\xff")
    return folder


def test_every_solution_becomes_a_stub_that_names_its_task():
    assert stubbed(LAYER, "layer.py") == STUB


def test_a_file_without_solutions_stays_as_it_is():
    assert stubbed("A = 1\n\nB = 2\n", "given.py") == "A = 1\n\nB = 2\n"
    assert stubbed("", "empty.py") == ""


def test_a_template_holds_every_file_and_says_which_homework_it_is(reference):
    files = template_files("conv_layers", reference)
    assert set(files) == {"layer.py", "given.py", MARKER}
    assert files["layer.py"] == STUB
    assert json.loads(files[MARKER]) == {"homework": "conv_layers"}


def test_provided_is_what_has_no_solution_in_it(reference):
    assert provided_files(reference) == {"given.py": "A = 1\n"}


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("# begin solution: Task 1\nx = 1\n", "layer.py: the solution region 'Task 1' is not closed"),
        (
            "# begin solution: Task 1\n# begin solution: Task 2\n# end solution\n",
            "layer.py:2: a solution region begins inside another",
        ),
        ("x = 1\n# end solution\n", "layer.py:2: a solution region ends that has not begun"),
    ],
)
def test_regions_that_do_not_fit_are_refused_with_their_line(text, complaint):
    with pytest.raises(BuildError) as caught:
        stubbed(text, "layer.py")
    assert str(caught.value) == complaint


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
