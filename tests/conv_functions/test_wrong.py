"""Submissions with one mistake each, written without sight of the catalogue: points and names as in wrong.yaml."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

SAMPLES = Path(__file__).parents[1] / "submissions" / "conv_functions"
TABLE = YAML(typ="safe").load(SAMPLES / "wrong.yaml")


def test_the_table_lists_every_submission():
    assert set(TABLE) == {path.name for path in (SAMPLES / "wrong").iterdir()}


@pytest.mark.parametrize("name", TABLE)
def test_points_are_lost_where_the_mistake_is_and_it_is_named(check_of, lost_in, name):
    row, grade = TABLE[name], check_of(SAMPLES / "wrong" / name)
    lost = set(lost_in(grade))
    assert set(row["item"]) <= lost <= {*row["item"], *row.get("maybe", ())}
    named = {known for finding in grade.findings for known in finding.known}
    if row["known"]:
        assert named & set(row["known"])
    else:
        assert not named
        assert all(finding.looks or finding.headline for finding in grade.findings)
