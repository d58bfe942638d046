"""What can be said of probes.py before anything is asked."""

import pytest


def refused(small):
    return small.refused().replace(f"{small.homework.folder}/", "")


def test_the_text_of_the_probes_goes_to_students(small):
    assert small.build().public.probes == small.homework.probes.read_text()


def test_probes_that_are_not_python_are_named_with_their_line(small):
    small.edit(small.homework.probes, "def twice(student, x):", "def twice(student, x)")
    assert refused(small) == "probes.py:1: expected ':'"


@pytest.mark.parametrize(("name", "hint"), [("twise", "; the nearest name there is twise"), ("something_else", "")])
def test_a_probe_that_is_not_there_is_named_with_the_nearest(small, name, hint):
    small.edit(small.homework.probes, "def twice", f"def {name}")
    assert refused(small) == f"probes.py: twice needs a function twice{hint}"


def test_probes_that_are_not_there_are_named(small):
    small.homework.probes.unlink()
    assert refused(small).startswith("probes.py: cannot be read ([Errno 2] No such file or directory")


def test_probes_that_are_no_text_are_named(small):
    small.homework.probes.write_bytes(b"\xff\xfe")
    assert refused(small).startswith("probes.py: cannot be read (")
