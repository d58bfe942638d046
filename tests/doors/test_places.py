import shutil
from dataclasses import replace

import pytest

from autograder.course.key import read_public, write_key
from autograder.doors.places import course_root, find_key
from autograder.errors import UsageError


@pytest.fixture
def public(workshop):
    return workshop / "build" / "conv_layers" / "public.key"


@pytest.fixture
def here(tmp_path, monkeypatch):
    """Where one stands: a folder with nothing around it."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def put(public, folder):
    target = folder / "build" / "conv_layers" / "public.key"
    target.parent.mkdir(parents=True)
    return shutil.copyfile(public, target)


def put_notebook(public, folder, notebook):
    """The key of a homework that is handed in as a notebook alone."""
    key, arrays = read_public(public)
    rubric = replace(key.rubric, homework="notes", code=(), documents={"notebook": notebook})
    write_key(folder / "build" / "notes", replace(key, rubric=rubric), arrays)


def test_the_course_is_the_nearest_folder_above_with_rubrics(tmp_path):
    (tmp_path / "course" / "rubrics" / "x").mkdir(parents=True)
    (tmp_path / "course" / "deep" / "down").mkdir(parents=True)
    assert course_root(tmp_path / "course" / "deep" / "down") == tmp_path / "course"
    with pytest.raises(UsageError, match="no course here"):
        course_root(tmp_path)


@pytest.mark.parametrize("place", ["hand-in", "beside", "above"])
def test_a_key_is_found_in_the_build_folder_of_here_and_above(public, here, place):
    folder = here / "anna" / "final"
    (folder / "lib" / "cnn").mkdir(parents=True)
    (folder / "lib" / "cnn" / "layer_utils.py").touch()
    built = put(public, {"hand-in": folder, "beside": here, "above": here.parent}[place])
    assert find_key(folder, "").resolve() == built
    assert find_key(folder, "conv_layers").resolve() == built


def test_the_key_in_the_folder_goes_before_one_built_elsewhere(public, here):
    put(public, here)
    folder = here / "anna"
    folder.mkdir()
    own = shutil.copyfile(public, folder / "any name.key")
    assert find_key(folder, "conv_layers") == own


def test_the_name_that_was_given_goes_before_the_marker(public, here):
    put(public, here)
    (here / ".autograder.json").write_text('{"homework": "something else"}')
    assert find_key(here, "conv_layers").name == "public.key"
    with pytest.raises(UsageError, match="no key for the homework something else"):
        find_key(here, "")


def test_a_homework_of_no_near_name_gets_the_list(public, here):
    put(public, here)
    with pytest.raises(UsageError, match=r"no key for the homework zebra; there are .*conv_layers"):
        find_key(here, "zebra")


def test_a_damaged_key_elsewhere_is_passed_over(public, here):
    put(public, here)
    damaged = here / "build" / "another" / "public.key"
    damaged.parent.mkdir()
    damaged.write_bytes(b"damaged")
    (here / "lib" / "cnn").mkdir(parents=True)
    (here / "lib" / "cnn" / "cnn_models.py").touch()
    assert find_key(here, "").parent.name == "conv_layers"


@pytest.mark.parametrize("name", ["notes.ipynb", "ada_81_notes (1).ipynb", "ada/notes.ipynb"])
def test_a_homework_is_known_by_its_notebook(public, here, name):
    put(public, here)
    put_notebook(public, here, "notes.ipynb")
    (here / "anna" / name).parent.mkdir(parents=True)
    (here / "anna" / name).touch()
    assert find_key(here / "anna", "").parent.name == "notes"
    assert find_key(here / "anna" / name, "").parent.name == "notes"


def test_a_notebook_of_another_name_is_no_sign_of_a_homework(public, here):
    put_notebook(public, here, "notes.ipynb")
    (here / "other.ipynb").touch()
    with pytest.raises(UsageError, match="holds no file of any homework"):
        find_key(here, "")
