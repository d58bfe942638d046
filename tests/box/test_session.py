import json
import signal
from types import SimpleNamespace

import numpy as np
import pytest

from autograder.box import budget, session
from autograder.box.children import Ending
from autograder.box.inside import wire
from autograder.box.session import Session
from autograder.errors import BoxError
from autograder.model import Limits, Outcome

LIMITS = Limits(case_seconds=10.0, total_seconds=100.0)
LEVEL = wire.encode({"level": "landlock+seccomp"}, {})
LOADED = wire.encode({"loading": "hw.py"}, {}) + wire.encode({"loading": ""}, {})
CLEAN = Ending(code=0, signal=0)


class Cpu(float):
    """Seconds that a child computes without saying anything."""


class Wall(float):
    """Seconds that pass while a child sleeps."""


class ScriptedChild:
    """Plays back bytes, silences (None), and times; after the last step it has ended."""

    level = ""

    def __init__(self, clock, *steps, ending=CLEAN):
        self._clock, self._steps, self._ending = clock, list(steps), ending
        self._cpu = 0.0
        self.sent = b""
        self.last = False
        self.ended = 0
        self.breaches = []
        self.sleeps = False

    def send(self, data, *, last=False):
        assert not self.ended
        assert not self.last
        self.sent += data
        self.last = last

    def read(self, timeout, *, patient=True):
        assert timeout > 0
        step = self._steps.pop(0) if self._steps else b""
        if isinstance(step, Cpu):
            self._cpu += step
        elif isinstance(step, Wall):
            self._clock.now += step
        return step if isinstance(step, bytes) else None

    def breach(self):
        return self.breaches.pop(0) if self.breaches else None

    def cpu(self):
        return self._cpu

    def is_asleep(self):
        return self.sleeps

    def end(self, *, wait=0.0):
        self.ended += 1
        return self._ending

    @property
    def asked(self):
        """The numbers of the questions, order by order."""
        frames = list(wire.Reader(10**9, 10**9).feed(self.sent))
        return [json.loads(header)["ask"] for header, _ in frames[::2]]


@pytest.fixture
def clock(monkeypatch):
    now = SimpleNamespace(now=1000.0)
    monkeypatch.setattr(budget, "time", SimpleNamespace(monotonic=lambda: now.now))
    return now


@pytest.fixture
def child(clock):
    """A child that says its level, loads a file of the student's, and then plays these steps."""
    return lambda *steps, **more: ScriptedChild(clock, LEVEL, LOADED, *steps, **more)


@pytest.fixture
def run(batch):
    """Asks a batch (three questions unless said otherwise) of children in turn; all are used, and ended once."""

    def asking(*children, asked=(1, 2, 3), limits=LIMITS):
        left = list(children)
        files = ("hw.py", "a.py", "b.py")
        replies = Session(batch(*asked, files=files, limits=limits), lambda: left.pop(0)).run()
        assert left == []
        assert [child.ended for child in children] == [1] * len(children)
        return replies

    return asking


def answer(n, value=None):
    return wire.encode({"n": n}, {"out": np.array(float(n)) if value is None else value})


def frame(**header):
    return wire.encode(header, {})


def outcomes(replies):
    return [answer.outcome.value for answer in replies.answers.values()]


def test_answers_come_back_under_the_ids_of_their_questions(run, child):
    replies = run(child(answer(0), answer(1), answer(2, np.arange(3))))
    assert list(replies.answers) == ["q0", "q1", "q2"]
    assert outcomes(replies) == ["answered"] * 3
    assert {name: array.tolist() for name, array in replies.arrays.items()} == {
        "q0/out": 0.0,
        "q1/out": 1.0,
        "q2/out": [0, 1, 2],
    }
    assert replies.level == "landlock+seccomp"


def test_what_an_answer_says_is_kept(run, child):
    failure = {"type": "ValueError", "message": "no", "frames": [{"file": "hw.py", "line": 3, "function": "f"}]}
    said = frame(n=0, outcome="raised", failure=failure, prints="hello", changed=["x"], facts={"layers": 2})
    [got] = run(child(said), asked=(1,)).answers.values()
    assert got.outcome is Outcome.RAISED
    assert (got.failure.type, got.failure.frames[0].line) == ("ValueError", 3)
    assert (got.prints, got.changed, got.facts) == ("hello", ("x",), {"layers": 2})


