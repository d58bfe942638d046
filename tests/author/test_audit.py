"""An audit of a homework of one function: what it catches, what it misses, and when it fails."""

from contextlib import contextmanager
from fractions import Fraction

import pytest

from autograder.author.audit import audit, plan
from autograder.box.fake import FakeBox
from autograder.course.key import read_whole, write_key
from autograder.errors import BoxError
from autograder.model import Answer, Outcome
from autograder.model.audit import Audit
from autograder.records import from_json, to_json

FOUR = "  - {id: four, title: Four times, check: values, code: layer.py four, points: 1}\n"


@pytest.fixture
def audited(small, box):
    """The audit of the small homework as its files are now."""

    @contextmanager
    def lend():
        yield box

    def made(right=()):
        built = small.build()
        write_key(small.homework.build, built.public, built.public_arrays)
        write_key(small.homework.build, built.hidden, built.hidden_arrays)
        key, arrays = read_whole(small.homework.build)
        return audit(plan(small.homework, key, right), arrays, lend, 1)

    return made


def handout_only_positive(small):
    """The cases of the handout do not see that a sign is lost."""
    small.edit(
        small.homework.cases,
        'return {"x": draw.negative(n) if negative else draw(n)}',
        'return {"x": draw.negative(n) if negative else abs(draw(n))}',
    )


def reviewed(small, text):
    small.write(small.homework.folder / "equivalent.yaml", text)


def test_a_strong_key_passes(audited):
    found = audited()
    assert found.problems == ()
    assert found.survivors == ()
    [item] = found.items
    assert (item.id, item.both, item.public_only, item.hidden_only, item.none) == (
        "twice", ("tripled", "absolute"), (), (), (),
    )  # fmt: skip
    assert {m.id: m.losses.cost for m in found.mistakes} == {"tripled": 2, "absolute": 2}


def test_a_mistake_that_the_handout_misses_is_named(small, audited):
    handout_only_positive(small)
    found = audited()
    assert [mistake.id for mistake in found.missed_by_handout] == ["absolute"]
    assert {m.id: dict(m.losses.whole) for m in found.mistakes}["absolute"] == {"twice": Fraction(1)}


def test_a_mistake_that_only_hidden_cases_catch_fails(small, audited):
    small.edit(small.homework.cases, '"general": [{"n": 4}, {"n": 5, "negative": True}]', '"general": [{"n": 4}]')
    small.mistake("2 * x", "2 * x * (len(x) < 9) * (len(x) > 1)")
    found = audited()
    assert found.mistakes[0].losses.hidden_only
    [problem] = [text for text in found.problems if "hidden cases only" in text]
    assert problem.startswith("m costs points in twice by hidden cases only")


@pytest.mark.parametrize("where", ["mistake", "item"])
def test_unless_it_is_said_to_be_a_surprise(small, audited, where):
    small.mistake("2 * x", "2 * x * (len(x) < 9) * (len(x) > 1)")
    if where == "mistake":
        small.edit(small.homework.mistakes, "name: n", "name: n, surprise: true")
    else:
        small.edit(small.homework.rubric, "general: 1}", "general: 1}, surprise: true")
    assert not [text for text in audited().problems if "hidden cases only" in text]


def test_a_mistake_that_costs_nothing_fails(small, audited):
    small.mistake("2 * x", "2 * x + (len(x) == 1)")
    found = audited()
    assert found.items[0].none == ("m",)
    assert found.problems[0].startswith("m costs no point")


def test_a_mistake_that_costs_points_in_two_items_is_a_warning(small, audited):
    small.write(small.homework.rubric, small.homework.rubric.read_text() + FOUR)
    small.write(
        small.homework.cases, small.homework.cases.read_text() + '\nfour = {"inputs": numbers, "general": [{}]}\n'
    )
    probes = small.homework.probes.read_text() + "\n\ndef four(student, x):\n    return {'out': student.four(x)}\n"
    small.write(small.homework.probes, probes)
    layer = small.homework.reference / "layer.py"
    small.write(layer, layer.read_text() + "\n\ndef four(x):\n    return twice(twice(x))\n")
    found = audited()
    assert found.problems == ()
    assert "tripled costs points in 2 items: twice -2 and four -1" in found.warnings


