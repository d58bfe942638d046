"""The rubric's schema for editors: completion and a sentence for each field while one writes."""

from typing import Any

from autograder.course.schema import RubricFile


def rubric_json_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of rubric.yaml; `# yaml-language-server: $schema=…` points an editor to it."""
    schema = RubricFile.model_json_schema(by_alias=True)
    for model in (schema, *schema["$defs"].values()):
        model["properties"] = {name: _titled(name, field) for name, field in model["properties"].items()}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "rubric.yaml"}


def _titled(name: str, field: dict[str, Any]) -> dict[str, Any]:
    """The field under its written name. An empty value is refused, so null is no choice; what holds when a
    field is not written stands in its description, since 10.0 is not how a duration is written."""
    choices = [choice for choice in field.get("anyOf", ()) if choice != {"type": "null"}]
    if len(choices) == 1:
        field = {**choices[0], **{key: value for key, value in field.items() if key != "anyOf"}}
    return {key: value for key, value in field.items() if key != "default"} | {"title": _spoken(name)}


def _spoken(name: str) -> str:
    return name.replace("-", " ").capitalize()