def test_only_what_was_given_can_have_been_changed(run, child):
    """A student is told the names: others could be the numbers of a hidden case."""
    [got] = run(child(frame(n=0, changed=["8675309", "x", "x"])), asked=(1,)).answers.values()
    assert got.changed == ("x",)


def test_frames_may_arrive_in_any_pieces(run, clock):
    whole = LEVEL + frame(loading="hw.py") + frame(loading="") + answer(0) + answer(1) + answer(2)
    pieces = [whole[at : at + 7] for at in range(0, len(whole), 7)]
    assert outcomes(run(ScriptedChild(clock, *pieces))) == ["answered"] * 3
    assert outcomes(run(ScriptedChild(clock, whole))) == ["answered"] * 3


def test_an_answer_describes_what_was_sent_in_the_order_of_the_question(run, child):
    said = wire.encode(
        {"n": 0, "names": ["dx", "note", "db"], "values": {"note": {"kind": "other", "dtype": "str"}}},
        {"db": np.ones(2, np.float32), "dx": np.zeros((2, 3), bool)},
    )
    values = run(child(said), asked=(1,)).answers["q0"].values
    assert list(values) == ["dx", "note", "db"]
    assert (values["dx"].dtype, values["dx"].shape, values["dx"].kept) == ("bool", (2, 3), True)
    assert (values["db"].dtype, values["db"].shape) == ("float32", (2,))
    assert (values["note"].kind, values["note"].dtype) == ("other", "str")


def test_a_child_is_told_all_questions_at_once_and_no_id(run, child):
    one = child(answer(0), answer(1), answer(2))
    run(one)
    assert one.asked == [[0, 1, 2]]
    assert one.last
    assert b"q0" not in one.sent


def test_later_stages_are_sent_when_the_earlier_is_answered(run, child, batch):
    asked = (1, {"x": 2, "stage": 1}, 3, {"x": 4, "stage": 1})
    one = child(answer(0), answer(2), answer(1), answer(3))
    replies = run(one, asked=asked)
    assert outcomes(replies) == ["answered"] * 4
    assert one.asked == [[0, 2], [1, 3]]
    assert one.last


def test_a_later_stage_is_not_sent_to_a_child_that_still_answers_the_earlier(clock, batch):
    """What is in its memory it could print."""
    asked = (1, {"x": 0.123456789, "stage": 1})
    hidden = np.float64(0.123456789).tobytes()
    one = ScriptedChild(clock, LEVEL, LOADED, None, None)
    seen = []
    one.read = lambda timeout, patient, read=one.read: seen.append(hidden in one.sent) or read(timeout)
    two = ScriptedChild(clock, LEVEL, answer(1))
    left = [one, two]
    assert outcomes(Session(batch(*asked, limits=LIMITS), lambda: left.pop(0)).run()) == ["exited", "answered"]
    assert not any(seen)
    assert hidden in two.sent


def test_after_a_crash_a_fresh_child_goes_on_with_the_next_question(run, child):
    one = child(answer(0), ending=Ending(code=0, signal=signal.SIGSEGV))
    two = child(answer(2))
    replies = run(one, two)
    assert outcomes(replies) == ["answered", "crashed", "answered"]
    assert replies.answers["q1"].detail == "the program crashed (SIGSEGV)"
    assert (one.asked, two.asked) == ([[0, 1, 2]], [[2]])


@pytest.mark.parametrize(
    ("ending", "outcome", "detail"),
    [
        (Ending(code=0, signal=0), "exited", "the program ended itself with code 0"),
        (Ending(code=3, signal=0), "exited", "the program ended itself with code 3"),
        (Ending(code=0, signal=signal.SIGABRT), "crashed", "the program crashed (SIGABRT)"),
        (Ending(code=0, signal=63), "crashed", "the program crashed (signal 63)"),
    ],
)
def test_how_a_child_ended_says_what_happened(run, child, ending, outcome, detail):
    [got] = run(child(ending=ending), asked=(1,)).answers.values()
    assert (got.outcome.value, got.detail) == (outcome, detail)


