"""What a homework forbids is computed by no door; what is one's own is left alone. Each door is also tried where
nothing is forbidden: one that never opens would prove nothing."""

import ast
import shutil
import tempfile
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from autograder.box.choose import strongest
from autograder.box.seam import Batch, Question
from autograder.box.warm import WarmBox
from autograder.model import Limits, Outcome

HAND_IN = Path(__file__).with_name("torch_doors.py")
PROBES = """
def open_door(student, kind, door):
    return {"out": student.ask(kind, door)}

def swallow(student):
    return {"out": student.swallowed()}
"""
ALL = ("convolution", "pooling", "unfold", "fourier", "resampling")
LIMITS = Limits(case_seconds=60.0, total_seconds=300.0, memory_bytes=1_000_000_000)


def doors():
    """Read, not run: this process has no box around it."""
    tables = {
        node.targets[0].id.lower(): ast.literal_eval(ast.List(node.value.keys))
        for node in ast.parse(HAND_IN.read_text(encoding="utf-8")).body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict) and node.targets[0].id != "ASKED"
    }
    return [(kind, door) for kind, table in tables.items() for door in table]


def ask(forbid, asked):
    """The answers to all doors, of a box that forbids these operations."""
    questions = tuple(
        Question(id=f"{kind}: {door}", item=f"{kind}: {door}", probe="open_door", file="torch_doors.py", arrays={},
                 plain={"kind": kind, "door": door})
        for kind, door in asked
    )  # fmt: skip
    more = (Question(id="swallow", item="swallow", probe="swallow", file="torch_doors.py", arrays={}),)
    batch = Batch(PROBES, ("torch_doors.py",), ("numpy", "torch"), LIMITS, (*questions, *more), forbid)
    with ExitStack() as stack:
        box = stack.enter_context(WarmBox(("numpy", "torch"), LIMITS, strongest(), forbid))
        folder = stack.enter_context(hand_in())
        box.start(folder)
        stack.callback(box.stop)
        return box.ask(batch).answers


@contextmanager
def hand_in():
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(HAND_IN, folder)
        yield Path(folder)


@pytest.fixture(scope="module")
def everything():
    return doors()


@pytest.fixture(scope="module")
def closed(everything):
    return ask(ALL, everything)


@pytest.fixture(scope="module")
def opened(everything):
    return ask((), everything)


@pytest.fixture(scope="module")
def others_allowed(everything):
    return ask(("convolution", "pooling"), [(kind, door) for kind, door in everything if kind != "closed"])


def told(answers):
    return {
        name: (a.failure.type, a.failure.message[:200]) if a.failure else a.outcome.value
        for name, a in answers.items()
    }


def test_every_door_leads_somewhere_where_nothing_is_forbidden(opened):
    shut = {n: said for n, said in told(opened).items() if n.startswith((*ALL, "ways")) and said != "answered"}
    assert shut == {}
    assert [name for name, answer in opened.items() if answer.uses] == []


def test_no_door_leads_to_what_is_forbidden(closed):
    answered = [
        n for n, a in closed.items() if n.split(":")[0] in (*ALL, "closed") and a.outcome is Outcome.ANSWERED
    ]
    assert answered == []


def test_the_operation_is_named_whatever_door_led_to_it(closed):
    """A kernel that is asked for by its name may be refused to begin with."""
    for name, answer in closed.items():
        kind = name.partition(":")[0]
        if kind in ALL:
            assert answer.outcome is Outcome.RAISED, name
            assert kind in [use.operation for use in answer.uses], name


def test_the_line_that_called_it_is_told(closed):
    use = closed["convolution: functional"].uses[0]
    assert (use.called, use.place.file, use.place.text) == (
        "conv2d", "torch_doors.py", '"functional": lambda: F.conv2d(X, W),',
    )  # fmt: skip
    assert closed["pooling: a thread"].uses[0].place.text.startswith('"a thread": lambda: in_thread')


def test_of_a_thread_without_a_line_of_ones_own_the_line_that_waits_for_it_is_told(closed):
    use = closed["convolution: a thread that runs nothing else"].uses[0]
    assert (use.place.function, use.place.text) == (
        "handed_over",
        "return pool.submit(torch.conv2d, X, W).result()",
    )


def test_the_error_says_what_to_do(closed):
    failure = closed["pooling: average"].failure
    assert (failure.type, failure.message) == (
        "ForbiddenOperation",
        "this calls PyTorch's own pooling (avg_pool2d), which this homework asks you to write",
    )


def test_what_is_ones_own_is_left_alone(closed):
    ways = {name: said for name, said in told(closed).items() if name.startswith("ways")}
    assert set(ways.values()) == {"answered"}, ways
    assert [name for name in ways if closed[name].uses] == []


def test_a_use_that_was_caught_is_noted_all_the_same(closed):
    answer = closed["swallow"]
    assert answer.outcome is Outcome.ANSWERED
    assert [(use.operation, use.place.function) for use in answer.uses] == [("convolution", "swallowed")]


def test_what_is_allowed_works(others_allowed):
    for name, answer in others_allowed.items():
        expected = Outcome.RAISED if name.startswith(("convolution", "pooling")) else Outcome.ANSWERED
        assert answer.outcome is expected, name
