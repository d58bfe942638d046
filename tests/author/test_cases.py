"""Reading cases.py: what stands there becomes cases, and what does not fit is said in one sentence."""

import re

import numpy as np
import pytest

from autograder.author.cases import hidden_cases, public_cases, read_tables, sweeps
from autograder.course.rubric import read_rubric
from autograder.errors import BuildError

BACKWARD = """
import numpy as np

def fore(draw, n=2, k=2):
    return {"x": draw(n, k), "w": draw(k, 3), "labels": draw.labels(n, 3), "n": n}

def back(draw, n=2, k=2):
    return {**fore_inputs(draw, n, k), "dout": draw(n, 3)}

fore_inputs = fore
fore = {"inputs": fore, "general": [{}]}
back = {
    "inputs": back,
    "rungs": [{"n": 1}],
    "handout": [{"n": 1, "k": 1}],
    "general": [{"n": 5}, {"n": 3}, {"n": 2}],
}
"""


@pytest.fixture
def tables(small):
    def read():
        rubric = read_rubric(small.homework.rubric)
        return rubric, read_tables(small.homework.cases, rubric)

    return read


@pytest.fixture
def drawn(tables):
    """Public and hidden cases of the small homework, with their arrays, by id."""
    rubric, found = tables()
    item, table = rubric.items[0], found["twice"]
    return {
        case.id: (case, arrays) for case, arrays in [*public_cases(item, table), *hidden_cases(item, table, "s")]
    }


def test_public_cases_are_the_ladder_the_groups_and_one_asked_again(drawn):
    public = [case.id for case, _ in drawn.values() if not case.hidden]
    assert public == [
        "twice/rung-1", "twice/rung-2", "twice/handout-1", "twice/general-1", "twice/general-2",
        "twice/general-1-again",
    ]  # fmt: skip


def test_every_earning_case_has_a_hidden_twin_and_larger_ones_are_hidden_only(drawn):
    hidden = {case.id: case.twin for case, _ in drawn.values() if case.hidden}
    assert hidden == {
        "twice/handout-1-twin": "twice/handout-1",
        "twice/general-1-twin": "twice/general-1",
        "twice/general-2-twin": "twice/general-2",
        "twice/general-larger-1": "",
    }


def test_rungs_earn_nothing_and_cases_of_a_group_do(drawn):
    groups = {case.id: case.group for case, _ in drawn.values()}
    assert groups["twice/rung-1"] == ""
    assert groups["twice/handout-1"] == groups["twice/handout-1-twin"] == "handout"
    assert groups["twice/general-larger-1"] == "general"


def test_a_twin_has_the_settings_and_tags_of_its_case_and_other_numbers(drawn):
    (case, arrays), (twin, others) = drawn["twice/general-1"], drawn["twice/general-1-twin"]
    assert (twin.settings, twin.tags, twin.arrays) == (case.settings, case.tags, case.arrays)
    assert others["x"].shape == arrays["x"].shape
    assert not np.intersect1d(others["x"], arrays["x"]).size


def test_asking_again_asks_the_very_same(drawn):
    (case, arrays), (again, same) = drawn["twice/general-1"], drawn["twice/general-1-again"]
    assert np.array_equal(arrays["x"], same["x"])
    assert (again.group, again.settings) == (case.group, case.settings)


def test_settings_have_their_defaults_and_no_switches(drawn):
    """`negative` says how numbers are drawn; a reader sees it as a tag or not at all."""
    assert drawn["twice/general-2"][0].settings == {"n": 5}
    assert (drawn["twice/general-2"][1]["x"] < 0).all()


def test_tags_are_true_or_false_for_every_case(drawn):
    assert drawn["twice/general-1"][0].tags == {"there are many": True}
    assert drawn["twice/rung-1"][0].tags == {"there are many": False}


def test_numbers_of_rungs_are_whole(drawn):
    assert sorted(abs(drawn["twice/rung-2"][1]["x"])) == [1.0, 2.0]


def test_inputs_that_are_no_arrays_travel_as_they_are(small, tables):
    small.edit(small.homework.cases, '{"x": draw', '{"n": n, "x": draw')
    rubric, found = tables()
    case, _ = next(public_cases(rubric.items[0], found["twice"]))
    assert (case.plain, case.arrays) == ({"n": 1}, ("x",))


def test_what_the_rubric_accepts_is_told_to_the_probe(small, tables):
    small.edit(small.homework.rubric, "check: values,", "check: values, accept: ties-any-way,")
    rubric, found = tables()
    case, _ = next(public_cases(rubric.items[0], found["twice"]))
    assert case.plain == {"accept": ["ties-any-way"]}