KILLED = Ending(code=0, signal=signal.SIGKILL)


def test_what_the_system_stopped_is_asked_once_more(run, child):
    """It picks a process for its memory, or for that of another program."""
    one, two = child(answer(0), ending=KILLED), child(answer(1), answer(2))
    assert outcomes(run(one, two)) == ["answered"] * 3
    assert two.asked == [[1, 2]]


def test_what_the_system_stops_again_used_too_much_memory(run, child):
    replies = run(child(answer(0), ending=KILLED), child(ending=KILLED), child(answer(2)))
    assert outcomes(replies) == ["answered", "memory limit", "answered"]
    assert replies.answers["q1"].detail == "the program was stopped by the system, most likely for its memory"


def test_a_crash_between_the_questions_costs_the_next_one(run, child):
    assert outcomes(run(child(answer(0)), child(answer(2)))) == ["answered", "exited", "answered"]


def test_a_child_that_ends_after_its_last_answer_costs_nothing(run, child):
    replies = run(child(answer(0), answer(1), answer(2), ending=Ending(code=0, signal=signal.SIGSEGV)))
    assert outcomes(replies) == ["answered"] * 3


def test_a_question_over_its_cpu_limit_is_stopped_and_the_next_is_asked(run, child):
    one = child(answer(0), Cpu(6), Cpu(3.9), Cpu(0.2), answer(1))
    replies = run(one, child(answer(2)))
    assert outcomes(replies) == ["answered", "cpu limit", "answered"]


def test_the_limit_counts_from_the_answer_before(run, child):
    slow = child(Cpu(9), answer(0), Cpu(9), answer(1), Cpu(9), answer(2))
    assert outcomes(run(slow)) == ["answered"] * 3


def test_the_time_of_an_answer_is_measured_from_outside(run, child):
    replies = run(child(Cpu(2), answer(0), answer(1), Cpu(3), answer(2)))
    assert [a.seconds for a in replies.answers.values()] == [2, 0, 3]


def test_a_question_that_sleeps_is_stopped_by_the_clock_on_the_wall(run, child):
    limit = budget.outer_bound(LIMITS.case_seconds)
    assert outcomes(run(child(Wall(limit - 1), answer(0)), asked=(1,))) == ["answered"]
    assert outcomes(run(child(Wall(limit - 1), Wall(2), answer(0)), asked=(1,))) == ["wall limit"]


LOOPS = (Cpu(11),)


def test_after_two_that_ran_out_of_time_the_rest_of_the_item_is_not_reached(run, child):
    asked = [{"item": "a"}] * 4 + [{"item": "b"}] * 2
    one, two, three = child(*LOOPS), child(*LOOPS), child(answer(4), answer(5))
    replies = run(one, two, three, asked=asked)
    assert outcomes(replies) == ["cpu limit", "cpu limit", "not reached", "not reached", "answered", "answered"]
    assert replies.answers["q2"].detail == "after two that ran out of time"
    assert three.asked == [[4, 5]]


def test_both_kinds_of_running_out_of_time_count(run, child):
    replies = run(child(*LOOPS), child(Wall(1000)), asked=(1, 2, 3))
    assert outcomes(replies) == ["cpu limit", "wall limit", "not reached"]


def test_crashes_do_not_count_as_running_out_of_time(run, child):
    replies = run(child(), child(), child(answer(2)))
    assert outcomes(replies) == ["exited", "exited", "answered"]


def test_one_timeout_in_each_item_gives_none_of_them_up(run, child):
    asked = [{"item": "a"}, {"item": "b"}, {"item": "a"}, {"item": "b"}]
    replies = run(child(*LOOPS), child(*LOOPS), child(answer(2), answer(3)), asked=asked)
    assert outcomes(replies) == ["cpu limit", "cpu limit", "answered", "answered"]


def test_timeouts_of_one_stage_do_not_give_up_the_next(run, child):
    asked = [1, 2, 3, {"stage": 1}]
    replies = run(child(*LOOPS), child(*LOOPS), child(answer(3)), asked=asked)
    assert outcomes(replies) == ["cpu limit", "cpu limit", "not reached", "answered"]


