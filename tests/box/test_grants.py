import csv
import os
import sysconfig
from pathlib import Path

import numpy
import pytest

import autograder
from autograder.box.grants import DEPTH, _pruned, grants, preload


def holds(folder, path):
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def readable_by(allow, path):
    return any(holds(folder, path) for folder in grants(allow).read)


def test_numpy_is_loaded_beforehand_with_what_is_used_of_it():
    assert preload(()) == preload(("numpy",))
    assert {"numpy", "numpy.random", "numpy.linalg", "numpy.lib.stride_tricks"} <= set(preload(()))


def test_what_the_homework_allows_is_loaded_beforehand_too():
    assert [name for name in preload(("numpy", "torch")) if name.startswith("torch")][:2] == ["torch", "torch.nn"]
    assert "scipy" in preload(("scipy",))


@pytest.mark.parametrize("module", [os, csv, numpy])
def test_the_standard_library_and_what_is_allowed_can_be_read(module):
    assert readable_by(("numpy",), module.__file__)


@pytest.mark.parametrize("package", ["msgspec", "pytest", "torch"])
def test_other_packages_cannot_be_read(package):
    folder = Path(sysconfig.get_path("purelib")) / package
    assert folder.is_dir()
    assert not readable_by(("numpy",), folder / "__init__.py")


def test_the_grader_and_its_course_cannot_be_read():
    engine = Path(autograder.__file__).parent
    for path in (engine / "judge" / "judge.py", engine.parent / "rubrics", Path.home() / ".config"):
        assert not readable_by(("numpy",), path)


def test_no_folder_that_can_be_read_holds_all_packages():
    for packages in {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}:
        assert [folder for folder in grants(("numpy",)).read if holds(folder, packages)] == []


def test_the_libraries_beside_a_package_can_be_read():
    libraries = Path(numpy.__file__).parents[1] / "numpy.libs"
    assert readable_by(("numpy",), libraries) == libraries.is_dir()


def test_a_package_that_is_not_installed_grants_nothing():
    assert grants(("no_such_package",)) == grants(())


def test_a_package_of_one_file_grants_that_file():
    only = set(grants(("typing_extensions",)).read) - set(grants(()).read)
    assert [Path(path).name for path in only] == ["typing_extensions.py"]


def test_the_wide_list_is_short_and_holds_the_long_one():
    granted = grants(("numpy",))
    assert len(granted.wide) < 20
    assert [path for path in granted.read if not any(holds(root, path) for root in granted.wide)] == []


def test_names_can_be_listed_where_packages_and_the_standard_library_lie():
    listed = set(map(os.path.realpath, grants(("numpy",)).list_only))
    whole = set(map(os.path.realpath, grants(("numpy",)).read))
    for name in ("purelib", "stdlib"):
        assert os.path.realpath(sysconfig.get_path(name)) in listed | whole


def test_a_folder_is_granted_without_the_packages_in_it(tmp_path):
    for name in (
        "lib/python3/os.py",
        "lib/python3/site-packages/torch/x.py",
        "lib/libc.so",
        "lib/dist-packages/y.py",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    granted = {
        Path(path).relative_to(tmp_path).as_posix(): whole for path, whole in _pruned(tmp_path / "lib", DEPTH)
    }
    assert granted == {"lib": False, "lib/libc.so": True, "lib/python3": False, "lib/python3/os.py": True}
