import sys

from autograder.box.inside.failure import Describer
from autograder.box.inside.notes import MOST_USES, Notes

HERE = Describer({__file__.rpartition("/")[0]: ""})


def test_a_use_is_told_with_the_first_line_of_ones_own_that_led_to_it():
    notes = Notes()

    def students_line():
        notes.use("convolution", "conv2d")

    students_line()
    [use] = notes.taken(HERE)["uses"]
    assert (use["operation"], use["called"]) == ("convolution", "conv2d")
    assert use["place"]["text"] == 'notes.use("convolution", "conv2d")'
    assert use["place"]["function"] == "students_line"


def test_a_use_without_a_line_of_ones_own_has_no_place():
    notes = Notes()
    notes.use("pooling", "avg_pool2d")
    assert notes.taken(Describer({"/nowhere": ""})) == {"uses": [{"operation": "pooling", "called": "avg_pool2d"}]}


def test_what_is_taken_is_forgotten():
    notes = Notes()
    notes.use("pooling", "avg_pool2d")
    notes.notice("workers")
    assert set(notes.taken(HERE)) == {"uses", "notices"}
    assert notes.taken(HERE) == {}


def test_the_same_is_told_once():
    notes = Notes()
    for _ in range(10):
        notes.use("convolution", "conv2d")
        notes.notice("device")
    told = notes.taken(HERE)
    assert (len(told["uses"]), told["notices"]) == (1, ["device"])


def test_no_more_uses_are_kept_than_anyone_would_read():
    notes = Notes()
    for n in range(1000):
        notes.use("convolution", f"conv{n}")
    assert len(notes.taken(HERE)["uses"]) == MOST_USES


def test_a_deep_recursion_is_not_walked_to_its_end():
    notes = Notes()

    def deep(n):
        return deep(n - 1) if n else notes.use("convolution", "conv2d")

    deep(sys.getrecursionlimit() // 2)
    assert notes.taken(HERE)["uses"][0]["place"]["function"] == "deep"
