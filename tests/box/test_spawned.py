import sys
import time

import pytest

from autograder.box.children import Ending
from autograder.box.spawned import PlainChild

DEADLINE = 60.0


@pytest.fixture
def child():
    started = []

    def start(code):
        started.append(PlainChild([sys.executable, "-c", code], {}))
        return started[-1]

    yield start
    for one in started:
        one.end()


def read_all(child):
    data, until = b"", time.monotonic() + DEADLINE
    while (part := child.read(0.05)) != b"":
        data += part or b""
        assert time.monotonic() < until
    return data


def test_what_is_sent_arrives_and_what_is_said_comes_back(child):
    one = child("import sys; sys.stdout.buffer.write(sys.stdin.buffer.read()[::-1])")
    one.send(b"abc")
    one.send(b"def", last=True)
    assert read_all(one) == b"fedcba"


def test_silence_is_none_and_the_end_is_empty(child):
    one = child("import sys; sys.stdin.read()")
    assert one.read(0.01) is None
    one.send(b"x", last=True)
    assert read_all(one) == b""


def test_more_than_a_pipe_holds_goes_both_ways(child):
    one = child("import sys; sys.stdout.buffer.write(sys.stdin.buffer.read())")
    data = bytes(range(256)) * 20_000
    one.send(data, last=True)
    assert read_all(one) == data


def test_one_that_runs_is_killed(child):
    one = child("while True: pass")
    assert one.end() == Ending(code=0, signal=9, killed=True)


def test_one_that_ended_says_its_code(child):
    one = child("raise SystemExit(7)")
    assert read_all(one) == b""
    assert one.end(wait=DEADLINE) == Ending(code=7, signal=0)


def test_sending_to_one_that_ended_is_no_error(child):
    one = child("")
    assert read_all(one) == b""
    one.send(bytes(1_000_000))
    assert one.end(wait=DEADLINE) == Ending(code=0, signal=0)


def test_its_clock_goes_on_from_its_first_word(child):
    one = child("import os, sys; os.write(1, b'x'); sys.stdin.read()")
    assert one.cpu() == 0
    assert one.read(DEADLINE) == b"x"
    time.sleep(0.01)
    assert one.cpu() > 0
