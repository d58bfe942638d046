"""Numbers of parameters that are wrong betray why; a number that nothing explains is told as it is."""

import pytest

from autograder.judge.parameters import compared, differences, nearest_table, reason

TODAY = {"C1": 156, "S2": 0, "C3": 2416, "S4": 0, "C5": 48120, "F6": 10164, "output": 850}
PAPER = {"C1": 156, "S2": 12, "C3": 1516, "S4": 32, "C5": 48120, "F6": 10164}


def difference(expected, got, known, **more):
    return differences(compared({"today": expected}, got, known, **more))


@pytest.mark.parametrize(
    ("expected", "got", "why"),
    [
        (156, 150, "no bias"),
        (2416, 2400, "no bias"),
        (10164, 10080, "no bias"),
        (156, 151, "one bias for all filters"),
        (2416, 2401, "one bias for all filters"),
        (156, 31, "one kernel for all filters"),
        (2416, 166, "one kernel for all filters"),
        (156, 456, "three input channels instead of one"),
        (2416, 2496, "a bias for each input channel of each filter"),
        (850, 1700, "twice as many"),
        (2416, 0, "none is registered: weights are parameters as nn.Parameter or in a module"),
        (48120, 30840, "it takes 256 numbers instead of 400: was the image padded, the pooling's stride 2?"),
        (
            204864,
            3964992,
            "it takes 61,952 numbers instead of 3,200: was the image padded, the pooling's stride 2?",
        ),
    ],
)
def test_a_number_that_is_wrong_by_just_so_much_is_explained(expected, got, why):
    assert reason(expected, got) == why


@pytest.mark.parametrize(
    ("expected", "got"), [(2416, 2000), (156, 157), (850, 851), (0, 12), (1, 5), (7, 10**18), (156, -6)]
)
def test_a_number_that_nothing_gives_is_not_explained(expected, got):
    assert reason(expected, got) == ""


def test_layers_that_differ_stand_beside_the_right_numbers_and_so_do_the_totals():
    said = difference(TODAY, {**TODAY, "C1": 150, "S2": 12}, {})
    assert said == "C1: 150 for 156 (no bias); S2: 12 for 0; 61,712 in all for 61,706"


def test_a_known_total_is_told_in_the_authors_words():
    without = {"C1": 150, "S2": 0, "C3": 2400, "S4": 0, "C5": 48000, "F6": 10080, "output": 840}
    assert difference(TODAY, without, {"61470": "all biases are forgotten"}).endswith(
        "61,470 in all for 61,706: all biases are forgotten"
    )


def test_why_is_kept_back_where_hints_are():
    said = difference(TODAY, {**TODAY, "C1": 150}, {"61700": "a bias"}, why=False)
    assert said == "C1: 150 for 156; 61,700 in all for 61,706"


def test_a_layer_that_is_not_counted_is_said_to_be_missing():
    counted = {name: count for name, count in TODAY.items() if name != "F6"}
    assert difference(TODAY, counted, {}).startswith("F6: no number for 10,164")


def test_right_counts_say_nothing_unless_something_is_known_of_their_total():
    assert difference(TODAY, TODAY, {"61470": "of another"}) == ""
    assert difference(TODAY, TODAY, {"61706": "as today"}, why=False) == "61,706 in all: as today"


def test_of_several_right_tables_the_nearest_is_compared_with():
    assert nearest_table({"today": TODAY, "paper": PAPER}, {**TODAY, "C1": 1}) == "today"
    assert nearest_table({"today": TODAY, "paper": PAPER}, {**PAPER, "C1": 1}) == "paper"


def test_every_layer_stands_beside_the_right_number_also_those_that_are_right():
    found = compared({"paper": PAPER, "today": TODAY}, {**TODAY, "C1": 150}, {"61700": "a bias"})
    assert (found.table, [one.layer for one in found.layers]) == ("today", list(TODAY))
    assert (found.layers[0].difference, found.layers[0].why, found.layers[1].difference) == (-6, "no bias", 0)
    assert (found.total.expected, found.total.got, found.total.why) == (61706, 61700, "a bias")
