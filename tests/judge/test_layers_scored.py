"""Points for the layers of a network, and the clause that says how counts of parameters differ."""

from dataclasses import replace

import numpy as np
import pytest

from autograder.grade import grade
from autograder.model import Answer, Cause, Code, ItemGrade, Layers, Outcome, Tell
from autograder.records import from_json, to_json

LAYERS = Layers(input=(1, 8, 8), shapes=((2, 6, 6), (10,)))
RIGHT = {"layers": [], "shapes": [[1, 8, 8], [2, 6, 6], [10]]}


@pytest.fixture
def graded(by_hand):
    """The item of an architecture worth 4 points, by what came back."""

    def run(**answer):
        item = by_hand.item("layers", 4, check="architecture", layers=LAYERS, code=Code(file="net.py", name="Net"))
        case = replace(by_hand.case("layers/layers", "", outputs=()), probe=".layers")
        key = by_hand.key([item], [case])
        gathered = by_hand.gathered(key, {case.id: {}})
        told = Answer(**{"outcome": Outcome.ANSWERED, **answer})
        gathered = replace(gathered, evidence=replace(gathered.evidence, answers={case.id: told}))
        return grade(key, {}, gathered).items[0]

    return run


def test_layers_as_the_rubric_has_them_earn_all_points(graded):
    item = graded(facts=RIGHT)
    assert (item.earned, item.state, item.clause) == (4, "right", "")


def test_other_layers_earn_nothing_and_say_what_is_not_there(graded):
    item = graded(facts={**RIGHT, "shapes": [[1, 8, 8], [2, 8, 8], [10]]})
    assert (item.earned, item.open, item.state, item.function) == (0, 0, "wrong", "Net")
    assert item.clause == "no 2×6×6; its layers give 1×8×8, 2×8×8 and 10"


def test_an_answer_without_facts_earns_nothing(graded):
    assert (graded().earned, graded().state) == (0, "wrong")


def test_right_facts_do_not_count_where_the_question_did_not_come_to_its_end(graded):
    item = graded(facts=RIGHT, outcome=Outcome.CPU_LIMIT)
    assert (item.earned, item.state, item.clause) == (0, "wrong", "Net: cpu limit")


def test_a_network_that_is_not_begun_says_so(graded):
    item = graded(outcome=Outcome.NOT_BEGUN)
    assert (item.earned, item.open, item.state, item.clause) == (0, 0, "not begun", "not begun")


def test_our_failure_costs_nothing(graded):
    item = graded(outcome=Outcome.OUR_FAILURE)
    assert (item.open, item.state, item.cause) == (4, "open", Cause.OURS)


TABLES = {"today": {"C1": 156, "S2": 0}, "paper": {"C1": 156, "S2": 12}}


@pytest.fixture
def counted(by_hand):
    """The item of a table of parameters, by the numbers that came back."""

    def run(tell=Tell.HINT, **counts):
        item = by_hand.item("count", 4, check="parameters", tables=TABLES, known={"162": "a known one"}, tell=tell)
        case = replace(by_hand.case("count/general-1", outputs=("C1", "S2")), conventions=("today", "paper"))
        key = by_hand.key([item], [case])
        expected = {
            f"{case.id}/out/{name}/{layer}": n for name, table in TABLES.items() for layer, n in table.items()
        }
        expected = {name: by_hand.expected({"x": {"y": n}})["x/out//y"] for name, n in expected.items()}
        return grade(key, expected, by_hand.gathered(key, {case.id: counts})).items[0]

    return run


def test_every_table_of_the_rubric_is_right(counted):
    for table in TABLES.values():
        assert (counted(**table).earned, counted(**table).clause) == (4, "")


def test_a_wrong_count_stands_beside_the_nearest_table_with_what_would_explain_it(counted):
    item = counted(C1=150, S2=12)
    assert (item.earned, item.clause) == (0, "C1: 150 for 156 (no bias); 162 in all for 168: a known one")


def test_without_hints_only_the_numbers_are_told(counted):
    assert counted(Tell.CASES, C1=150, S2=12).clause == "C1: 150 for 156; 162 in all for 168"


def test_what_is_no_count_is_not_compared_as_one(counted):
    assert counted(C1=150.5, S2=[1, 2]).earned == 0


def test_every_layer_is_told_whether_it_is_right_or_not(counted):
    item = counted(C1=156, S2=12)
    assert (item.state, item.counts.table, item.counts.total.got) == ("right", "paper", 168)


@pytest.mark.parametrize("many", [2**64 - 1, -(2**63), 10**13])
def test_a_count_that_no_machine_holds_is_none(counted, many):
    item = counted(C1=np.array(many), S2=12)
    assert (item.earned, [layer.got for layer in item.counts.layers]) == (0, [None, 12])
    assert from_json(to_json(item), ItemGrade) == item
