"""A data set by its name, and the first of several that is on this machine."""

import json
import subprocess
import sys

import pytest

from autograder.data.dataset import Wanted
from autograder.data.loading import LOADERS, load, load_first
from autograder.errors import DataMissing
from tests.data.conftest import SECRET


def test_names_of_the_rubrics_are_known():
    assert {"mnist", "svhn", "cifar10", "digits", "double-moon", "double-moon-file"} == set(LOADERS)


@pytest.mark.parametrize("name", LOADERS)
def test_each_name_loads_its_set_or_names_a_missing_file(name, tmp_path):
    if name in ("digits", "double-moon"):
        data = load(name, None, Wanted(judged=20), SECRET)
        assert (data.name, len(data.judged)) == (name, 20)
    else:
        with pytest.raises(DataMissing, match=r"is missing. Looked for .+ Put it into one of these places"):
            load(name, tmp_path, Wanted(), SECRET)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("MNIST", "did you mean mnist?"),
        ("cifar-10", "did you mean cifar10?"),
        ("imagenet", "known are mnist, svhn, cifar10, double-moon-file, digits and double-moon"),
    ],
)
def test_an_unknown_name_earns_a_hint(name, hint, refused):
    assert refused(load, name, None, Wanted(), SECRET) == f"{name}: there is no data set of this name; {hint}"


def test_the_first_that_is_here_is_taken(tmp_path):
    assert load_first(["svhn", "digits", "double-moon"], tmp_path, Wanted(), SECRET).name == "digits"
    assert load_first(["double-moon", "digits"], None, Wanted(), SECRET).name == "double-moon"


def test_one_that_is_here_and_damaged_is_not_passed_over(tmp_path, refused):
    (tmp_path / "train_32x32.mat").write_bytes(b"<html>")
    message = refused(load_first, ["svhn", "digits"], tmp_path, Wanted(), SECRET)
    assert "it looks like a web page" in message


def test_when_none_is_here_all_missing_files_are_named(tmp_path):
    with pytest.raises(DataMissing) as caught:
        load_first(["svhn", "mnist"], tmp_path, Wanted(), SECRET)
    head, *lines = str(caught.value).splitlines()
    assert head == "none of the data sets is on this machine:"
    assert [line.partition(":")[0] for line in lines] == ["SVHN", "MNIST"]


def test_importing_it_imports_nothing_that_takes_long():
    code = "import json, sys, autograder.data.loading; print(json.dumps(list(sys.modules)))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"sklearn", "scipy", "torch"} & set(json.loads(ran.stdout))
