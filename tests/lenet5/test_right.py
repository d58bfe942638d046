"""Right notebooks in several styles lose nothing, and nothing of theirs is taken for PyTorch's own."""

from pathlib import Path

import pytest

from tests.lenet5.conftest import CORPUS

RIGHT = CORPUS / "right"
REFERENCE = Path(__file__).parents[2] / "reference" / "lenet5"
STYLES = sorted(path.name for path in RIGHT.iterdir())


def assert_nothing_is_lost(grade):
    assert {item.id: item.lost for item in grade.items if item.lost} == {}
    assert {item.id for item in grade.items if item.open} == {"training", "report"}
    assert {item.id for item in grade.items if item.state != "right"} == {"training", "report", "notebook"}
    assert not [remark for remark in grade.remarks if "framework" in remark]


@pytest.mark.parametrize("style", STYLES)
def test_a_right_notebook_loses_nothing(grade_of, style):
    assert_nothing_is_lost(grade_of(RIGHT / style))


def test_the_reference_loses_nothing_and_runs_to_its_end(grade_of_a_run):
    grade = grade_of_a_run(REFERENCE)
    assert_nothing_is_lost(grade)
    assert {cell.run.outcome.value for cell in grade.notebook.cells} <= {"answered", "not reached"}
    assert grade.flags == ()


def test_there_are_styles_enough():
    assert {"loops", "strided", "matrix", "einsum"} <= set(STYLES)
