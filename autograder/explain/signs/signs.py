"""All signs of a network and of its training, the most telling first."""

from collections.abc import Iterator, Mapping
from typing import Any

from autograder.errors import RecordError
from autograder.explain.signs import loop, network
from autograder.explain.signs.seen import New, Sign
from autograder.records import from_json, to_json


def signs_in(facts: Mapping[str, Any]) -> Iterator[Sign]:
    """None where what was seen cannot be read."""
    try:
        new = from_json(to_json(facts), New)
    except RecordError:
        return
    if new.loop is not None and not new.loop.raised:
        yield from loop.of_no_change(new.loop)
    yield from network.of_parameters(new)
    yield from network.of_scores(new)
    if new.loop is not None:
        yield from loop.of_images(new.loop)
        yield from loop.of_loss(new.loop)
        yield from loop.of_steps(new.loop)
    yield from network.of_design(new)