def test_a_mutant_that_nothing_catches_fails(small, audited):
    small.edit(small.homework.reference / "layer.py", "2 * x", "2 * x + (len(x) > 20)")
    found = audited()
    assert [mutant.code for mutant in found.survivors] == [
        "doubled = 2 * x - (len(x) > 20)",
        "doubled = 2 * x + (len(x) >= 20)",
        "doubled = 2 * x + (len(x) > 19)",
        "doubled = 2 * x + (len(x) > 21)",
    ]
    assert len(found.problems) == 4
    assert "no case catches the mutant layer.py:7:21 + -> -: doubled = 2 * x - (len(x) > 20)" in found.problems


def test_a_mutant_that_a_person_has_looked_at_passes(small, audited):
    small.edit(small.homework.reference / "layer.py", "2 * x", "2 * x - (len(x) > 20)")
    places = [mutant.id for mutant in audited().survivors]
    entries = "".join(f"  - {{mutant: '{name}', why: No image is so large.}}\n" for name in places)
    reviewed(small, f"equivalent:\n{entries}")
    found = audited()
    assert (found.problems, found.survivors) == ((), ())
    assert [mutant.id for mutant in found.marked("equivalent")] == places
    reviewed(small, f"left-open:\n{entries}")
    assert [mutant.why for mutant in audited().marked("left-open")] == ["No image is so large."] * len(places)


def test_an_entry_that_no_longer_applies_fails(small, audited):
    reviewed(
        small,
        "equivalent:\n"
        "  - {mutant: 'layer.py:9:15 2 -> 3', why: It was there once.}\n"
        "  - {mutant: 'layer.py:7:15 2 -> 3', why: It looks so.}\n",
    )
    caught, gone = audited().problems
    assert caught.endswith(
        "equivalent.yaml:3: the mutant 'layer.py:7:15 2 -> 3' is caught in twice; delete the entry"
    )
    assert "equivalent.yaml:2: there is no mutant 'layer.py:9:15 2 -> 3' any more; the nearest is" in gone


def test_a_right_solution_that_loses_points_is_a_false_alarm(small, audited, tmp_path):
    for name, body in {"added": "x + x", "wrong": "2 * abs(x)"}.items():
        small.write(tmp_path / "right" / name / "layer.py", f"def twice(x):\n    return {body}\n")
    found = audited(sorted((tmp_path / "right").iterdir()))
    assert [(solution.name, solution.alarmed) for solution in found.right] == [
        ("solution added", False), ("solution wrong", True),
    ]  # fmt: skip
    assert found.problems == ("false alarm: solution wrong is right and fails in twice (-2)",)


def test_other_styles_of_the_solution_are_right_solutions_too(small, audited):
    small.write(small.homework.folder / "bases" / "sum" / "layer.py", "def twice(x):\n    return x + x\n")
    assert [(solution.name, solution.alarmed) for solution in audited().right] == [("base sum", False)]


def test_cases_that_show_nothing_new_are_not_needed(small, audited):
    handout_only_positive(small)
    found = audited()
    needed = {case.id: case.needed for case in found.cases}
    assert needed["twice/handout-1"]
    assert needed["twice/general-2"]
    assert [case for case, is_needed in needed.items() if not is_needed] == [
        "twice/rung-1", "twice/rung-2", "twice/general-1",
    ]  # fmt: skip
    assert {case.id: case.alone for case in found.cases}["twice/general-2"] > 0


def test_the_record_comes_back_from_json(audited):
    found = audited()
    assert from_json(to_json(found, indent=2), Audit) == found


def test_a_machine_that_fails_makes_no_audit(small, audited):
    audited()
    key, arrays = read_whole(small.homework.build)
    broken = FakeBox(lambda _: (Answer(outcome=Outcome.OUR_FAILURE, detail="it broke"), {}))

    @contextmanager
    def lend():
        yield broken

    with pytest.raises(BoxError, match=r"mistake tripled: it broke, twice in a row"):
        audit(plan(small.homework, key, ()), arrays, lend, 1)
