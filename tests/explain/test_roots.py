"""Which item an error comes from, and in which order both are told."""

from dataclasses import replace

import pytest

from autograder.explain.roots import begin_with, root_of
from autograder.model import Code, Failure, Frame, Outcome, Problem
from autograder.report.order import in_order
from autograder.report.story import told

ALL = (1, 2, 3, 4)
FILE = "layers.py"


def error(function, line):
    frames = (Frame(file=FILE, line=90, function="train"), Frame(file=FILE, line=line, function=function))
    return Problem(kind="raised", failure=Failure(type="TypeError", message="no", frames=frames))


@pytest.fixture
def items(homework_of, answers, by_hand, right):
    """Two forward functions and what is built on them; the first is wrong."""
    key, expected = homework_of(conv=(2, ("out",)), pool=(2, ("out",)), train=(5, ("out",)))
    graded = by_hand.graded(key, expected, answers(key, conv={"out": (ALL, -right)})).items
    places = (("Conv.forward", 10), ("Pool.forward", 40), ("train", 80))
    return [
        replace(item, file=FILE, function=function, line=line)
        for item, (function, line) in zip(graded, places, strict=True)
    ]


def test_an_error_comes_from_the_wrong_item_whose_function_raised(items):
    root = root_of(error("forward", 12), ["train"], items)
    assert root is not None
    assert root.id == "conv"
    assert begin_with(root) == "The line that raises lies in Conv.forward: begin with conv."


@pytest.mark.parametrize(
    ("function", "line", "own"),
    [
        ("forward", 12, ["conv", "train"]),  # its own function
        ("forward", 44, ["train"]),  # an item that is right
        ("_pad", 30, ["train"]),  # a function that is no item's
        ("forward", 3, ["train"]),  # above all of them
    ],
)
def test_nothing_else_is_a_root(items, function, line, own):
    assert root_of(error(function, line), own, items) is None


def test_what_others_come_from_is_told_first(items, homework_of, answers, by_hand, right):
    key, expected = homework_of(conv=(2, ("out",)), pool=(3, ("out",)), train=(5, ("out",)))
    wrong = {name: {"out": (ALL, -right)} for name in ("conv", "pool", "train")}
    conv, pool, train = by_hand.graded(key, expected, answers(key, **wrong)).findings
    assert in_order([conv, pool, train], items) == [train, pool, conv]
    train = replace(train, root="conv")
    assert in_order([conv, pool, train], items) == [pool, conv, train]
    assert in_order([replace(conv, root="train"), pool, train], items)[0] == pool
    assert len(in_order([replace(conv, root="train"), train], items)) == 2


def test_a_grade_knows_where_its_errors_come_from(homework_of, answers, by_hand, right):
    key, expected = homework_of(conv=(1, ("out",)), train=(5, ("out",)))
    lines = [
        replace(item, code=Code(file=FILE, name=name))
        for item, name in zip(key.rubric.items, ("Conv.forward", "train"), strict=True)
    ]
    key = replace(key, rubric=replace(key.rubric, items=tuple(lines)))
    failed = by_hand.ended(Outcome.RAISED, "TypeError", (FILE, 7))
    replies = answers(key, conv={"out": (ALL, -right)}) | {f"train/{n}": failed for n in ALL}
    grade = by_hand.graded(key, expected, replies)
    assert [finding.items for finding in told(grade)] == [("conv",), ("train",)]
    assert told(grade)[1].looks == "The line that raises lies in Conv.forward: begin with conv."