def test_when_the_time_of_the_submission_is_used_up_nothing_more_is_asked(run, child):
    limits = Limits(case_seconds=10, total_seconds=25)
    asked = [{"item": str(n)} for n in range(5)]
    replies = run(child(Cpu(9), answer(0), Cpu(9), answer(1), Cpu(8)), asked=asked, limits=limits)
    assert outcomes(replies) == ["answered", "answered", "cpu limit", "not reached", "not reached"]
    assert replies.answers["q3"].detail == "the time for the whole submission was used up"


def test_the_time_of_all_children_counts_together(run, child):
    limits = Limits(case_seconds=10, total_seconds=15)
    asked = [{"item": str(n)} for n in range(4)]
    replies = run(child(Cpu(9)), child(Cpu(7)), asked=asked, limits=limits)
    assert outcomes(replies) == ["exited", "cpu limit", "not reached", "not reached"]


@pytest.mark.parametrize("slow", [(Cpu(9), answer(1)), (Cpu(11),)], ids=["answered", "stopped"])
def test_what_is_timed_takes_no_time_from_what_earns(run, child, slow):
    limits = Limits(case_seconds=10, total_seconds=25)
    asked = [{"item": "a"}, {"item": "a", "timed": True}, {"item": "b"}, {"item": "c"}]
    rest = (Cpu(9), answer(2), Cpu(6), answer(3))
    answered = len(slow) == 2
    children = [child(Cpu(9), answer(0), *slow, *(rest if answered else ())), *([] if answered else [child(*rest)])]
    replies = run(*children, asked=asked, limits=limits)
    timed = "answered" if answered else "cpu limit"
    assert outcomes(replies) == ["answered", timed, "answered", "answered"]


def test_what_is_timed_ends_no_child_where_the_time_for_all_is_nearly_used_up(run, child):
    """Else a notebook's kernel would be gone, and with it what its cells have made."""
    limits = Limits(case_seconds=10, total_seconds=25)
    asked = [{"item": "a"}, {"item": "a"}, {"item": "a", "timed": True}, {"item": "b"}]
    replies = run(
        child(Cpu(9), answer(0), Cpu(9), answer(1), Cpu(9), answer(2), Cpu(6), answer(3)),
        asked=asked, limits=limits,
    )  # fmt: skip
    assert outcomes(replies) == ["answered"] * 4


@pytest.mark.parametrize(
    ("said", "ends"),
    [
        ((answer(0), Cpu(4), answer(1)), ["answered", "answered", "answered", "cpu limit"]),
        ((Cpu(4), answer(0) + answer(1)), ["answered", "answered", "cpu limit", "not reached"]),
    ],
    ids=["in time", "held back"],
)
def test_no_more_is_given_back_than_was_computed_while_it_was_timed(run, child, said, ends):
    """Nothing is, where an answer is held back to be sent with that of the timed question."""
    limits = Limits(case_seconds=10, total_seconds=15)
    asked = [{"item": "a"}, {"item": "a", "timed": True}, {"item": "b"}, {"item": "c"}]
    replies = run(child(Cpu(5), *said, Cpu(9), answer(2), Cpu(3)), asked=asked, limits=limits)
    assert outcomes(replies) == ends


def test_a_timed_question_has_its_own_limit_all_the_same(run, child):
    asked = [{"item": "a", "timed": True}, {"item": "b"}]
    replies = run(child(Cpu(11)), child(answer(1)), asked=asked)
    assert outcomes(replies) == ["cpu limit", "answered"]


def test_a_submission_that_sleeps_through_every_question_ends_as_well(run, child):
    limits = Limits(case_seconds=10, total_seconds=60)
    asked = [{"item": str(n)} for n in range(50)]
    naps = [step for n in range(50) for step in (Wall(44), answer(n))]
    replies = run(child(*naps), asked=asked, limits=limits)
    assert "not reached" in outcomes(replies)
    [ended] = [answer for answer in replies.answers.values() if answer.outcome is Outcome.WALL_LIMIT]
    assert ended.detail == "after 245 s of waiting in all cases together"


