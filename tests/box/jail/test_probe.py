import os
import time
from errno import ENOSYS

import pytest

from autograder.box.inside.jail import JailError, available, landlock, probe, seccomp


def test_the_probe_says_what_holds_here():
    if landlock.abi() == 0:
        pytest.skip("this kernel has no Landlock")
    assert available() == "landlock+seccomp"


def test_the_probe_leaves_this_process_as_it_was():
    before = len(os.listdir("/proc/self/fd"))
    available()
    assert os.listdir("/")
    assert len(os.listdir("/proc/self/fd")) == before


def test_without_landlock_nothing_is_available(monkeypatch):
    def absent(name, *_):
        raise JailError(name, ENOSYS)

    monkeypatch.setattr(landlock, "restrict", lambda *_: absent("landlock_create_ruleset"))
    assert available() == "none"


def test_a_landlock_that_refuses_nothing_is_noticed(monkeypatch):
    monkeypatch.setattr(landlock, "restrict", lambda *_: None)
    assert available() == "none"


def test_a_filter_that_refuses_nothing_is_noticed(monkeypatch):
    monkeypatch.setattr(seccomp, "install", lambda _: None)
    assert available() == "none"


def test_a_landlock_that_refuses_everything_is_noticed(monkeypatch):
    restrict = landlock.restrict
    monkeypatch.setattr(landlock, "restrict", lambda *_: restrict((), (), (), ()))
    assert available() == "none"


def test_a_jail_in_which_nothing_works_is_noticed(monkeypatch):
    monkeypatch.setattr(probe, "_threads_start", lambda: False)
    assert available() == "none"


def test_a_probe_that_proves_nothing_is_noticed(monkeypatch):
    monkeypatch.setattr(probe, "FORBIDDEN", "/no/such/folder")
    assert available() == "none"


@pytest.mark.parametrize("fate", ["raises", "hangs", "dies"])
def test_the_probe_survives_its_child(monkeypatch, fate):
    monkeypatch.setattr(probe, "PATIENCE", 0.2)
    fates = {"raises": lambda: 1 // 0, "hangs": lambda: time.sleep(60), "dies": lambda: os.kill(os.getpid(), 9)}
    assert probe._in_a_child(fates[fate]) is False


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
