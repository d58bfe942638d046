import json
from decimal import Decimal
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from autograder.course.schema_json import rubric_json_schema
from autograder.course.strict_yaml import read_yaml

RUBRIC = Path(__file__).parents[2] / "rubrics" / "conv_layers" / "rubric.yaml"


def plain(value):
    """The data as an editor's validator sees it."""
    return json.loads(json.dumps(value, default=lambda v: float(v) if isinstance(v, Decimal) else v))


def test_the_schema_is_json_and_a_valid_schema():
    schema = rubric_json_schema()
    json.dumps(schema)
    Draft202012Validator.check_schema(schema)


def test_the_shipped_rubric_fits_the_schema():
    errors = list(Draft202012Validator(rubric_json_schema()).iter_errors(plain(read_yaml(RUBRIC).data)))
    assert errors == []


@pytest.mark.parametrize(
    "change",
    [
        {"tell": "hints"},
        {"colour": "red"},
        {"total": "sixty"},
        {"limits": {"per-case": "10"}},
        {"items": [{"id": "a", "title": "A", "check": "manual", "points": 1}]},
    ],
)
def test_an_editor_underlines_what_reading_refuses(change):
    data = plain(read_yaml(RUBRIC).data) | change
    assert not Draft202012Validator(rubric_json_schema()).is_valid(data)


def test_every_field_has_a_title_and_one_sentence():
    schema = rubric_json_schema()
    for model in (schema, *schema["$defs"].values()):
        for name, field in model["properties"].items():
            assert field["title"], name
            assert field["description"].endswith("."), name
            assert len(field["description"].split()) > 2, name


def test_an_empty_value_is_never_a_choice():
    assert '"null"' not in json.dumps(rubric_json_schema())