def test_used_up_time_ends_the_later_stages_too(run, child):
    limits = Limits(case_seconds=10, total_seconds=5)
    replies = run(child(Cpu(5), answer(0)), asked=(1, {"stage": 1}), limits=limits)
    assert outcomes(replies) == ["answered", "not reached"]


@pytest.mark.parametrize(("steps", "outcome"), [((Cpu(11),), "cpu limit"), ((Wall(100),), "wall limit")])
def test_what_ran_out_of_time_is_not_asked_again_with_other_numbers(run, child, steps, outcome):
    asked = [{"item": "a"}, {"item": "b"}, {"item": "a", "stage": 1, "twin": "q0"}, {"item": "b", "stage": 1}]
    replies = run(child(*steps), child(answer(1), answer(3)), asked=asked)
    assert outcomes(replies) == [outcome, "answered", "not reached", "answered"]
    assert replies.answers["q2"].detail == "the same with other numbers ran out of time"


def test_what_crashed_or_was_answered_is_asked_again_with_other_numbers(run, child):
    asked = [1, 2, {"stage": 1, "twin": "q0"}, {"stage": 1, "twin": "q1"}]
    replies = run(child(answer(0)), child(answer(2), answer(3)), asked=asked)
    assert outcomes(replies) == ["answered", "exited", "answered", "answered"]


def about(*files):
    return [{"file": file} for file in files]


def test_a_child_that_dies_while_it_loads_a_file_costs_every_question_about_it(run, child):
    replies = run(
        child(frame(loading="a.py")), child(answer(1), answer(3)), asked=about("a.py", "b.py", "a.py", "b.py")
    )
    assert outcomes(replies) == ["exited", "answered", "exited", "answered"]
    assert replies.answers["q2"].detail == "while a.py was imported"


@pytest.mark.parametrize(
    ("steps", "outcome"), [((Cpu(11),), "cpu limit"), ((Wall(1000),), "wall limit"), ((b"garbage",), "unreadable")]
)
def test_a_file_that_never_ends_loading_is_asked_for_once(run, child, steps, outcome):
    replies = run(child(frame(loading="a.py"), *steps), asked=about("a.py", "a.py", "a.py"))
    assert outcomes(replies) == [outcome] * 3


def test_once_a_file_is_loaded_a_crash_costs_one_question(run, child):
    replies = run(child(frame(loading="a.py"), frame(loading="")), child(answer(1)), asked=about("a.py", "a.py"))
    assert outcomes(replies) == ["exited", "answered"]


def test_answers_given_before_a_file_failed_to_load_stay(run, child):
    replies = run(child(answer(0), frame(loading="a.py")), asked=about("a.py", "a.py"))
    assert outcomes(replies) == ["answered", "exited"]


def test_a_fresh_child_has_loaded_nothing_yet(run, child):
    replies = run(child(frame(loading="a.py")), child(), child(answer(2)), asked=about("a.py", "b.py", "b.py"))
    assert outcomes(replies) == ["exited", "exited", "answered"]
    assert replies.answers["q1"].detail == "the program ended itself with code 0"


@pytest.mark.parametrize(
    "said",
    [
        ["other.py"],
        ["x" * 700_000],
        ["a.py", "b.py"],
        ["a.py", "a.py"],
        ["a.py", "", "a.py"],
        [""],
        ["a.py", "", ""],
    ],
)
def test_what_cannot_be_loading_is_not_believed(run, child, said):
    """Else it would put off every limit, and stand in the report."""
    forging = child(*(frame(loading=file) for file in said), answer(0))
    [first] = run(forging, asked=about("a.py")).answers.values()
    assert (first.outcome, len(first.detail) < 100) == ("unreadable", True)


def test_after_the_memory_ran_out_a_fresh_child_goes_on(run, child):
    """What filled it may still be there."""
    first, second = child(frame(n=0, outcome="memory limit")), child(answer(1), answer(2))
    assert outcomes(run(first, second)) == ["memory limit", "answered", "answered"]
    assert second.asked == [[1, 2]]