def test_an_item_that_a_person_reads_needs_no_cases(small, tables):
    small.edit(
        small.homework.rubric,
        "items:\n",
        "items:\n  - {id: essay, title: Essay, check: manual, points: 1, levels: {1: good}}\n",
    )
    assert set(tables()[1]) == {"twice"}


@pytest.fixture
def swept(small, tables):
    """The sweeps of a backward pass, by id."""
    small.write(small.homework.cases, BACKWARD)
    small.edit(
        small.homework.rubric,
        "  - {id: twice, title: Doubling, check: values, code: layer.py twice, points: {handout: 1, general: 1}}",
        "  - {id: fore, title: F, check: values, code: layer.py f, points: 1}\n"
        "  - {id: back, title: B, check: gradient, of: fore, code: layer.py b, points: 2, if-consistent: 1}",
    )
    rubric, found = tables()
    public = list(public_cases(rubric.item("back"), found["back"]))
    at = {case.id: arrays for case, arrays in public}
    return at, {case.id: (case, arrays) for case, arrays in sweeps(found["fore"], public, "seed")}


def test_the_two_smallest_general_cases_are_swept_along_each_input_of_the_forward_pass(swept):
    assert set(swept[1]) == {f"back/general-{n}/sweep-{name}" for n in (2, 3) for name in "xw"}


def test_a_sweep_asks_the_forward_probe_and_earns_nothing(swept):
    case, _ = swept[1]["back/general-3/sweep-w"]
    assert (case.probe, case.group, case.sweeps, case.about, case.twin) == ("fore", "", "w", "back/general-3", "")


def test_a_sweep_holds_pairs_of_points_around_its_case(swept):
    at, found = swept
    _, arrays = found["back/general-3/sweep-w"]
    centre = at["back/general-3"]["w"]
    assert arrays["w"].shape == (4, *centre.shape)
    assert (arrays["w"][0::2] + arrays["w"][1::2]) / 2 == pytest.approx(np.stack([centre, centre]))
    assert 0 < np.abs(arrays["w"][0] - centre).max() < 0.1
    assert np.array_equal(arrays["x"], at["back/general-3"]["x"])


def test_sweeps_along_two_directions_differ(swept):
    _, arrays = swept[1]["back/general-3/sweep-x"]
    assert not np.allclose(arrays["x"][0] - arrays["x"][1], arrays["x"][2] - arrays["x"][3])


COMPLAINTS = {
    "not python": ("False):", "False)", "cases.py: SyntaxError: expected ':' (cases.py, line 1)"),
    "raises": ("def numbers(", "1 / 0\ndef numbers(", "cases.py: ZeroDivisionError: division by zero"),
    "other name": (
        "\ntwice = {", "\ntwise = {",
        "cases.py: twice needs cases under the name twice; the nearest name there is twise",
    ),
    "no inputs": ('    "inputs": numbers,\n', "",
                  'cases.py: twice needs "inputs": a function of draw and the settings'),
    "no such group": ('"handout": [', '"handouts": [',
                      "cases.py: twice gives points for handout, but twice has no such group"),
    "a function": ("\ntwice = {", "\ntwice = numbers\nother = {",
                   'cases.py: twice needs "inputs": a function of draw and the settings'),
    "no list": ('"handout": [{"n": 3}]', '"handout": {"n": 3}',
                "cases.py: twice: handout: expected a list of settings such as [{'N': 2}]"),
    "a number": ('"handout": [{"n": 3}]', '"handout": 3',
                 "cases.py: twice: handout: expected a list of settings such as [{'N': 2}]"),
    "an empty group": ('"handout": [{"n": 3}]', '"handout": []',
                       "cases.py: twice: handout: expected a list of settings such as [{'N': 2}]"),
    "complex numbers": ('return {"x": draw', 'return {"x": 1j * draw',
                        "cases.py: twice/general-2: x holds complex128 numbers, which nobody can be asked with"),
    "inputs raise": ("draw.negative(n)", "draw.positive(n)",
                     "cases.py: twice/general-2: AttributeError: 'Draw' object has no attribute 'positive'"),
    "unknown setting": ('{"n": 3}', '{"m": 3}',
                        "cases.py: twice/handout-1: TypeError: numbers() got an unexpected keyword argument 'm'"),
    "tags raise": ("n > 3", "n > m", "cases.py: twice/rung-1: NameError: name 'm' is not defined"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "complaint"), COMPLAINTS.values(), ids=COMPLAINTS)
def test_what_does_not_fit_is_said_in_one_sentence(small, old, new, complaint):
    small.edit(small.homework.cases, old, new)
    said = small.refused().replace(f"{small.homework.folder}/", "")
    assert re.sub(r"\(/.*/", "(", said) == complaint


def test_a_missing_file_is_named(small, tables):
    small.homework.cases.unlink()
    with pytest.raises(BuildError, match=r"cases\.py: FileNotFoundError: .*No such file or directory"):
        tables()
