"""What raises in some wrong cases while others are drawn."""

from autograder.explain.raising import raises_too
from autograder.model import Failure, Frame, Outcome, Problem

WRONG = Problem(kind="values", wrong=3, of=4)


def raised(line, error="ValueError"):
    frame = Frame(file="layers.py", line=line, function="forward")
    return Problem(kind="raised", failure=Failure(type=error, message="no", frames=(frame,)))


def test_the_line_that_raises_most_often_is_told():
    said = raises_too([WRONG, raised(7), raised(9), raised(9)])
    assert said == "In 2 of 4 wrong cases it raises ValueError at layers.py:9."


def test_where_nothing_or_everything_raises_there_is_nothing_to_add():
    assert raises_too([WRONG, WRONG]) == ""
    assert raises_too([raised(7), raised(9)]) == ""


def test_an_error_outside_the_program_has_no_line():
    outside = Problem(kind="raised", failure=Failure(type="TypeError", message="no"))
    assert raises_too([WRONG, outside]) == ""


def test_a_finding_tells_it_beside_the_case_that_is_drawn(homework_of, answers, by_hand, right):
    key, expected = homework_of(conv=(5, ("out",)))
    failed = by_hand.ended(Outcome.RAISED, "ValueError", ("layers.py", 7))
    replies = answers(key, conv={"out": ((3, 4), right * 2)}) | {"conv/1": failed}
    (finding,) = by_hand.graded(key, expected, replies).findings
    assert finding.evidence.endswith("In 1 of 3 wrong cases it raises ValueError at layers.py:7.")