def test_a_child_that_only_closed_its_way_out_is_not_said_to_have_used_up_memory(run, child):
    closing = child(ending=Ending(code=0, signal=9, killed=True))
    replies = run(closing, child(answer(1), answer(2)))
    assert outcomes(replies) == ["unreadable", "answered", "answered"]
    assert replies.answers["q0"].detail == "the program closed the way by which its answers come"


def test_what_is_said_between_two_stages_is_nobodys(run, child):
    """It could only be a guess at what is asked next."""
    eager = child(answer(0) + answer(1))
    replies = run(eager, child(answer(1)), asked=({"stage": 0}, {"stage": 1}))
    assert outcomes(replies) == ["answered", "answered"]
    assert eager.ended == 1


def test_a_child_that_is_asleep_is_not_waited_for_as_long_as_one_that_is_kept_waiting(run, child):
    asleep, kept_waiting = child(Wall(budget.IDLE + 1)), child(Wall(budget.IDLE + 1), answer(0))
    asleep.sleeps = True
    limits = Limits(case_seconds=100, total_seconds=1000)
    [first] = run(asleep, asked=(1,), limits=limits).answers.values()
    assert (first.outcome, first.detail) == ("wall limit", "after 10 s of waiting")
    assert outcomes(run(kept_waiting, asked=(1,), limits=limits)) == ["answered"]


@pytest.mark.parametrize(
    ("breach", "detail"),
    [
        (Outcome.THREAD_LIMIT, "with more than 64 threads"),
        (Outcome.FILE_LIMIT, "with more than 64 MB or 1000 files written"),
    ],
)
def test_a_breach_that_is_seen_from_outside_ends_the_question(run, child, breach, detail):
    one = child(answer(0), None)
    one.breaches = [None, None, None, breach]  # a look after each thing that is read
    replies = run(one, child(answer(2)))
    assert outcomes(replies) == ["answered", breach, "answered"]
    assert replies.answers["q1"].detail == detail


def test_arrays_beyond_what_one_submission_may_send_are_described_and_not_kept(run, child, monkeypatch):
    monkeypatch.setattr(session, "MOST_KEPT", 24)
    replies = run(child(*(answer(n, np.zeros(2)) for n in range(3))))
    assert [answer.values["out"].kept for answer in replies.answers.values()] == [True, False, False]
    assert list(replies.arrays) == ["q0/out"]


UNREADABLE = {
    "garbage": b"garbage",
    "a frame that is too long": wire.HEAD.pack(wire.MAGIC, 2**31, 0),
    "no JSON": wire.HEAD.pack(wire.MAGIC, 3, 0) + b"{n}",
    "another JSON": wire.HEAD.pack(wire.MAGIC, 2, 0) + b"[]",
    "JSON without end": wire.HEAD.pack(wire.MAGIC, 200_000, 0) + b"[" * 200_000,
    "not a number": frame(n=1, facts={"x": float("nan")}),
    "an unknown outcome": frame(n=1, outcome="passed"),
    "a question that is not there": frame(n=99),
    "a question of minus one": frame(n=-1),
    "the question before": answer(0),
    "the question after": answer(2),
    "a second level": frame(level="none"),
    "a frame that says nothing": frame(),
    "broken": frame(broken="the jail would not hold"),
    "arrays that are no arrays": wire.HEAD.pack(wire.MAGIC, 7, 9) + b'{"n":1}' + b"\x05\0\0\0\0\0\0\0x",
    "an array that was not sent": frame(n=1, values={"out": {"kind": "array", "dtype": "float64", "shape": [3]}}),
    "a description beside its array": wire.encode(
        {"n": 1, "values": {"out": {"kind": "array", "dtype": "float64", "shape": [3]}}}, {"out": np.zeros(2)}
    ),
    "more arrays than anybody asked for": wire.encode({"n": 1}, {f"{n}": np.zeros(0) for n in range(65)}),
    "a name without end": wire.encode({"n": 1}, {"x" * (1 << 16): np.zeros(0)}),
    "numbers of an unknown type": wire.encode({"n": 1}, {"out": np.zeros(4, np.complex64)}),
}  # fmt: skip


