"""Cases that are timed: one for an item, without a twin, with nothing in the key that a clock has said."""

from contextlib import contextmanager

import pytest

from autograder.author.audit import audit, plan
from autograder.course.key import read_whole, write_key
from autograder.records import pack, to_json

SPEED = "speed: {unit: a product, beside: {a view: 1, loops: 100}}"
PROBE = """

def twice_speed(student, x):
    return {"facts": {"seconds": SECONDS, "unit": 1e-6}}
"""


@pytest.fixture
def timing(small):
    """The small homework, which tells how long doubling takes; by default at the word of the clock."""
    small.edit(small.homework.rubric, "check: values,", f"check: values, {SPEED},")
    small.edit(small.homework.cases, '"handout"', '"speed": {"n": 7},\n    "handout"')

    def measure(seconds="__import__('time').perf_counter()"):
        probes = small.homework.probes.read_text(encoding="utf-8")
        small.write(small.homework.probes, probes + PROBE.replace("SECONDS", seconds))
        return small

    return measure


def test_one_public_case_is_timed_with_its_own_settings_and_no_twin(timing):
    built = timing().build()
    [case] = [case for case in built.public.cases if case.timed]
    assert (case.id, case.probe, case.group, case.outputs) == ("twice/speed", "twice_speed", "", ())
    assert (case.settings, case.judged) == ({"n": 7}, False)
    assert built.public_arrays["twice/speed/in/x"].shape == (7,)
    assert not [case for case in built.hidden.cases if case.timed or case.twin == "twice/speed"]


def test_how_long_the_reference_took_is_nowhere_in_the_key(timing):
    """Each build is told another time."""
    small = timing()
    one, other = small.build(), small.build()
    assert to_json(one.public) == to_json(other.public)
    assert pack(one.public, one.public_arrays) == pack(other.public, other.public_arrays)
    assert pack(one.hidden, one.hidden_arrays) == pack(other.hidden, other.hidden_arrays)


@pytest.mark.parametrize(
    ("seconds", "complaint"),
    [
        ("0.0", "the probe twice_speed returns no facts of seconds and unit, two times, in twice/speed"),
        ("'long'", "the probe twice_speed returns no facts of seconds and unit, two times, in twice/speed"),
        ("1 / 0", "the reference has no answer to twice/speed: ZeroDivisionError: division by zero"),
    ],
)
def test_a_reference_that_cannot_be_timed_is_refused(timing, seconds, complaint):
    assert timing(seconds).refused() == complaint


def test_a_probe_that_is_not_there_is_named_with_the_nearest(timing):
    small = timing()
    small.edit(small.homework.probes, "def twice_speed", "def twice_speeds")
    said = small.refused().replace(f"{small.homework.folder}/", "")
    assert said == "probes.py: twice needs a function twice_speed; the nearest name there is twice_speeds"


def test_settings_that_are_not_there_are_asked_for(timing):
    small = timing()
    small.edit(small.homework.cases, '"speed": {"n": 7},', "")
    said = small.refused().replace(f"{small.homework.folder}/", "")
    assert said == 'cases.py: twice tells its speed, but twice has no "speed": settings to time'


def test_a_mistake_is_not_known_by_what_it_does_when_it_is_timed(timing):
    """In all that is judged it is right."""
    small = timing("float(abs(student.twice(x)[0]))")
    small.mistake("2 * x", "2 * x if len(x) != 7 else 1 / 0")
    assert small.refused() == "mistake m: every public case is right with it, so nobody would see it"


@pytest.fixture
def asked(small, box):
    """The ids of all questions that an audit asks, and what it found."""

    class Listening:
        def __init__(self):
            self.ids = set()
            self.start, self.stop = box.start, box.stop

        def ask(self, batch):
            self.ids |= {question.id for question in batch.questions}
            return box.ask(batch)

    def made():
        listening = Listening()

        @contextmanager
        def lend():
            yield listening

        built = small.build()
        write_key(small.homework.build, built.public, built.public_arrays)
        write_key(small.homework.build, built.hidden, built.hidden_arrays)
        key, arrays = read_whole(small.homework.build)
        return listening.ids, audit(plan(small.homework, key, ()), arrays, lend, 1)

    return made


def test_an_audit_times_nothing_and_counts_no_timed_case(timing, asked):
    timing()
    ids, found = asked()
    assert "twice/general-1" in ids
    assert "twice/speed" not in ids
    assert "twice/speed" not in {case.id for case in found.cases}
    assert found.problems == ()
