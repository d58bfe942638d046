"""Right notebooks in several styles lose nothing, and nothing of theirs is taken for PyTorch's own."""

from pathlib import Path

import pytest

from tests.lenet5.conftest import CORPUS

RIGHT = CORPUS / "right"
REFERENCE = Path(__file__).parents[2] / "reference" / "lenet5"
STYLES = sorted(path.name for path in RIGHT.iterdir())


@pytest.mark.parametrize("style", ["reference", *STYLES])
def test_a_right_notebook_loses_nothing(grade_of, style):
    grade = grade_of(REFERENCE if style == "reference" else RIGHT / style)
    assert {item.id: item.lost for item in grade.items if item.lost} == {}
    assert {item.id for item in grade.items if item.open} == {"training", "report"}
    assert {item.id for item in grade.items if item.state != "right"} == {"training", "report", "notebook"}
    assert not [remark for remark in grade.remarks if "framework" in remark]


def test_there_are_styles_enough():
    assert {"loops", "strided", "matrix", "einsum"} <= set(STYLES)
