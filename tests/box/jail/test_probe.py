import os
import time
from errno import EACCES, ENOSYS

import pytest

from autograder.box.inside.jail import (
    HELD,
    LEVELS,
    JailError,
    available,
    landlock,
    levels,
    namespaces,
    probe,
    seccomp,
)
from autograder.box.inside.jail import trial as try_level

CONFINED = [name for name in LEVELS if name != "none"]
WITH_LANDLOCK = [name for name, level in LEVELS.items() if level.landlock]


@pytest.fixture(params=CONFINED)
def held(request):
    """A level that holds here, as long as nothing is changed."""
    if (reason := try_level(request.param)) != HELD:
        pytest.skip(f"{request.param} does not hold here: {reason}")
    return request.param


def test_none_always_holds_and_is_the_last():
    found = list(levels())
    assert found[-1] == "none"
    assert found == [name for name in LEVELS if name in found]
    assert available() == found[0]


def test_the_probe_leaves_this_process_as_it_was():
    before = len(os.listdir("/proc/self/fd")), os.readlink("/proc/self/ns/user")
    assert list(levels())
    assert os.listdir("/")
    assert (len(os.listdir("/proc/self/fd")), os.readlink("/proc/self/ns/user")) == before


def test_the_probe_leaves_no_folder(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert list(levels())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", WITH_LANDLOCK)
def test_without_landlock_the_reason_is_said(monkeypatch, name):
    def absent(*_):
        raise JailError("landlock_create_ruleset", ENOSYS)

    monkeypatch.setattr(landlock, "restrict", absent)
    assert "landlock_create_ruleset failed with ENOSYS" in try_level(name)


@pytest.mark.parametrize("name", ["full", "mount"])
def test_without_namespaces_the_reason_is_said(monkeypatch, name):
    """As in a container of Docker's default profile, or on Ubuntu: the maps of users can't be written."""

    def refused(*_):
        raise JailError("writing /proc/self/uid_map", EACCES)

    monkeypatch.setattr(namespaces, "_write", refused)
    assert "uid_map failed with EACCES" in try_level(name)


@pytest.mark.parametrize("name", WITH_LANDLOCK)
def test_a_landlock_that_refuses_nothing_is_noticed(monkeypatch, name):
    if try_level(name) != HELD:
        pytest.skip(f"{name} does not hold here")
    monkeypatch.setattr(landlock, "restrict", lambda *_: None)
    assert try_level(name) == "a folder can be listed"


@pytest.mark.parametrize("name", WITH_LANDLOCK)
def test_a_landlock_that_refuses_everything_is_noticed(monkeypatch, name):
    restrict = landlock.restrict
    monkeypatch.setattr(landlock, "restrict", lambda *_: restrict((), (), (), ()))
    assert try_level(name) != HELD


def test_a_filter_that_refuses_nothing_is_noticed(monkeypatch, held):
    monkeypatch.setattr(seccomp, "install", lambda _: None)
    assert try_level(held) == "a socket can be opened"


def test_another_user_who_is_the_same_is_noticed(monkeypatch):
    if try_level("uid") != HELD:
        pytest.skip("it does not hold here")
    monkeypatch.setattr(probe.users, "spare_users", os.getuid)
    assert try_level("uid") == "another user's file can be read"


@pytest.mark.parametrize("name", ["full", "mount"])
def test_a_file_tree_that_is_still_the_old_one_is_noticed(monkeypatch, name):
    if try_level(name) != HELD:
        pytest.skip(f"{name} does not hold here")
    monkeypatch.setattr(probe.view, "_change_root", lambda _: None)
    assert "still sees the file tree" in try_level(name)


@pytest.mark.parametrize("name", ["full", "mount"])
def test_a_child_among_other_processes_is_noticed(monkeypatch, name):
    if try_level(name) != HELD:
        pytest.skip(f"{name} does not hold here")
    monkeypatch.setattr(namespaces, "fork_alone", lambda _: os.fork())
    assert try_level(name) == "a child still sees other processes"


def test_a_jail_in_which_nothing_works_is_noticed(monkeypatch, held):
    monkeypatch.setattr(probe, "_threads_start", lambda: False)
    assert try_level(held) == "threads no longer start"


def test_a_trial_that_proves_nothing_is_noticed(monkeypatch):
    monkeypatch.setattr(probe, "FORBIDDEN", "/no/such/folder")
    assert try_level("landlock+seccomp").startswith("it cannot be tried")


@pytest.mark.parametrize(
    ("fate", "said"),
    [
        (lambda: 1 // 0, "ZeroDivisionError"),
        (lambda: time.sleep(60), "no answer in"),
        (lambda: os.kill(os.getpid(), 9), "without an answer"),
    ],
    ids=["raises", "hangs", "dies"],
)
def test_the_probe_survives_its_child(monkeypatch, fate, said):
    monkeypatch.setattr(probe, "PATIENCE", 0.2)
    assert said in probe._in_a_child(fate)


def test_a_machine_that_is_not_known_has_no_jail(monkeypatch):
    monkeypatch.setattr(probe.seccomp, "program", lambda *_, **__: absent())

    def absent():
        raise JailError("looking up the system calls of riscv64", ENOSYS)

    assert available() == "none"


def test_no_fork_no_jail(monkeypatch):
    def refused():
        raise BlockingIOError(11, "no")

    monkeypatch.setattr(os, "fork", refused)
    assert available() == "none"
