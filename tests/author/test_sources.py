"""A key is current until something changes that could change it: one test for each reason."""

import shutil

import numpy as np
import pytest

import autograder
from autograder.author import sources
from autograder.author.sources import ENGINE, made_of


@pytest.fixture
def changed(small):
    """The parts that differ after something was done."""

    def parts(doing, secret="s"):
        before = made_of(small.homework, "s", pairs=False)
        doing()
        after = made_of(small.homework, secret, pairs=False)
        assert before.keys() == after.keys()
        return [part for part in before if before[part] != after[part]]

    return parts


def test_nothing_changed_is_current(changed):
    assert changed(lambda: None) == []


@pytest.mark.parametrize("part", ["rubric.yaml", "cases.py", "probes.py", "mistakes.yaml"])
def test_a_changed_file_of_the_rubric(changed, small, part):
    path = small.homework.folder / part
    assert changed(lambda: path.write_text(path.read_text() + "\n")) == [part]


def test_mistakes_that_are_no_longer_there(changed, small):
    assert changed(small.homework.mistakes.unlink) == ["mistakes.yaml"]


def test_a_changed_line_of_the_reference(changed, small):
    assert changed(lambda: small.edit(small.homework.reference / "layer.py", "2 * x", "x + x")) == ["reference"]


def test_a_new_file_of_the_reference(changed, small):
    assert changed(lambda: small.write(small.homework.reference / "more.py", "")) == ["reference"]


def test_a_renamed_file_of_the_reference(changed, small):
    given = small.homework.reference / "given.py"
    assert changed(lambda: given.rename(given.with_name("taken.py"))) == ["reference"]


def test_another_style_that_mistakes_edit(changed, small):
    assert changed(lambda: small.write(small.homework.folder / "bases" / "im2col" / "layer.py", "x")) == ["bases"]


def test_what_python_leaves_behind_is_no_change(changed, small):
    left = small.homework.reference / "__pycache__" / "layer.cpython-311.pyc"
    assert changed(lambda: small.write(left, "bytes")) == []


@pytest.mark.parametrize("part", ENGINE)
def test_a_changed_part_of_the_engine(changed, monkeypatch, tmp_path, part):
    copy = tmp_path / "autograder"
    shutil.copytree(autograder.__path__[0], copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(autograder, "__file__", str(copy / "__init__.py"))
    file = copy / part if part.endswith(".py") else copy / part / "__init__.py"
    assert changed(lambda: file.write_text(file.read_text() + "\n")) == ["engine"]


def test_what_reads_asks_draws_compares_and_recognises_is_part_of_a_key():
    assert set(ENGINE) == {"box", "author", "course", "intake", "judge", "explain", "model", "records.py"}


def test_another_format_of_keys(changed, monkeypatch):
    assert changed(lambda: monkeypatch.setattr(sources, "KEY_SCHEMA", 999)) == ["key format"]


def test_another_numpy(changed, monkeypatch):
    assert changed(lambda: monkeypatch.setattr(np, "__version__", "9.9.9")) == ["numpy"]


def test_another_secret(changed):
    assert changed(lambda: None, secret="t") == ["secret"]


def test_the_secret_itself_does_not_stand_in_the_key(small):
    assert "my-secret" not in str(made_of(small.homework, "my-secret", pairs=False))
