import ctypes
import dataclasses
import os
import resource
import signal
import struct
import threading
import time
from errno import EAGAIN, EFBIG, EMFILE, EPERM

import pytest

from autograder.box.inside.jail import JailError, limits

MIB = 1 << 20


def test_a_memory_bomb_is_a_memory_error(lab):
    act = lambda: len(bytearray(600 * MIB))  # noqa: E731
    assert lab.free(act).value == 600 * MIB
    assert lab.confined(act).error == "MemoryError"


def test_the_memory_that_was_promised_is_there(lab):
    assert lab.works(lambda: len(bytearray(200 * MIB))) == 200 * MIB


def test_memory_counts_on_top_of_what_the_warm_process_holds(lab):
    held = bytearray(900 * MIB)
    assert lab.works(lambda: len(held) + len(bytearray(200 * MIB))) == 1100 * MIB


def test_shared_memory_counts_too(lab):
    import mmap

    act = lambda: mmap.mmap(-1, 600 * MIB).close()  # noqa: E731
    assert lab.free(act).worked
    assert lab.confined(act).error == "OSError"


def test_the_expected_threads_fit_beside_a_small_budget(lab):
    """Each thread takes a stack; a heap for each would take eight times as much, and malloc is told to share."""

    def act():
        together = threading.Barrier(16)
        threads = [threading.Thread(target=lambda: together.wait() and bytearray(MIB)) for _ in range(16)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return together.broken

    small = dataclasses.replace(lab.policy.limits, memory_bytes=16 * MIB, threads=16)
    assert lab.works(act, limits=small) is False


def test_a_file_stops_growing_at_its_limit(lab):
    file = lab.scratch / "big"
    act = lambda: file.write_bytes(bytes(2 * MIB))  # noqa: E731
    assert lab.free(act).worked
    assert lab.confined(act).errno == EFBIG
    assert file.stat().st_size == MIB


def test_descriptors_run_out(lab):
    act = lambda: len([os.dup(0) for _ in range(100)])  # noqa: E731
    assert lab.free(act).worked
    assert lab.confined(act).errno == EMFILE


def test_an_endless_loop_ends_when_nobody_watches(lab):
    def act():
        signal.signal(signal.SIGXCPU, signal.SIG_IGN)
        while True:
            pass

    short = dataclasses.replace(lab.policy.limits, cpu_seconds=0.2)
    assert os.WTERMSIG(lab.confined(act, limits=short).status) == signal.SIGKILL


@pytest.mark.parametrize("name", ["AS", "CORE", "FSIZE", "NOFILE", "CPU"])
def test_a_limit_cannot_be_raised_again(lab, name):
    which = getattr(resource, f"RLIMIT_{name}")

    def act():
        soft, hard = resource.getrlimit(which)
        assert soft == hard
        resource.setrlimit(which, (soft, hard + 1))

    outcome = lab.confined(act)
    assert (outcome.error, outcome.errno) in {("ValueError", 0), ("PermissionError", EPERM)}


def test_a_limit_that_is_lower_already_stays(lab):
    def act():
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
        limits.apply(lab.policy.limits, counted_alone=False)
        return resource.getrlimit(resource.RLIMIT_FSIZE)

    assert lab.free(act).value == [1000, 1000]


def test_tasks_are_limited_only_where_they_are_counted_alone(lab):
    def act(own):
        limits.apply(lab.policy.limits, counted_alone=own)
        return resource.getrlimit(resource.RLIMIT_NPROC)

    assert lab.free(lambda: act(True)).value == [64, 64]
    assert lab.free(lambda: act(False)).value == list(resource.getrlimit(resource.RLIMIT_NPROC))


def test_a_limit_that_cannot_be_set_is_named(monkeypatch):
    def broken(*_):
        raise PermissionError(EPERM, "no")

    monkeypatch.setattr(resource, "setrlimit", broken)
    with pytest.raises(JailError, match=r"setrlimit RLIMIT_CORE.*EPERM"):
        limits._set("RLIMIT_CORE", 0)


def test_limits_need_proc(monkeypatch):
    def missing(*_):
        raise FileNotFoundError(2, "no")

    monkeypatch.setattr("builtins.open", missing)
    with pytest.raises(JailError, match=r"statm.*ENOENT"):
        limits.address_space_now()


def test_timers_are_few_for_others_of_the_user_may_want_some(lab):
    """The kernel counts them for all programs of a user together."""

    def many():
        libc = ctypes.CDLL(None, use_errno=True)
        by_signal = struct.pack("=QiI", 0, signal.SIGALRM, 0).ljust(64, b"\0")
        for _ in range(2000):
            if libc.timer_create(time.CLOCK_MONOTONIC, by_signal, ctypes.create_string_buffer(8)):
                raise OSError(ctypes.get_errno(), "timer_create")

    lab.refused(many, EAGAIN)
