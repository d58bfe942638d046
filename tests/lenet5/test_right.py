"""Right notebooks in several styles lose nothing that cases decide."""

from pathlib import Path

import pytest

from tests.lenet5.conftest import as_modules

RIGHT = Path(__file__).parents[1] / "submissions" / "lenet5" / "right"
STYLES = sorted(path.name for path in RIGHT.iterdir())


@pytest.fixture
def graded(grade_of, tmp_path):
    def made(source):
        as_modules(source, tmp_path / "modules")
        return grade_of(tmp_path / "modules")

    return made


@pytest.mark.parametrize("style", STYLES)
def test_a_right_notebook_loses_nothing(graded, style):
    grade = graded(RIGHT / style)
    assert {item.id: item.lost for item in grade.items if item.lost} == {}
    assert {item.id for item in grade.items if item.open} == {"training", "report"}


def test_there_are_styles_enough():
    assert {"loops", "strided", "matrix", "einsum"} <= set(STYLES)
