"""What is looked for in a hand-in: evidence that was read in another way is asked for again, and not kept."""

from dataclasses import replace
from typing import Any

from autograder.model import Item, Key
from autograder.records import digest, to_json


def read_by(key: Key) -> str:
    """What of a key, beside its questions, evidence depends on: what is looked for in the files, what the template
    gives, how far programs may run. Points, words, numbers and hints are no part of it."""
    rubric = key.rubric
    limits = [rubric.limits, rubric.run, rubric.allow, rubric.provided]
    files = [rubric.code, dict(rubric.documents), rubric.weights, dict(key.provided), dict(key.notebooks)]
    items = {item.id: sought for item in rubric.items if any(sought := _sought(item))}
    return digest(to_json([limits, files, items]))


def _sought(item: Item) -> list[Any]:
    """Of a training, what decides how it is measured; empty where nothing is sought for the item."""
    how = replace(item.target, ladders=dict.fromkeys(item.target.ladders, ()), at_most={}) if item.target else None
    under = item.writing.under if item.writing else ""
    return [item.code, item.executed, item.operations, item.wanted, under, how]
