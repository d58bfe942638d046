"""What is expected comes from the reference, which has to answer everything and break nothing."""

import pytest

from autograder.author.expected import with_expected
from autograder.box.seam import Replies


@pytest.mark.parametrize(
    ("solution", "complaint"),
    [
        ("raise ValueError('no')", "the reference has no answer to twice/rung-1: ValueError: no at layer.py:7"),
        ("raise NotImplementedError",
         "the reference has no answer to twice/rung-1: NotImplementedError:  at layer.py:7"),
        ("import os; os._exit(3)",
         "the reference has no answer to twice/rung-1: exited the program ended itself with code 3"),
        ("x *= 2; return x", "the reference changes its argument x in twice/rung-1"),
        ("return x * np.nan", "the reference's out in twice/rung-1 is not finite"),
        ("return None", "the reference's out in twice/rung-1 is not an array of numbers (none )"),
        ("return np.array(['two'])", "the reference's out in twice/rung-1 is not an array of numbers "
         "(other ndarray of <U3)"),
    ],
)  # fmt: skip
def test_a_reference_that_does_not_answer_is_refused(small, solution, complaint):
    small.edit(small.homework.reference / "layer.py", "    doubled = 2 * x\n    return doubled", f"    {solution}")
    assert small.refused() == complaint


def test_a_reference_that_cannot_be_imported_is_refused(small):
    small.edit(small.homework.reference / "layer.py", "import numpy as np", "import nonsense")
    assert small.refused() == (
        "the reference has no answer to twice/rung-1: ModuleNotFoundError: No module named 'nonsense' at layer.py:1"
    )


def test_a_reference_without_the_name_is_refused(small):
    small.edit(small.homework.reference / "layer.py", "def twice", "def thrice")
    assert small.refused().startswith("the reference has no answer to twice/rung-1: NoSuchName: twice")


def test_points_for_an_output_that_the_probe_does_not_return_are_refused(small):
    small.edit(small.homework.rubric, "{handout: 1, general: 1}", "{handout: {dx: 1}, general: 1}")
    assert small.refused() == "twice gives points for dx; its probe returns out"


def test_a_probe_that_returns_no_output_is_refused(small):
    small.edit(small.homework.probes, '{"out": student.twice(x)}', "{}")
    assert small.refused() == "the probe twice returns nothing to compare in twice/rung-1"


@pytest.fixture
def counting(small):
    """The homework with parameters to count; the tables that the rubric accepts are given."""

    def build(tables, counted):
        small.edit(
            small.homework.rubric,
            "check: values, code: layer.py twice, points: {handout: 1, general: 1}",
            f"check: parameters, code: layer.py twice, points: 2, accept: {tables}",
        )
        small.write(small.homework.cases, 'twice = {"inputs": lambda draw: {}, "layers": [{}]}\n')
        small.write(small.homework.probes, f"def twice(student):\n    return {counted}\n")
        small.homework.mistakes.unlink()
        return small

    return build


def test_counts_are_expected_as_they_stand_in_the_rubric(counting):
    built = counting("{today: {a: 3, b: 5}, paper: {a: 3, b: 4}}", '{"a": 3, "b": 5}').build()
    case = built.public.cases[0]
    assert (case.conventions, case.outputs) == (("today", "paper"), ("a", "b"))
    begin = f"{case.id}/out/"
    counts = {n.removeprefix(begin): int(a) for n, a in built.public_arrays.items() if n.startswith(begin)}
    assert counts == {"today/a": 3, "today/b": 5, "paper/a": 3, "paper/b": 4}


def test_a_reference_that_counts_as_no_table_does_is_refused(counting):
    complaint = counting("{today: {a: 3}, paper: {a: 4}}", '{"a": 77}').refused()
    assert complaint == "the reference counts as none of the tables that twice accepts (today, paper)"


def test_a_reference_that_counts_less_than_its_table_is_refused(counting):
    assert "none of the tables" in counting("{today: {a: 3, b: 5}}", '{"a": 3}').refused()


def test_a_sweep_of_an_input_without_a_gradient_is_left_out(by_hand):
    about = "back/general-1"
    sweeps = [by_hand.case(f"{about}/sweep-{n}", "", outputs=(), sweeps=n, about=about) for n in ("x", "labels")]
    items = [by_hand.item("fore"), by_hand.item("back", check="gradient", of="fore")]
    key = by_hand.key(items, [by_hand.case(about, outputs=()), *sweeps])
    gathered = by_hand.gathered(key, {about: {"dx": [1.0]}, **{sweep.id: {"out": [1.0]} for sweep in sweeps}})
    replies = Replies(answers=gathered.evidence.answers, arrays=gathered.arrays, level="none")
    found, _ = with_expected(key, {}, replies)
    assert [(c.id, c.outputs) for c in found.cases] == [(about, ("dx",)), (f"{about}/sweep-x", ("out",))]
