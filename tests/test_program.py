"""The digest of this program tells every change of it, wherever it lies, and nothing else."""

import pytest

from autograder.program import digest_of, program_digest


@pytest.fixture
def program(tmp_path):
    """In a folder that is called like one which is left out."""
    folder = tmp_path / "__pycache__" / "program"
    (folder / "part").mkdir(parents=True)
    (folder / "one.py").write_text("one")
    (folder / "part" / "two.py").write_text("two")
    return folder


def test_the_digest_does_not_depend_on_where_the_program_lies(program, tmp_path):
    before = digest_of([program])
    assert digest_of([program.rename(tmp_path / "program")]) == before


@pytest.mark.parametrize("name", ["one.py", "part/two.py", "part/new.css"])
def test_every_file_counts(program, name):
    before = digest_of([program])
    (program / name).write_text("changed")
    assert digest_of([program]) != before


def test_a_file_of_another_name_is_another_program(program):
    before = digest_of([program])
    (program / "one.py").rename(program / "three.py")
    assert digest_of([program]) != before


def test_what_running_it_leaves_behind_does_not_count(program):
    before = digest_of([program])
    (program / "part" / "__pycache__").mkdir()
    (program / "part" / "__pycache__" / "two.pyc").write_bytes(b"\0")
    (program / "gone.py").symlink_to(program / "nowhere")
    assert digest_of([program]) == before


def test_this_program_is_not_nothing():
    assert program_digest() != digest_of([])