@pytest.mark.parametrize("said", UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_an_answer_costs_its_question_only(run, child, said):
    replies = run(child(answer(0), said, answer(1)), child(answer(2)))
    assert outcomes(replies) == ["answered", "unreadable", "answered"]
    assert list(replies.arrays) == ["q0/out", "q2/out"]


def test_a_forged_failure_of_the_box_is_the_submissions_own(run, child):
    """From then on student code may have written the frame: the points are lost, and nobody asks again."""
    replies = run(child(frame(broken="JailError: landlock failed")), asked=(1,))
    assert outcomes(replies) == ["unreadable"]


@pytest.mark.parametrize("outcome", ["our failure", "not reached"])
def test_a_forged_outcome_that_only_the_grader_can_give_is_not_believed(run, child, outcome):
    assert outcomes(run(child(frame(n=0, outcome=outcome)), asked=(1,))) == ["unreadable"]


def test_what_comes_after_the_last_answer_is_not_read(run, child):
    assert outcomes(run(child(answer(0) + answer(1) + answer(2) + b"garbage"))) == ["answered"] * 3


def test_an_array_that_was_too_large_to_send_is_an_answer(run, child):
    shape = {"kind": "array", "dtype": "float64", "shape": [10**6, 10**6], "kept": False}
    replies = run(child(frame(n=0, values={"out": shape})), asked=(1,))
    assert replies.answers["q0"].values["out"].shape == (10**6, 10**6)
    assert replies.arrays == {}


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        ((), "ended before it ran student code, with code 0 or signal 9"),
        ((frame(broken="JailError: no"),), "broke before it ran student code: JailError: no"),
        ((frame(level=""),), "did not say its level"),
        ((answer(0),), "did not say its level"),
        ((b"garbage",), "ended before it ran student code"),
        ((Cpu(11),), "ended before it ran student code"),
        ((Wall(1000),), "ended before it ran student code"),
    ],
)
def test_what_goes_wrong_before_the_level_is_our_failure(clock, batch, steps, told):
    """No line of student code has run yet."""
    one = ScriptedChild(clock, *steps, ending=Ending(code=0, signal=9))
    with pytest.raises(BoxError, match=told):
        Session(batch(1, 2, limits=LIMITS), lambda: one).run()
    assert one.ended == 1


@pytest.mark.parametrize("steps", [(), (Cpu(11),), (Wall(1000),), (b"garbage",)])
def test_a_child_that_ends_while_it_waits_is_our_failure(clock, batch, steps):
    """It is confined, and no line of student code has run."""
    one = ScriptedChild(clock, LEVEL, *steps, ending=KILLED)
    with pytest.raises(BoxError, match="ended before it ran student code"):
        Session(batch(1, 2, limits=LIMITS), lambda: one).run()
    assert one.ended == 1


def test_what_breaks_before_a_file_is_loaded_is_our_failure_too(clock, batch):
    one = ScriptedChild(clock, LEVEL, frame(broken="KeyError: no such probe"))
    with pytest.raises(BoxError, match="broke before it ran student code: KeyError: no such probe"):
        Session(batch(1, limits=LIMITS), lambda: one).run()
    assert one.ended == 1


def test_a_fresh_child_has_not_run_student_code_whatever_the_one_before_did(clock, child, batch):
    children = [child(answer(0)), ScriptedChild(clock, LEVEL, frame(broken="JailError: no"))]
    with pytest.raises(BoxError, match="JailError"):
        Session(batch(1, 2, 3, limits=LIMITS), lambda: children.pop(0)).run()


def test_a_second_child_that_cannot_start_is_our_failure_too(clock, child, batch):
    children = [child(answer(0)), ScriptedChild(clock)]
    with pytest.raises(BoxError):
        Session(batch(1, 2, 3, limits=LIMITS), lambda: children.pop(0)).run()


def test_a_child_is_ended_when_the_grader_is_interrupted(child, batch):
    one = child(answer(0))
    steps = iter([LEVEL])
    one.read = lambda timeout, patient: next(steps)
    with pytest.raises(StopIteration):
        Session(batch(1, limits=LIMITS), lambda: one).run()
    assert one.ended == 1


def test_a_batch_without_questions_starts_no_child(batch):
    replies = Session(batch(*[], limits=LIMITS), lambda: pytest.fail("started")).run()
    assert replies.answers == {}
