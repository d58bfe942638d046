"""Notebooks with one mistake each, written without sight of the catalogue: points and names as in wrong.yaml."""

import pytest
from ruamel.yaml import YAML

from tests.submissions.cnn_training.notebooks import HERE

TABLE = YAML(typ="safe").load(HERE / "wrong.yaml")
OF_TWO = ("two_at_once",)


def lost_in(grade):
    return {item.id for item in grade.items if item.lost}


def test_the_table_lists_every_submission():
    assert set(TABLE) == {path.stem for path in (HERE / "wrong").glob("*.py")}
    assert len(TABLE) >= 10


@pytest.mark.parametrize("name", TABLE)
def test_points_are_lost_where_the_mistake_is_and_nowhere_else(grade_of, wrong_folder, name):
    row, lost = TABLE[name], lost_in(grade_of(wrong_folder(name)))
    assert set(row["item"]) <= lost <= {*row["item"], *row.get("maybe", ())}


@pytest.mark.long
@pytest.mark.parametrize("name", TABLE)
def test_it_is_called_by_its_name(grade_by_taught, wrong_folder, name):
    grade = grade_by_taught(wrong_folder(name))
    named = {known for finding in grade.findings for known in finding.known}
    wanted = set(TABLE[name]["known"])
    assert named >= wanted if name in OF_TWO else bool(named & wanted) == bool(wanted)
    assert all(finding.headline for finding in grade.findings)
