"""Several words in one sentence."""

from collections.abc import Iterable


def listed(words: Iterable[str], last: str = "and") -> str:
    """a, b and c; nothing for no words."""
    *front, end = list(words) or [""]
    return f"{', '.join(front)} {last} {end}" if front else end
