"""Questions to what cells have left: values as they stand, deaths, and what is not believed of such a process."""

import pytest

from autograder.errors import BoxError

pytestmark = pytest.mark.long

KEEP = "def f(x):\n    return 2 * x"


def values(replies):
    return [
        float(replies.arrays[f"{case}/out"]) if answer.outcome.value == "answered" else answer.outcome.value
        for case, answer in replies.answers.items()
    ]


def test_functions_are_asked_where_they_were_defined_with_what_cells_computed(answered):
    assert values(answered("scale = sum([1, 2])", "def f(x):\n    return scale * x")) == [3, 6, 9]


def test_a_later_definition_counts(answered):
    assert values(answered(KEEP, "def f(x):\n    return 5 * x")) == [5, 10, 15]


def test_a_name_that_no_cell_gives_is_missing(answered):
    assert values(answered("g = 1")) == ["missing"] * 3


def test_a_death_costs_the_case_and_the_definitions_answer_the_rest(answered):
    deadly = "import os\ndef f(x):\n    if x == 2:\n        os._exit(1)\n    return 2 * x"
    assert values(answered(deadly)) == [2, "exited", -3]


def test_a_loop_costs_the_case_and_the_definitions_answer_the_rest(answered):
    assert values(answered("def f(x):\n    while x == 2:\n        pass\n    return 2 * x")) == [2, "cpu limit", -3]


def test_a_notebook_that_died_is_asked_by_its_definitions(answered):
    assert values(answered(KEEP, "import os\nos._exit(1)")) == [-1, -2, -3]


def test_the_level_is_said_before_the_first_cell_and_not_believed_later(answered, level):
    assert answered(KEEP).level == level


def test_an_error_is_told_with_the_number_of_its_cell(answered):
    replies = answered("x = 1", "def f(x):\n    y = int(x)\n    return y // 0")
    frame = replies.answers["q0"].failure.frames[-1]
    assert (frame.file, frame.line, frame.function) == ("In [2]", 3, "f")


def test_what_it_prints_when_asked_is_kept_with_the_answer(answered):
    assert answered("def f(x):\n    print('hello')\n    return x").answers["q0"].prints == "hello\n"


WRITE = """
    for fd in range(3, 64):
        try:
            if os.fstat(fd).st_mode & 0o170000 == 0o010000:
                os.write(fd, {bytes})
        except OSError:
            pass
"""


@pytest.mark.parametrize("forged", ["b'junk'", "b'AGW1' + bytes(12)", "b'x' * 60000"])
def test_what_cells_write_where_answers_come_is_nobodys(answered, forged):
    source = "import os" + WRITE.format(bytes=forged)
    assert values(answered(source, KEEP)) == [2, 4, 6]


def test_a_process_that_says_it_broke_after_cells_ran_is_not_our_failure(answered):
    forged = """
        import json, os, struct, threading, time
        text = json.dumps({"broken": "it was you"}).encode()
        frame = struct.pack("<4sIQ", b"AGW1", len(text), 0) + text
        def f(x):
            for fd in range(3, 64):
                try:
                    if os.fstat(fd).st_mode & 0o170000 == 0o010000:
                        os.write(fd, frame)
                except OSError:
                    pass
            return x
    """
    try:
        found = values(answered(forged))
    except BoxError as error:
        pytest.fail(f"believed: {error}")
    assert found[0] == "unreadable"


def test_cells_that_computed_long_leave_all_the_time_to_the_questions(answered):
    busy = "n = 0\nfor _ in range(30_000_000):\n    n += 1"
    assert values(answered(busy, KEEP, asked=(1, 2), cell_seconds=20.0)) == [2, 4]
