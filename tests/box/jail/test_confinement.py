import ast
import contextlib
import dataclasses
import importlib.util
import os
import subprocess
import sys
import threading
from errno import EACCES, ENOSYS
from pathlib import Path

import pytest

from autograder.box.inside import jail
from autograder.box.inside.jail import JailError, confine, landlock, seccomp

HERE = Path(jail.__file__).parent


@pytest.mark.parametrize(
    ("landlock_on", "seccomp_on", "level"),
    [(True, True, "landlock+seccomp"), (True, False, "landlock"), (False, True, "seccomp"), (False, False, "none")],
)
def test_the_level_that_is_said_is_the_level_that_holds(lab, landlock_on, seccomp_on, level):
    policy = dataclasses.replace(
        lab.policy, landlock=landlock_on, seccomp=lab.policy.seccomp if seccomp_on else None, keep_fds=range(64)
    )

    def act():
        said = confine(policy)
        return [said, _works(lambda: os.listdir(lab.private)), _works(lambda: os.close(os.pidfd_open(os.getpid())))]

    assert lab.free(act).value == [level, not landlock_on, not seccomp_on]


def _works(act):
    try:
        act()
    except OSError:
        return False
    return True


def test_a_second_confinement_only_adds(lab):
    """A student who calls confine with a generous policy gains nothing."""

    def act():
        generous = dataclasses.replace(lab.policy, read=("/",), write=("/",), keep_fds=range(64), parent=None)
        with contextlib.suppress(JailError, OSError):
            confine(generous)
        return (lab.private / "file.txt").read_text()

    lab.refused((lab.private / "file.txt").read_text, EACCES)
    assert lab.confined(act).errno == EACCES


def test_a_failing_step_is_an_error_and_never_a_lower_level(lab, monkeypatch):
    def broken(*_):
        raise JailError("landlock_restrict_self", ENOSYS)

    monkeypatch.setattr(landlock, "restrict", broken)
    assert lab.confined(lambda: "student code").error.startswith("JailError: jail: landlock_restrict_self")


def test_a_process_with_threads_is_not_confined(lab):
    """Landlock and the filter would bind one of them only."""

    def act():
        stay = threading.Event()
        thread = threading.Thread(target=stay.wait)
        thread.start()
        try:
            return confine(dataclasses.replace(lab.policy, keep_fds=range(64)))
        finally:
            stay.set()
            thread.join()

    assert lab.free(act).error == "JailError"


def test_a_damaged_filter_is_refused(lab):
    outcome = lab.confined(lambda: "student code", seccomp=lab.policy.seccomp[:-8])
    assert outcome.error.startswith("JailError: jail: seccomp failed with EINVAL")


def test_the_package_works_under_another_name_and_alone():
    """The box loads it by file path, in an interpreter that knows nothing else of ours."""
    code = f"""
import importlib.util, sys
spec = importlib.util.spec_from_file_location("other", {str(HERE / "__init__.py")!r},
    submodule_search_locations=[{str(HERE)!r}])
module = importlib.util.module_from_spec(spec)
sys.modules["other"] = module
spec.loader.exec_module(module)
assert not any(name.startswith("autograder") for name in sys.modules)
print(module.available())
"""
    said = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == jail.available()
    assert importlib.util.find_spec("other") is None


def test_it_imports_the_standard_library_and_its_own_parts_only():
    for file in HERE.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Import):
                assert {a.name.split(".")[0] for a in node.names} <= set(sys.stdlib_module_names), file
            if isinstance(node, ast.ImportFrom):
                assert node.level == 1 or node.module.split(".")[0] in sys.stdlib_module_names, file


def test_building_a_program_twice_gives_the_same_bytes():
    assert seccomp.program("x86_64") == seccomp.program("x86_64")
