from autograder.box import bounds
from autograder.box.bounds import bounded_facts, bounded_failure, bounded_values
from autograder.box.inside import asking, child, failure
from autograder.box.inside.prints import Prints
from autograder.model import Answer, Failure, Frame, Outcome, Value
from autograder.records import pack

FRAME = Frame(file="hw.py", line=3, function="f", text="return x[7]")
HONEST = Failure(type="IndexError", message="index 7 is out of bounds", frames=(FRAME,))


def test_what_an_honest_child_says_stays_as_it_is():
    values = {"dx": Value(kind="array", dtype="float64", shape=(1, 2)), "note": Value(kind="other", dtype="str")}
    assert list(bounded_values(values).items()) == list(values.items())
    assert bounded_failure(HONEST) == HONEST
    assert bounded_failure(None) is None
    assert bounded_facts({"layers": ["a", 1]}) == {"layers": ["a", 1]}


def test_the_bounds_are_no_narrower_than_those_that_the_child_keeps():
    assert bounds.OUTPUTS >= asking.MOST_OUTPUTS
    assert (bounds.MESSAGE, bounds.NAME, bounds.LINE, bounds.FRAMES) == (
        failure.MOST_MESSAGE, failure.MOST_TYPE, failure.MOST_LINE, failure.MOST_FRAMES
    )  # fmt: skip
    prints = Prints(child.KEEP_PRINTS, 10**12)
    prints.write("x" * 10_000_000)
    assert len(prints.text()) <= bounds.PRINTS


def test_values_are_few_and_short():
    long = Value(kind="other", dtype="d" * 1000)
    kept = bounded_values({f"{n:03}" + "x" * 1000: long for n in range(500)})
    assert len(kept) == bounds.OUTPUTS
    assert all(len(name) <= bounds.NAME and len(value.dtype) <= bounds.NAME for name, value in kept.items())
    [many_axes] = bounded_values({"a": Value(kind="array", shape=(1,) * 1000, kept=False)}).values()
    assert len(many_axes.shape) <= bounds.AXES


def test_a_failure_is_short_and_keeps_its_last_lines():
    frames = tuple(Frame(file="a" * 999, line=n, function="f" * 999, text="t" * 999) for n in range(100))
    kept = bounded_failure(Failure(type="T" * 999, message="m" * 99_999, frames=frames))
    assert (len(kept.type), len(kept.message)) == (bounds.NAME, bounds.MESSAGE)
    assert [frame.line for frame in kept.frames] == list(range(100))[-bounds.FRAMES :]
    assert all(len(frame.file + frame.function + frame.text) <= 3 * bounds.LINE for frame in kept.frames)


def test_facts_are_kept_whole_or_not_at_all():
    assert bounded_facts({"a": "x" * (bounds.FACTS - 100)}) != {}
    assert bounded_facts({"a": "x" * bounds.FACTS, "b": 1}) == {}


def test_facts_in_facts_end_where_they_could_not_be_written_down():
    nested: list = []
    for _ in range(1200):
        nested = [nested]
        pack(Answer(outcome=Outcome.ANSWERED, facts=bounded_facts({"a": nested})), {})
