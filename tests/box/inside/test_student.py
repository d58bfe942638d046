import sys

import pytest

from autograder.box.inside.student import Guard, LoadFailed, NoSuchName, Student, installed


@pytest.fixture
def student(handed_in):
    """A student of these files in this order, and the list of what was said about loading."""

    def make(files):
        handed_in(files)
        said = []
        return Student(list(files), said.append), said

    return make


def test_a_name_is_found_in_the_file_that_the_question_is_about(student):
    anna, _ = student({"one_s.py": "name = 'one'\n", "two_s.py": "name = 'two'\n"})
    anna.about("two_s.py")
    assert anna.name == "two"
    anna.about("one_s.py")
    assert anna.name == "one"


def test_a_name_that_is_not_there_is_looked_for_in_the_other_files_in_order(student):
    anna, _ = student({"one_s.py": "", "two_s.py": "x = 2\n", "three_s.py": "x = 3\n"})
    anna.about("one_s.py")
    assert anna.x == 2


def test_a_question_about_no_file_looks_into_all(student):
    anna, said = student({"one_s.py": "", "two_s.py": "x = 2\n"})
    anna.about("")
    assert said == []
    assert anna.x == 2


def test_a_name_that_is_nowhere_is_missing(student):
    anna, _ = student({"one_s.py": "", "two_s.py": ""})
    anna.about("one_s.py")
    with pytest.raises(NoSuchName, match="ConvLayer2D"):
        anna.ConvLayer2D  # noqa: B018


def test_a_file_that_is_not_there_is_missing(student):
    anna, _ = student({"one_s.py": ""})
    with pytest.raises(NoSuchName, match=r"gone_s\.py"):
        anna.about("gone_s.py")


def test_a_file_is_loaded_when_it_is_needed_and_once(student):
    anna, said = student({"one_s.py": "x = 1\n", "two_s.py": "y = 2\n"})
    assert said == []
    anna.about("one_s.py")
    assert (anna.x, said) == (1, ["one_s.py", ""])
    assert (anna.y, anna.y, said) == (2, 2, ["one_s.py", "", "two_s.py", ""])
    anna.about("one_s.py")
    assert len(said) == 4


def test_a_file_in_folders_is_a_module_of_their_package(student):
    anna, _ = student({"lib_s/cnn/layers.py": "from lib_s.base import x\n", "lib_s/base.py": "x = 5\n"})
    anna.about("lib_s/cnn/layers.py")
    assert anna.x == 5


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("1 / 0\n", ZeroDivisionError),
        ("import nothing_of_this_name\n", ModuleNotFoundError),
        ("def f(:\n", SyntaxError),
        ("raise SystemExit(0)\n", SystemExit),
        ("raise KeyboardInterrupt\n", KeyboardInterrupt),
        ("raise NotImplementedError('Task 1')\n", NotImplementedError),
    ],
)
def test_a_file_that_raises_while_it_is_imported_fails_each_time_with_its_cause(student, text, cause):
    anna, said = student({"one_s.py": text})
    for _ in range(2):
        with pytest.raises(LoadFailed) as failed:
            anna.about("one_s.py")
        assert isinstance(failed.value.__cause__, cause)
    assert said == ["one_s.py", ""]


def test_a_file_that_fails_hides_the_files_after_it(student):
    """Else a name would be taken from where the student did not put it."""
    anna, _ = student({"one_s.py": "1 / 0\n", "two_s.py": "x = 2\n"})
    anna.about("two_s.py")
    assert anna.x == 2
    with pytest.raises(LoadFailed):
        anna.y  # noqa: B018


@pytest.fixture
def guard(handed_in, monkeypatch, tmp_path_factory):
    """An installed package `forbidden_g` beside what is installed already."""
    site = tmp_path_factory.mktemp("lib") / "site-packages"
    site.mkdir()
    (site / "forbidden_g.py").write_text("x = 1\n")
    (site / "helpers_g.py").write_text("x = 'installed'\n")
    monkeypatch.setattr(sys, "path", [*sys.path, str(site)])
    return lambda *allow: Guard(allow, installed())


def test_an_installed_package_that_is_not_allowed_is_refused(guard):
    with pytest.raises(ModuleNotFoundError, match=r"^forbidden_g is not allowed in this homework$") as refused:
        guard("numpy").find_spec("forbidden_g", None)
    assert refused.value.name == "forbidden_g"


@pytest.mark.parametrize(
    ("name", "path"), [("forbidden_g", None), ("json", None), ("nowhere_g", None), ("numpy.forbidden_g", ["/"])]
)
def test_all_else_is_left_to_the_import_system(guard, name, path):
    assert guard("numpy", "forbidden_g").find_spec(name, path) is None


def test_a_students_own_file_may_have_the_name_of_an_installed_package(guard, handed_in):
    handed_in({"helpers_g.py": "x = 'own'\n"})
    guard("numpy").find_spec("helpers_g", None)
