"""What other items say about one whose own numbers say nothing: mistakes in them would show here as well."""

from collections import Counter
from collections.abc import Sequence

from autograder.listed import listed
from autograder.model import ItemGrade, Key

LEAST_MISTAKES = 3


def elsewhere(item: ItemGrade, items: Sequence[ItemGrade], key: Key) -> str:
    """Empty where nothing is known to go wrong together with the item, or where what is known was not judged."""
    states = {other.id: other.state for other in _beneath(item, items, key)}
    wrong = [name for name, state in states.items() if state in ("wrong", "part")]
    if wrong:
        return f"{_are(wrong)} wrong as well, and a mistake there can show here."
    if states and set(states.values()) == {"right"}:
        return f"{_are(list(states))} right, so look at what comes on top of that."
    return ""


def _are(names: Sequence[str]) -> str:
    return f"{listed(names)} {'is' if len(names) == 1 else 'are'}"


def _beneath(item: ItemGrade, items: Sequence[ItemGrade], key: Key) -> list[ItemGrade]:
    """Items further up that several known mistakes break together with this one."""
    together = Counter(name for mistake in key.mistakes if item.id in mistake.items for name in mistake.items)
    above = items[: [other.id for other in items].index(item.id)]
    return [other for other in above if together[other.id] >= LEAST_MISTAKES]
